import type { CheckOutcome, CheckReport } from '#domain/check/types.ts'
import { NOT_CHOSEN } from '../scenario.ts'
import { countWords, loadWords, severityWord, tally } from './words.ts'

const mark: Record<CheckOutcome, string> = { passed: '  ok  ', failed: ' FAIL ', warning: ' warn ', skipped: ' skip ' }

/** For a terminal, without colours, for it is mostly the log of a CI. */
export function textReport(report: CheckReport): string {
  const { target, grade, forgeryUntested, findings, results, notObservable } = report
  const lines = [
    `Endpoint Check of ${target.url} as ${target.providerName}`,
    '',
    ...results
      .filter(({ meaning }) => meaning !== NOT_CHOSEN)
      .map(
        ({ outcome, title, meaning, load }) =>
          `${mark[outcome]} ${title}${outcome === 'passed' ? (load ? `: ${loadWords(load)}` : '') : `: ${meaning}`}`,
      ),
    '',
    `Grade ${grade ?? '-'}: ${countWords(report)}; ${tally(report)}.`,
    ...(forgeryUntested === null ? [] : [forgeryUntested]),
  ]
  for (const { severity, title, meaning, advice } of findings)
    lines.push('', `${severityWord[severity]}: ${title}`, `  ${meaning}`, `  ${advice}`)
  if (notObservable.length > 0) lines.push('', 'Not observable:', ...notObservable.map(sentence => `  ${sentence}`))
  return `${lines.join('\n')}\n`
}
