import type { CheckReport, ExchangeShow, Finding, ScenarioResult } from '#domain/check/types.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import { escaped } from './escape.ts'
import { style } from './html-style.ts'
import { countWords, groupWord, loadWords, outcomeWord, severityWord, tally, when } from './words.ts'

/**
 * One page that needs nothing else: no script, no font, no image, and a policy that would not let any in. All that comes from the
 * target is escaped text.
 */
export function htmlReport(report: CheckReport): string {
  const { target, startedAt, grade, forgeryUntested, requests, timeoutMs, findings, results, notObservable } = report
  const title = `Endpoint Check of ${target.url}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="grade grade-${grade ?? 'none'}" aria-label="Grade ${grade ?? 'not judged'}">${grade ?? '–'}</p>
<div>
<h1>Endpoint Check</h1>
<p class="url">${escaped(target.url)}</p>
<p class="quiet">As ${escaped(target.providerName)}${target.scheme ? ` (${escaped(target.scheme)})` : ''}, with a timeout of ${timeoutMs} ms. ${escaped(when(startedAt))}, ${requests} requests.</p>
<p>${escaped(countWords(report))}; ${escaped(tally(report))}.</p>
${forgeryUntested === null ? '' : `<p><strong>${escaped(forgeryUntested)}</strong></p>`}
</div>
</header>
${findings.length > 0 ? `<section><h2>Findings</h2>${findings.map(findingHtml).join('\n')}</section>` : ''}
<section><h2>Scenarios</h2>${results.map(resultHtml).join('\n')}</section>
${notObservable.length > 0 ? `<section><h2>Not observable</h2><ul>${notObservable.map(text => `<li>${escaped(text)}</li>`).join('')}</ul></section>` : ''}
<footer class="quiet">Made by Hookbench.</footer>
</main>
</body>
</html>
`
}

function findingHtml({ severity, title, meaning, advice, scenarios, fixes }: Finding): string {
  const lines = fixes.map(
    fix =>
      `<details><summary>${escaped(fix.name)}</summary><p>${escaped(fix.text)}</p><pre tabindex="0">${escaped(fix.code)}</pre></details>`,
  )
  return `<article class="finding ${severity}">
<h3><span class="tag">${severityWord[severity]}</span> ${escaped(title)}</h3>
<p>${escaped(meaning)}</p>
<p>${escaped(advice)}</p>
<p class="quiet">Shown by ${escaped(scenarios.join(', '))}</p>
${lines.join('\n')}
</article>`
}

function resultHtml({ outcome, group, title, why, sends, meaning, notObservable, effects, load, exchanges }: ScenarioResult): string {
  return `<details class="result ${outcome}">
<summary><span class="tag">${outcomeWord[outcome]}</span> ${escaped(title)} <span class="quiet">${groupWord[group]}</span></summary>
<p>${escaped(meaning)}</p>
${notObservable ? `<p class="quiet">Not observable: ${escaped(notObservable)}</p>` : ''}
${load ? `<p>${escaped(loadWords(load))}.</p>` : ''}
${effects ? `<p>Side effects: ${effects.counted}, expected ${effects.expected}.</p>` : ''}
<p class="quiet">${escaped(why)} ${escaped(sends)}</p>
${exchanges.map(exchangeHtml).join('\n')}
</details>`
}

function exchangeHtml({ label, sent, received }: ExchangeShow): string {
  const answer = received.status === null ? escaped(received.error ?? 'No answer.') : `${received.status} after ${received.durationMs} ms`
  return `<h4>${escaped(label)}: ${answer}</h4>
<pre tabindex="0">${escaped(`${sent.method} ${sent.url}`)}
${headers(sent.headers)}
${escaped(sent.body)}</pre>
<pre tabindex="0">${received.status === null ? escaped(received.error ?? '') : `${received.status}\n${headers(received.headers)}\n${escaped(received.body)}`}</pre>`
}

const headers = (pairs: readonly HeaderPair[]): string => pairs.map(([name, value]) => `${escaped(name)}: ${escaped(value)}\n`).join('')
