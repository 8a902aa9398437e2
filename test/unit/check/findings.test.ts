import { describe, expect, test } from 'vitest'
import { similar } from '#check/events.ts'
import { findingsOf } from '#check/findings.ts'
import { fixesFor, frameworks } from '#check/fixes/index.ts'
import { fixTopics } from '#check/fixes/topic.ts'
import { numberIn } from '#check/observe.ts'
import { pitfalls } from '#check/pitfalls.ts'
import { waves } from '#check/scenario.ts'
import { scenarios } from '#check/scenarios/index.ts'
import { statsOf } from '#check/scenarios/load.ts'
import { spoiled } from '#check/signing.ts'
import { atLeast, compareRuns, forgeryUntested, gradeOf } from '#domain/check/grade.ts'
import type { ScenarioResult } from '#domain/check/types.ts'

const result = (id: string, ...ids: string[]): ScenarioResult => ({
  id,
  group: 'signature',
  title: id,
  why: '',
  sends: '',
  outcome: ids.length > 0 ? 'failed' : 'passed',
  severity: null,
  meaning: `${id} it was`,
  pitfalls: ids,
  durationMs: 1,
  effects: null,
  notObservable: null,
  load: null,
  exchanges: [],
})
const found = (...results: ScenarioResult[]) => findingsOf(results).map(({ id }) => id)

describe('findings', () => {
  test('one cause is one finding', () => {
    expect(found(result('forged', 'forged'), result('unsigned', 'unsigned'), result('tampered-body', 'tampered'))).toEqual([
      'no-verification',
    ])
    expect(found(result('unsigned', 'unsigned'))).toEqual(['unsigned'])
    expect(found(result('forged', 'answers-first'), result('wrong-method', 'method'))).toEqual(['always-accepts'])
    expect(found(result('duplicate', 'idempotency'), result('parallel', 'idempotency-race'))).toEqual(['idempotency'])
    expect(found(result('parallel', 'idempotency-race'))).toEqual(['idempotency-race'])
  })

  test('the worst comes first, and a finding names all scenarios that show it', () => {
    const findings = findingsOf([
      result('wrong-method', 'method'),
      result('forged', 'leaks-signature', 'status-codes'),
      result('stale', 'status-codes'),
    ])
    expect(findings.map(({ id, scenarios: shown }) => [id, shown])).toEqual([
      ['leaks-signature', ['forged']],
      ['status-codes', ['forged', 'stale']],
      ['method', ['wrong-method']],
    ])
  })

  test('the worst finding makes the grade', () => {
    const grades = (['low', 'medium', 'high', 'critical'] as const).map(severity => gradeOf([{ severity: 'low' }, { severity }], null))
    expect([gradeOf([], null), ...grades]).toEqual(['A', 'B', 'C', 'D', 'F'])
    expect(atLeast('critical', 'high')).toBe(true)
    expect(atLeast('medium', 'high')).toBe(false)
  })

  test('who has not tried to forge an event gives no grade that says none can be, and says so', () => {
    const skipped = { ...result('forged'), outcome: 'skipped' as const }
    const genuine = { ...result('genuine'), group: 'genuine' as const }
    expect(forgeryUntested([genuine, result('forged')], null)).toBeNull()
    const unsigned = forgeryUntested([genuine, skipped], null)
    expect(unsigned).toMatch(/^Forgery was not tested, because these webhooks are unsigned: anyone who knows the URL can send any event/)
    expect(forgeryUntested([genuine, skipped], 'stripe/v1')).toMatch(/no signature scenario ran/)
    const grades = ([[], ['low'], ['medium'], ['critical']] as const).map(all =>
      gradeOf(
        all.map(severity => ({ severity })),
        unsigned,
      ),
    )
    expect(grades).toEqual(['C', 'C', 'C', 'F'])
  })

  test('two runs differ by what was mended, what is new and what is left', () => {
    const run = (...results: ScenarioResult[]) => ({ results, findings: findingsOf(results) })
    const difference = compareRuns(
      run(result('stale', 'no-timestamp-check'), result('unicode')),
      run(result('stale'), result('unicode', 'characters')),
    )
    expect(difference.fixed.map(({ id }) => id)).toEqual(['no-timestamp-check'])
    expect(difference.added.map(({ id }) => id)).toEqual(['characters'])
    expect(difference.remaining).toEqual([])
    const untried = compareRuns(run(result('stale', 'no-timestamp-check')), run({ ...result('stale'), outcome: 'skipped' }))
    expect(untried.fixed).toEqual([])
    expect(difference.changed.map(({ id, before, after }) => [id, before, after])).toEqual([
      ['stale', 'failed', 'passed'],
      ['unicode', 'passed', 'failed'],
    ])
  })
})

test('every pitfall and every scenario speaks in sentences, and every fix is there in seven frameworks', () => {
  for (const { advice, title } of Object.values(pitfalls)) expect([advice, title].every(text => /^[A-Z]/.test(text))).toBe(true)
  for (const { advice } of Object.values(pitfalls)) expect(advice).toMatch(/\.$/)
  for (const { why, sends } of scenarios) expect(`${why} ${sends}`).toMatch(/^[A-Z“].*\. [A-Z0-9].*\.$/)
  expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length)
  expect(scenarios.filter(({ wave }) => wave === waves[0])).toHaveLength(1)
  expect(frameworks).toHaveLength(7)
  for (const topic of fixTopics) for (const { text, code } of fixesFor(topic)) expect(text.length > 10 && code.length > 10).toBe(true)
})

test('a fresh id looks like the old one, and is another', () => {
  const random = (count: number) => new Uint8Array(count).fill(13)
  expect(similar('evt_1Az9', random)).toBe('evt_1Nn3')
  expect(similar('018f3a2e-77aa', random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}$/)
  expect(similar('1234567', random)).toBe('1333333')
})

test('a spoiled signature is another of the same form', () => {
  const values = ['sha256=ab12', 't=1,v1=00ff', Buffer.alloc(32, 7).toString('base64'), Buffer.alloc(20, 7).toString('base64')]
  for (const value of values) {
    expect(spoiled(value)).not.toBe(value)
    expect(spoiled(value)).toHaveLength(value.length)
  }
  const base64 = values[2] ?? ''
  expect(Buffer.from(spoiled(base64), 'base64')).not.toEqual(Buffer.from(base64, 'base64'))
})

test('an observation is a number, or an object with one', () => {
  expect([numberIn('3\n', ''), numberIn('{"count":4}', '')]).toEqual([3, 4])
  for (const text of ['', 'three', '{"a":1,"b":2}', '[1]', '{"a":"1"}'])
    expect(() => numberIn(text, 'It said')).toThrow('which is not a number')
})

test('percentiles are by the nearest rank', () => {
  const answers = Array.from({ length: 100 }, (_, at) => ({
    status: at < 98 ? 200 : at === 98 ? 500 : null,
    error: null,
    headers: [],
    body: Buffer.alloc(0),
    tooLong: false,
    durationMs: at + 1,
    early: false,
  }))
  expect(statsOf(answers)).toEqual({
    requests: 100,
    accepted: 98,
    refused: 0,
    serverErrors: 1,
    unanswered: 1,
    p50: 50,
    p95: 95,
    p99: 99,
    max: 100,
  })
})
