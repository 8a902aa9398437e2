import { type CheckDifference, type Finding, type Grade, type ScenarioResult, type Severity, severities } from './types.ts'

/**
 * The worst finding decides: ten small ones do not add up to a forged payment.
 * @param untested what `forgeryUntested` says; a handler that nobody tried to deceive has not earned the grades that say it holds
 */
export function gradeOf(findings: readonly Pick<Finding, 'severity'>[], untested: string | null): Grade {
  const worst = severities.find(severity => findings.some(finding => finding.severity === severity))
  const grade = worst === undefined ? 'A' : gradeFor[worst]
  return untested !== null && (grade === 'A' || grade === 'B') ? BEST_UNTESTED : grade
}

const BEST_UNTESTED: Grade = 'C'

/**
 * Two sentences: that no forged event was tried, and what follows; null when one was.
 * @param scheme how the events were signed; null = not at all
 */
export function forgeryUntested(results: readonly Pick<ScenarioResult, 'group' | 'outcome'>[], scheme: string | null): string | null {
  if (results.some(({ group, outcome }) => group === 'signature' && outcome !== 'skipped')) return null
  const best = `${BEST_UNTESTED} is the best grade without that.`
  return scheme === null
    ? `Forgery was not tested, because these webhooks are unsigned: anyone who knows the URL can send any event. ${best}`
    : `Forgery was not tested, because no signature scenario ran. ${best}`
}

const gradeFor: Record<Severity, Grade> = { critical: 'F', high: 'D', medium: 'C', low: 'B' }

/** Whether a finding is as bad as `limit` or worse. */
export function atLeast(severity: Severity, limit: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(limit)
}

interface Run {
  readonly findings: readonly Finding[]
  readonly results: readonly ScenarioResult[]
}

/** What changed from one run to a later one. */
export function compareRuns(before: Run, after: Run): CheckDifference {
  const had = new Set(before.findings.map(({ id }) => id))
  const has = new Set(after.findings.map(({ id }) => id))
  const old = new Map(before.results.map(({ id, outcome }) => [id, outcome]))
  const tried = new Set(after.results.filter(({ outcome }) => outcome !== 'skipped').map(({ id }) => id))
  return {
    // What was not tried again is not mended by that.
    fixed: before.findings.filter(({ id, scenarios }) => !has.has(id) && scenarios.some(scenario => tried.has(scenario))),
    added: after.findings.filter(({ id }) => !had.has(id)),
    remaining: after.findings.filter(({ id }) => had.has(id)),
    changed: after.results.flatMap(({ id, title, outcome }) => {
      const previous = old.get(id)
      return previous === undefined || previous === outcome ? [] : [{ id, title, before: previous, after: outcome }]
    }),
  }
}
