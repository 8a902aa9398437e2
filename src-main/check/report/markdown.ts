import type { CheckReport, Finding, ScenarioResult } from '#domain/check/types.ts'
import { answerWords, countWords, groupWord, loadWords, outcomeWord, severityWord, tally, when } from './words.ts'

/** For a pull request or an issue. Texts of the target stand in code, fenced so that nothing in them can end the fence. */
export function markdownReport(report: CheckReport): string {
  const { target, startedAt, grade, forgeryUntested, requests, timeoutMs, findings, results, notObservable } = report
  return `${[
    `# Endpoint Check: ${grade ?? 'not judged'}`,
    [
      `- Target: ${inline(target.url)}`,
      `- As: ${target.providerName}${target.scheme ? ` (${inline(target.scheme)})` : ''}, with a timeout of ${timeoutMs} ms`,
      `- Run: ${when(startedAt)}, ${requests} requests`,
      `- Result: ${countWords(report)}; ${tally(report)}`,
    ].join('\n'),
    forgeryUntested === null ? '' : `**${forgeryUntested}**`,
    findings.length > 0 ? '## Findings' : '',
    ...findings.map(findingText),
    '## Scenarios',
    table(results),
    notObservable.length > 0 ? `## Not observable\n\n${notObservable.map(sentence => `- ${plain(sentence)}`).join('\n')}` : '',
  ]
    .filter(part => part !== '')
    .join('\n\n')}\n`
}

function findingText({ severity, title, meaning, advice, scenarios, fixes }: Finding): string {
  const lines = fixes.map(fix => `<details><summary>${fix.name}</summary>\n\n${plain(fix.text)}\n\n${fenced(fix.code)}\n\n</details>`)
  return [
    `### ${severityWord[severity]}: ${title}`,
    plain(meaning),
    plain(advice),
    `Shown by: ${scenarios.map(inline).join(', ')}`,
    ...lines,
  ].join('\n\n')
}

function table(results: readonly ScenarioResult[]): string {
  const rows = results.map(({ group, title, outcome, exchanges, meaning, load }) => {
    const answers = load ? loadWords(load) : answerWords(exchanges.map(({ received }) => received.status))
    return `| ${outcomeWord[outcome]} | ${groupWord[group]} | ${cell(title)} | ${cell(answers)} | ${cell(plain(meaning))} |`
  })
  return ['| | | Scenario | Answers | Meaning |', '|---|---|---|---|---|', ...rows].join('\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')

/** Our own sentences may quote the target: nothing in them is to become markup. */
const plain = (text: string): string => text.replace(/[\\`*_<>[\]#]/g, char => `\\${char}`)

function inline(text: string): string {
  const run = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)))
  return `${run}${text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text}${run}`
}

function fenced(text: string): string {
  const run = '`'.repeat(3 + Math.max(0, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length - 2)))
  return `${run}\n${text}\n${run}`
}
