import { describe, expect, test } from 'vitest'
import { gateOf, sendingOf } from '#domain/delivery/gate.ts'
import { afterAttempt, clampedHealth, type Health, healthy } from '#domain/delivery/health.ts'
import type { Outcome } from '#domain/outcome.ts'

const HOUR = 3_600_000
const answered = (status: number): Outcome => ({ kind: 'response', status, retryAfter: null })
const down: Outcome = { kind: 'connect', host: 'h', code: 'ECONNREFUSED' }
const settings = { circuit: { afterFailures: 3, openSeconds: 60 }, autoDisable: null }
const outcomesOf = (outcomes: readonly Outcome[], now = 0, from: Health = healthy) =>
  outcomes.reduce((health, outcome) => afterAttempt(health, outcome, 0, settings, now).health, from)

describe('circuit', () => {
  test('opens after so many failures in a row, and for longer with each failed probe', () => {
    expect(outcomesOf([down, down]).openUntil).toBeNull()
    const open = outcomesOf([down, answered(502), down])
    expect(open).toMatchObject({ openUntil: 60_000, opens: 1, failures: 3 })
    // What was under way when it opened changes nothing.
    expect(outcomesOf([down, down], 59_999, open)).toMatchObject({ openUntil: 60_000, opens: 1, failures: 5 })
    const again = outcomesOf([down], 60_000, open)
    expect(again).toMatchObject({ openUntil: 180_000, opens: 2 })
    let health = again
    for (let i = 0; i < 20; i++) health = outcomesOf([down], health.openUntil ?? 0, health)
    expect((outcomesOf([down], health.openUntil ?? 0, health).openUntil ?? 0) - (health.openUntil ?? 0)).toBe(15 * 60_000)
  })

  test('what was under way when it opened is no failed probe, however late it ends', () => {
    const open = outcomesOf([down, down, down])
    const end = (health: Health, startedAt: number, now: number) => afterAttempt(health, down, 0, settings, now, startedAt).health
    expect(end(open, -5000, 60_000)).toMatchObject({ openUntil: 60_000, opens: 1, failures: 4 })
    expect(end(open, 59_999, 900_000)).toMatchObject({ openUntil: 60_000, opens: 1 })
    // A probe, and after it those that still hang.
    const probed = end(open, 60_000, 75_000)
    expect(probed).toMatchObject({ openUntil: 195_000, opens: 2 })
    expect(end(probed, -5000, 200_000)).toMatchObject({ openUntil: 195_000, opens: 2 })
    expect(end(probed, 60_000, 200_000)).toMatchObject({ openUntil: 195_000, opens: 2 })
  })

  test('opens for a whole number of ms, for the store takes no other', () => {
    const circuit = { afterFailures: 1, openSeconds: 1.0005 }
    let health = healthy
    const lengths: number[] = []
    for (let i = 0; i < 12; i++) {
      const now = health.openUntil ?? 0
      health = afterAttempt(health, down, 0, { circuit, autoDisable: null }, now).health
      lengths.push((health.openUntil ?? 0) - now)
    }
    expect(lengths.filter(length => !Number.isInteger(length))).toEqual([])
    expect([lengths[0], lengths.at(-1)]).toEqual([1001, 15 * 60_000])
  })

  test('closes with a success, and with an answer of 4xx, for then somebody is there', () => {
    const open = outcomesOf([down, down, down])
    expect(outcomesOf([answered(200)], 60_000, open)).toEqual(healthy)
    expect(outcomesOf([answered(404)], 60_000, open)).toMatchObject({ openUntil: null, opens: 0, failures: 4 })
    expect(outcomesOf(new Array(50).fill(answered(400))).openUntil).toBeNull()
  })

  test('what only a person can mend says nothing about the receiver', () => {
    expect(outcomesOf(new Array(50).fill({ kind: 'cannot-sign', reason: 'x' }))).toBe(healthy)
  })

  test('a success that was under way does not take back what the receiver asked for', () => {
    const quiet = afterAttempt(healthy, answered(429), 5000, settings, 0).health
    expect(quiet.throttledUntil).toBe(5000)
    expect(afterAttempt(quiet, answered(200), 0, settings, 10).health).toEqual({ ...healthy, throttledUntil: 5000 })
    expect(afterAttempt(quiet, answered(200), 0, settings, 5001).health).toEqual(healthy)
  })
})

describe('auto-disable', () => {
  test('counts failures in a row, or hours since the first of them, whichever is further', () => {
    const limit = { circuit: null, autoDisable: { afterHours: 10, afterFailures: 100 } }
    let health = healthy
    for (let i = 0; i < 4; i++) health = afterAttempt(health, answered(500), 0, limit, 0).health
    // Few failures far apart are no hours of failing.
    expect(afterAttempt({ ...health, failures: 3 }, answered(500), 0, limit, 9 * HOUR).share).toBe(0.04)
    const change = afterAttempt(health, answered(500), 0, limit, 7 * HOUR)
    expect(change).toMatchObject({ before: 0.04, share: 0.7, progress: 'Nothing has arrived for 7 of 10 hours (5 attempts failed)' })
    expect(afterAttempt(change.health, answered(500), 0, limit, 20 * HOUR).share).toBe(1)
    expect(afterAttempt(change.health, answered(200), 0, limit, 20 * HOUR)).toMatchObject({ share: 0, health: healthy })
    expect(afterAttempt({ ...health, failures: 49 }, answered(500), 0, limit, 0)).toMatchObject({
      share: 0.5,
      progress: '50 of 100 attempts in a row failed',
    })
  })
})

