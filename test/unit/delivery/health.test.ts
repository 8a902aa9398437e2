import { describe, expect, test } from 'vitest'
import { gateOf, sendingOf } from '#domain/delivery/gate.ts'
import { afterAttempt, type Health, healthy } from '#domain/delivery/health.ts'
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
