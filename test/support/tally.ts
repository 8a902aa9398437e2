import { existsSync, readFileSync } from 'node:fs'

/** What a run came to. Failed and skipped ones by name, for a number alone sends people searching. */
export interface Tally {
  passed: number
  readonly failed: string[]
  readonly skipped: string[]
}

export function tally(): Tally {
  return { passed: 0, failed: [], skipped: [] }
}

export function add(total: Tally, part: Tally): void {
  total.passed += part.passed
  total.failed.push(...part.failed)
  total.skipped.push(...part.skipped)
}

/** A step that is no test, such as the build: only its failure counts. */
export function step(name: string, passed: boolean): Tally {
  return { passed: 0, failed: passed ? [] : [name], skipped: [] }
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** Counts of vitest's JSON report. A file that broke before its first test, or a run that died, counts as one failure. */
export function vitestCounts(path: string, endedWell: boolean): Tally {
  const total = tally()
  const report = read<VitestReport>(path)
  for (const file of report?.testResults ?? []) {
    for (const { fullName, status } of file.assertionResults) count(total, status, fullName)
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) total.failed.push(file.name)
  }
  return withEnd(total, 'vitest', endedWell)
}

interface Suite {
  readonly title: string
  readonly suites?: readonly Suite[]
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[]
}

/** Counts of Playwright's JSON report; a flaky test (passed on a retry) counts as failed. */
export function playwrightCounts(path: string, endedWell: boolean): Tally {
  const total = tally()
  const walk = (suite: Suite, above: string): void => {
    const name = above ? `${above} > ${suite.title}` : suite.title
    for (const spec of suite.specs ?? []) for (const { status } of spec.tests) count(total, status, `${name} > ${spec.title}`)
    for (const inner of suite.suites ?? []) walk(inner, name)
  }
  for (const suite of read<{ suites: readonly Suite[] }>(path)?.suites ?? []) walk(suite, '')
  return withEnd(total, 'playwright', endedWell)
}

function count(total: Tally, status: string, name: string): void {
  if (status === 'passed' || status === 'expected') total.passed++
  else if (['skipped', 'pending', 'todo', 'disabled'].includes(status)) total.skipped.push(name)
  else total.failed.push(name)
}

function withEnd(total: Tally, runner: string, endedWell: boolean): Tally {
  if (!endedWell && total.failed.length === 0) total.failed.push(`${runner} ended badly, see above`)
  if (endedWell && total.passed === 0) total.failed.push(`${runner} ran no test`)
  return total
}

function read<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null
}