describe('auto-disable by hours', () => {
  const limit = { circuit: null, autoDisable: { afterHours: 120, afterFailures: null } }
  const fail = (health: Health, now: number) => afterAttempt(health, answered(500), 0, limit, now)

  test('the share before is that at the last failure: each step is crossed by one failure', () => {
    let change = fail(healthy, 0)
    const shares: number[] = []
    for (let hour = 1; hour <= 120; hour++) {
      const next = fail(change.health, hour * HOUR)
      expect(next.before, String(hour)).toBe(change.share)
      change = next
      shares.push(next.share)
    }
    expect(shares.filter(share => share >= 0.5)).toHaveLength(61)
    expect([shares[58], shares[59], shares[118], shares[119]]).toEqual([59 / 120, 0.5, 119 / 120, 1])
    expect(change.progress).toBe('Nothing has arrived for 120 of 120 hours (121 attempts failed)')
  })

  test('a gap between two failures counts for a day at most, and a clock that was set back for nothing', () => {
    let { health } = fail(healthy, 0)
    for (let i = 1; i < 5; i++) health = fail(health, i * HOUR).health
    expect(fail(health, 125 * HOUR)).toMatchObject({ share: 28 / 120, health: { failures: 6, failingSince: 0, failedAt: 125 * HOUR } })
    expect(fail(health, 27 * HOUR).health.failingMs).toBe(27 * HOUR)
    expect(fail(health, -9 * HOUR).health).toMatchObject({ failingMs: 4 * HOUR, failedAt: -9 * HOUR })
  })
})

describe('health that was kept', () => {
  const now = 1000 * HOUR
  const kept = { ...healthy, failures: 3, failingSince: now - HOUR, failedAt: now - 1, failingMs: HOUR - 1 }
  const circuit = { afterFailures: 3, openSeconds: 60 }

  test('by a clock that has been set back since: nobody is left alone for longer than was ever meant', () => {
    const ahead = now + 9000 * HOUR
    const health = { ...kept, failingSince: ahead, failedAt: ahead, openUntil: ahead, opens: 3, throttledUntil: ahead }
    expect(clampedHealth(health, circuit, now)).toEqual({
      ...health,
      failingSince: now,
      failedAt: now,
      openUntil: now + 15 * 60_000,
      throttledUntil: now + 24 * HOUR,
    })
    expect(clampedHealth(health, { ...circuit, openSeconds: 7200.0005 }, now).openUntil).toBe(now + 2 * HOUR + 1)
    expect(clampedHealth(health, null, now).openUntil).toBe(now)
  })

  test('by a clock that is right: is as it was', () => {
    const health = { ...kept, openUntil: now + 60_000, opens: 1, throttledUntil: now + 23 * HOUR }
    expect(clampedHealth(health, circuit, now)).toEqual(health)
    expect(clampedHealth(healthy, null, now)).toEqual(healthy)
  })
})

describe('gate', () => {
  const on = { enabled: true, paused: false, disabledReason: null }
  test.each([
    [{ ...on, enabled: false, paused: true }, healthy, 'disabled', false],
    [{ ...on, paused: true }, { ...healthy, openUntil: 10, opens: 1 }, 'paused', false],
    [on, { ...healthy, openUntil: 10, opens: 1 }, 'circuit-open', false],
    [on, { ...healthy, throttledUntil: 20, openUntil: 10, opens: 1 }, 'throttled', false],
    [on, { ...healthy, openUntil: 5, opens: 1 }, 'probing', true],
    [on, { ...healthy, throttledUntil: 5 }, 'active', true],
    [on, healthy, 'active', true],
  ] as const)('%j and %j: %s', (endpoint, health, state, open) => {
    expect(gateOf(endpoint, health, 5)).toMatchObject({ state, open })
    const { reason } = sendingOf(endpoint, health, null, 5)
    expect(reason === null).toBe(state === 'active')
  })

  test('one that failed last is sent to, and says so', () => {
    const failing = { ...healthy, failures: 2, failingSince: 1 }
    expect(gateOf(on, failing, 5)).toMatchObject({ state: 'active', open: true })
    expect(sendingOf(on, failing, null, 5)).toEqual({
      state: 'failing',
      until: null,
      reason: 'The last attempt failed.',
      failures: 2,
      failingSince: 1,
    })
    expect(sendingOf(on, failing, 9, 5).state).toBe('releasing')
    expect(sendingOf({ ...on, paused: true }, failing, null, 5).state).toBe('paused')
  })
})
