import type { CheckReport, ScenarioGroup, ScenarioResult } from '#domain/check/types.ts'
import { escaped } from './escape.ts'
import { groupWord } from './words.ts'

/**
 * JUnit XML as CI servers read it: `testsuites`, a `testsuite` a group, a `testcase` a scenario. A warning passes and says so in
 * `system-out`, for a build is to break by choice (`--fail-on`) and not by a small thing.
 */
export function junitReport({ target, startedAt, results }: CheckReport): string {
  const groups = [...new Set(results.map(({ group }) => group))]
  const suites = groups.map(group =>
    suite(
      group,
      results.filter(result => result.group === group),
      startedAt,
    ),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(`Endpoint Check of ${target.url}`)}" ${counts(results)}>\n${suites.join('\n')}\n</testsuites>\n`
}

function suite(group: ScenarioGroup, results: readonly ScenarioResult[], startedAt: number): string {
  const stamp = new Date(startedAt).toISOString().slice(0, 19)
  return `  <testsuite name="${escaped(groupWord[group])}" ${counts(results)} timestamp="${stamp}">\n${results.map(testcase).join('\n')}\n  </testsuite>`
}

const secondsOf = (results: readonly ScenarioResult[]): string =>
  (results.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0) / 1000).toFixed(3)

function counts(results: readonly ScenarioResult[]): string {
  const count = (outcome: string) => results.filter(result => result.outcome === outcome).length
  return `tests="${results.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}" time="${secondsOf(results)}"`
}

function testcase(result: ScenarioResult): string {
  const { id, group, title, outcome, meaning, severity, durationMs } = result
  const head = `    <testcase classname="${escaped(`endpoint-check.${group}`)}" name="${escaped(`${title} (${id})`)}" time="${((durationMs ?? 0) / 1000).toFixed(3)}"`
  switch (outcome) {
    case 'passed':
      return `${head}/>`
    case 'skipped':
      return `${head}>\n      <skipped message="${escaped(meaning)}"/>\n    </testcase>`
    case 'warning':
      return `${head}>\n      <system-out>${escaped(meaning)}</system-out>\n    </testcase>`
    case 'failed':
      return `${head}>\n      <failure type="${severity ?? 'medium'}" message="${escaped(meaning)}">${escaped(details(result))}</failure>\n    </testcase>`
  }
}

function details({ sends, exchanges }: ScenarioResult): string {
  const lines = exchanges.map(({ label, sent, received }) => {
    const answer = received.status === null ? (received.error ?? 'no answer') : `${received.status} ${received.body.slice(0, 300)}`
    return `${label}: ${sent.method} ${sent.url} -> ${answer} (${received.durationMs} ms)`
  })
  return [sends, ...lines].join('\n')
}
