import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyAddress } from '#domain/address-guard/classify.ts'
import type { Outcome } from '#domain/outcome.ts'
import type { RetryChoice, RetryPreset } from '#domain/retry/choice.ts'
import { jitterBounds, jittered } from '#domain/retry/jitter.ts'
import { nextStep } from '#domain/retry/next-step.ts'
import { CAP_MS, resolvePolicy } from '#domain/retry/policy.ts'
import { presets as presetTable } from '#domain/retry/presets.ts'
import { previewSchedule } from '#domain/retry/preview.ts'
import { parseRetryAfter } from '#domain/retry/retry-after.ts'

const failure: Outcome = { kind: 'response', status: 500, retryAfter: null }
const share = fc.double({ min: 0, max: 1, noNaN: true })
const seconds = fc.double({ min: 0, max: 30 * 86_400, noNaN: true })
const jitter = fc.oneof(share, fc.record({ mode: fc.constantFrom('none', 'plus-minus', 'full', 'add'), share }, { requiredKeys: ['mode'] }))
const presets = Object.keys(presetTable) as RetryPreset[]
const maxTries = fc.integer({ min: 1, max: 50 })
const capSeconds = fc.double({ min: 1, max: 86_400, noNaN: true })
/** Whose waits grow by themselves. */
const growing: fc.Arbitrary<RetryChoice> = fc.oneof(
  fc.constantFrom(...presets).map(preset => ({ preset })),
  fc.record({ kind: fc.constant('linear' as const), firstSeconds: seconds, stepSeconds: seconds, capSeconds, jitter, maxTries }),
  fc.record({
    kind: fc.constant('exponential' as const),
    firstSeconds: seconds,
    factor: fc.double({ min: 1, max: 10, noNaN: true }),
    capSeconds,
    jitter,
    maxTries,
  }),
)
const choices: fc.Arbitrary<RetryChoice> = fc.oneof(growing, fc.record({ delaysSeconds: fc.array(seconds, { maxLength: 30 }), jitter }))
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
  test('waits of presets and rules grow and do not exceed a day, nor their own cap', () => {
    fc.assert(
      fc.property(growing, choice => {
        const { delaysMs } = resolvePolicy(choice)
        expect(delaysMs).toEqual([...delaysMs].sort((a, b) => a - b))
        const cap = 'kind' in choice ? (choice.capSeconds ?? 86_400) * 1000 : CAP_MS
        expect(Math.max(0, ...delaysMs)).toBeLessThanOrEqual(Math.ceil(cap))
        if ('kind' in choice) expect(delaysMs).toHaveLength((choice.maxTries ?? 10) - 1)
      }),
    )
  })

  test('with a budget of hours no attempt begins after it, whatever the jitter', () => {
    const budgets = fc.double({ min: 0.001, max: 100, noNaN: true })
    fc.assert(
      fc.property(choices, budgets, random, (choice, maxHours, roll) => {
        const policy = resolvePolicy({ ...choice, maxHours })
        let elapsedMs = 0
        for (let attempts = 1; attempts < 2000; attempts++) {
          const step = nextStep(policy, attempts, failure, { now: 0, random: roll, elapsedMs })
          if (step.kind !== 'retry') return
          elapsedMs += step.waitMs
          expect(elapsedMs).toBeLessThanOrEqual(maxHours * 3_600_000)
        }
        throw new Error('it does not end')
      }),
    )
  })

  test('a preview’s bounds hold what the policy does', () => {
    fc.assert(
      fc.property(choices, random, (choice, roll) => {
        const policy = resolvePolicy(choice)
        const tries = previewSchedule(choice)
        expect(tries).toHaveLength(policy.delaysMs.length + 1)
        policy.delaysMs.forEach((_, i) => {
          const step = nextStep(policy, i + 1, failure, { now: 0, random: roll })
          const planned = tries[i + 1]
          if (step.kind !== 'retry' || !planned) throw new Error('no retry')
          expect(step.waitMs).toBeGreaterThanOrEqual(planned.minWait)
          expect(step.waitMs).toBeLessThanOrEqual(planned.maxWait)
        })
      }),
    )
  })

  test('a wait is within its jitter, whole, never negative and never above the cap', () => {
    fc.assert(
      fc.property(choices, random, (choice, roll) => {
        const policy = resolvePolicy(choice)
        for (const delay of policy.delaysMs) {
          const wait = jittered(policy.jitter, policy.capMs, delay, roll)
          const [min, max] = jitterBounds(policy.jitter, delay)
          expect(Number.isInteger(wait)).toBe(true)
          const cap = Math.min(CAP_MS, 'capSeconds' in choice && choice.capSeconds !== undefined ? choice.capSeconds * 1000 : CAP_MS)
          expect(wait).toBeGreaterThanOrEqual(Math.floor(Math.min(cap, min)))
          expect(wait).toBeLessThanOrEqual(Math.ceil(Math.min(cap, max)))
        }
      }),
    )
  })

  test('every wait, hold and time is a whole number of ms, whatever is set: the store takes no other', () => {
    const rules: fc.Arbitrary<RetryChoice> = fc.record({
      kind: fc.constant('exponential' as const),
      firstSeconds: fc.oneof(fc.constant(0), seconds),
      factor: fc.oneof(fc.constant(10), fc.double({ min: 1, max: 10, noNaN: true })),
      jitter,
      maxTries: fc.integer({ min: 1, max: 1000 }),
    })
    const lengths = fc.record({
      retryAfterCapSeconds: fc.double({ min: 0, max: 86_400, noNaN: true }),
      headLeftMs: fc.option(fc.double({ min: -CAP_MS, max: CAP_MS, noNaN: true }), { nil: undefined }),
      elapsedMs: fc.integer({ min: 0, max: CAP_MS }),
    })
    fc.assert(
      fc.property(fc.oneof(choices, rules), lengths, failures, random, now, (choice, lengths, outcome, roll, time) => {
        const { retryAfterCapSeconds, headLeftMs, elapsedMs } = lengths
        const policy = resolvePolicy({ ...choice, retryAfterCapSeconds })
        const context = { now: time, random: roll, elapsedMs, ...(headLeftMs === undefined ? {} : { headLeftMs }) }
        expect(policy.delaysMs.filter(delay => !Number.isInteger(delay))).toEqual([])
        for (const attempts of new Set([1, 2, policy.delaysMs.length, policy.delaysMs.length + 1])) {
          const step = nextStep(policy, attempts, outcome, context)
          const times = step.kind === 'retry' ? [step.at, step.waitMs, step.holdMs] : step.kind === 'dead' ? [step.holdMs] : []
          expect(times.filter(value => !Number.isInteger(value))).toEqual([])
        }
      }),
    )
  })

  test('without jitter a schedule is the same every time and keeps the list’s order', () => {
    fc.assert(
      fc.property(choices, random, now, (choice, roll, time) => {
        const policy = { ...resolvePolicy(choice), jitter: { mode: 'none' as const, share: 0 } }
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
    expect(nextStep(policy, 1, failure, { now: 0, random: 0, once: true })).toMatchObject({ kind: 'dead', reason: 'once' })
    expect(nextStep(policy, 1, { kind: 'cannot-sign', reason: 'x' }, { now: 0, random: 0 })).toMatchObject({
      kind: 'dead',
      reason: 'permanent',
    })
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
