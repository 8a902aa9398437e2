import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../support/launched.ts'
import { add, playwrightCounts, step, tally, vitestCounts } from '../../support/tally.ts'

/** The one line at the end of `npm test` must not be kinder than the run was. */
const folder = temporaryFolder()
afterAll(() => folder.remove())
const report = (name: string, value: unknown): string => {
  const path = join(folder.path, name)
  writeFileSync(path, JSON.stringify(value))
  return path
}
const vitest = (...files: { status: string; results: [string, string][] }[]) => ({
  testResults: files.map(({ status, results }, at) => ({
    name: `file${at}`,
    status,
    assertionResults: results.map(([fullName, result]) => ({ fullName, status: result })),
  })),
})

describe('vitest', () => {
  test('passed, failed and skipped ones, by name', () => {
    const results: [string, string][] = [
      ['a', 'passed'],
      ['b', 'failed'],
      ['c', 'skipped'],
      ['d', 'todo'],
    ]
    expect(vitestCounts(report('1', vitest({ status: 'failed', results })), false)).toEqual({
      passed: 1,
      failed: ['b'],
      skipped: ['c', 'd'],
    })
  })
  test('a file that broke before its first test is a failure', () => {
    const value = vitest({ status: 'passed', results: [['a', 'passed']] }, { status: 'failed', results: [] })
    expect(vitestCounts(report('2', value), false)).toEqual({ passed: 1, failed: ['file1'], skipped: [] })
  })
  test('a run that died, or ran nothing, is a failure', () => {
    expect(vitestCounts(join(folder.path, 'none'), false).failed).toEqual(['vitest ended badly, see above'])
    expect(vitestCounts(report('3', vitest()), true).failed).toEqual(['vitest ran no test'])
    expect(vitestCounts(report('4', vitest({ status: 'passed', results: [['a', 'passed']] })), false).failed).toHaveLength(1)
  })
})

test('playwright: nested suites; flaky is failed', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] })
  const inner = { title: 'in', specs: [spec('b', 'unexpected'), spec('c', 'flaky'), spec('d', 'skipped')] }
  const path = report('5', { suites: [{ title: 'file', specs: [spec('a', 'expected')], suites: [inner] }] })
  expect(playwrightCounts(path, false)).toEqual({ passed: 1, failed: ['file > in > b', 'file > in > c'], skipped: ['file > in > d'] })
})

test('steps count only when they fail, and parts add up', () => {
  const total = tally()
  add(total, step('check', true))
  add(total, step('build', false))
  add(total, { passed: 2, failed: [], skipped: ['x'] })
  expect(total).toEqual({ passed: 2, failed: ['build'], skipped: ['x'] })
})
