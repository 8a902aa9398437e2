import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyAddress } from '#domain/address-guard/classify.ts'
import type { RetryChoice } from '#domain/config.ts'
import type { Outcome } from '#domain/outcome.ts'
import { nextStep } from '#domain/retry/next-step.ts'
import { CAP_MS, jittered, resolvePolicy } from '#domain/retry/policy.ts'
import { parseRetryAfter } from '#domain/retry/retry-after.ts'

const failure: Outcome = { kind: 'response', status: 500, retryAfter: null }
const choices: fc.Arbitrary<RetryChoice> = fc.oneof(
  fc.constantFrom<RetryChoice>({ preset: 'default' }, { preset: 'local' }, { preset: 'none' }),
  fc.record({
    delaysSeconds: fc.array(fc.double({ min: 0, max: 30 * 86_400, noNaN: true }), { maxLength: 30 }),
    jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
)
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const now = fc.integer({ min: 0, max: 4_000_000_000_000 })
const failures: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constant('response' as const),
    status: fc.integer({ min: 300, max: 599 }),
    retryAfter: fc.option(fc.oneof(fc.integer({ min: 0, max: 10_000_000 }).map(String), fc.string())),
  }),
  fc.constant<Outcome>({ kind: 'timeout', stage: 'headers', timeoutMs: 1, status: null }),
  fc.constant<Outcome>({ kind: 'connect', host: 'h', code: 'ECONNREFUSED' }),
)

describe('retry policy', () => {
  test('the product’s own waits grow and do not exceed a day', () => {
    for (const preset of ['default', 'local'] as const) {
      const { delaysMs } = resolvePolicy({ preset })
      expect(delaysMs).toEqual([...delaysMs].sort((a, b) => a - b))
      expect(Math.max(...delaysMs)).toBeLessThanOrEqual(CAP_MS)
    }
  })

  test('a wait is within its jitter, whole, never negative and never above the cap', () => {
    fc.assert(
      fc.property(choices, random, (choice, roll) => {
        const policy = resolvePolicy(choice)
        for (const delay of policy.delaysMs) {
          const wait = jittered(policy, delay, roll)
          expect(Number.isInteger(wait)).toBe(true)
          expect(wait).toBeGreaterThanOrEqual(Math.min(CAP_MS, Math.floor(delay * (1 - policy.jitter))))
          expect(wait).toBeLessThanOrEqual(Math.min(CAP_MS, Math.ceil(delay * (1 + policy.jitter))))
        }
      }),
    )
  })

  test('without jitter a schedule is the same every time and keeps the list’s order', () => {
    fc.assert(
      fc.property(choices, random, now, (choice, roll, time) => {
        const policy = { ...resolvePolicy(choice), jitter: 0 }
        policy.delaysMs.forEach((delay, i) => {
          expect(nextStep(policy, i + 1, failure, { now: time, random: roll })).toEqual({
            kind: 'retry',
            at: time + delay,
            waitMs: delay,
            holdMs: 0,
          })
        })
      }),
    )
  })

  test('it ends: after as many waits as there are, whatever the failures', () => {
    fc.assert(
      fc.property(choices, fc.infiniteStream(failures), random, now, (choice, outcomes, roll, time) => {
        const policy = resolvePolicy(choice)
        let attempts = 0
        let at = time
        for (const outcome of outcomes) {
          attempts += 1
          const step = nextStep(policy, attempts, outcome, { now: at, random: roll })
          if (step.kind === 'dead') break
          expect(step.kind).toBe('retry')
          if (step.kind !== 'retry') return
          expect(step.at).toBeGreaterThanOrEqual(at)
          expect(step.waitMs).toBeLessThanOrEqual(CAP_MS)
          at = step.at
        }
        expect(attempts).toBe(policy.delaysMs.length + 1)
      }),
    )
  })

  test('Retry-After on 429 and 503 lengthens a wait and never shortens it; elsewhere it says nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(429, 503, 500, 302), fc.integer({ min: 0, max: 200_000 }), random, now, (status, seconds, roll, time) => {
        const policy = resolvePolicy({ preset: 'default' })
        const plain = nextStep(policy, 3, failure, { now: time, random: roll })
        const asked = nextStep(policy, 3, { kind: 'response', status, retryAfter: String(seconds) }, { now: time, random: roll })
        if (plain.kind !== 'retry' || asked.kind !== 'retry') throw new Error('no retry')
        const counts = status === 429 || status === 503
        expect(asked.waitMs).toBe(Math.max(plain.waitMs, counts ? Math.min(CAP_MS, seconds * 1000) : 0))
        expect(asked.holdMs).toBe(counts ? Math.min(CAP_MS, seconds * 1000) : 0)
      }),
    )
  })

  test('a manual retry and what only a person can mend schedule nothing', () => {
    const policy = resolvePolicy({ preset: 'default' })
    expect(nextStep(policy, 1, failure, { now: 0, random: 0, once: true })).toEqual({ kind: 'dead', reason: 'once' })
    expect(nextStep(policy, 1, { kind: 'cannot-sign', reason: 'x' }, { now: 0, random: 0 })).toEqual({ kind: 'dead', reason: 'permanent' })
    expect(nextStep(policy, 1, { kind: 'response', status: 410, retryAfter: null }, { now: 0, random: 0, mayDisable: true })).toEqual({
      kind: 'disable-endpoint',
    })
    expect(nextStep(policy, 1, { kind: 'response', status: 410, retryAfter: null }, { now: 0, random: 0.5 })).toMatchObject({
      kind: 'retry',
    })
  })
})

test('parsers never throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), now, (text, time) => {
      const wait = parseRetryAfter(text, time)
      expect(wait === null || wait >= 0).toBe(true)
      classifyAddress(text)
    }),
  )
})

test('every IPv4 address means the same in all its spellings', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xff_ff_ff_ff }), value => {
      const bytes = [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256)
      const dotted = bytes.join('.')
      const expected = classifyAddress(dotted)
      const hex = value.toString(16).padStart(8, '0')
      const spellings = [
        String(value),
        `0x${hex}`,
        `0${value.toString(8)}`,
        bytes.map(byte => `0x${byte.toString(16)}`).join('.'),
        bytes.map(byte => `0${byte.toString(8)}`).join('.'),
        `${dotted}.`,
        `::ffff:${dotted}`,
        `[::ffff:${hex.slice(0, 4)}:${hex.slice(4)}]`,
        `64:ff9b::${dotted}`,
        `2002:${hex.slice(0, 4)}:${hex.slice(4)}::1`,
      ]
      for (const spelling of spellings) expect(classifyAddress(spelling), spelling).toBe(expected)
    }),
  )
})
