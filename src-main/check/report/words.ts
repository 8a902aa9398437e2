import type { CheckOutcome, CheckReport, LoadStats, ScenarioGroup, Severity } from '#domain/check/types.ts'

/** What all forms of the report say in the same words. */

export const severityWord: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' }
export const outcomeWord: Record<CheckOutcome, string> = { passed: 'Passed', failed: 'Failed', warning: 'Warning', skipped: 'Skipped' }
export const groupWord: Record<ScenarioGroup, string> = {
  genuine: 'Genuine event',
  signature: 'Signature',
  time: 'Time',
  repeats: 'Repetition and order',
  payload: 'Payload',
  protocol: 'Protocol',
  connection: 'Connection',
  load: 'Load',
}

export const when = (ms: number): string => `${new Date(ms).toISOString().replace('T', ' ').slice(0, 19)} UTC`

/** `2 critical, 1 low`, or that there is nothing. */
export function countWords({ findings }: Pick<CheckReport, 'findings'>): string {
  const parts = (Object.keys(severityWord) as Severity[]).flatMap(severity => {
    const count = findings.filter(finding => finding.severity === severity).length
    return count > 0 ? [`${count} ${severity}`] : []
  })
  return parts.length > 0 ? parts.join(', ') : 'no findings'
}

export function tally({ results }: Pick<CheckReport, 'results'>): string {
  const count = (outcome: CheckOutcome) => results.filter(result => result.outcome === outcome).length
  const bad = count('failed') + count('warning')
  return `${count('passed')} passed, ${bad} with findings, ${count('skipped')} skipped`
}

export const loadWords = ({ requests, accepted, p50, p95, p99, max }: LoadStats): string =>
  `${accepted} of ${requests} accepted; half within ${p50} ms, 95% within ${p95} ms, 99% within ${p99} ms, the slowest in ${max} ms`

/** Of the answers, in short: `400, 400` or `no answer`. */
export const answerWords = (statuses: readonly (number | null)[]): string =>
  statuses.map(status => (status === null ? 'no answer' : String(status))).join(', ')
