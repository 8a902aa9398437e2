import { describe, expect, test } from 'vitest'
import type { Outcome } from '#domain/outcome.ts'
import type { RetryChoice, RetryPreset } from '#domain/retry/choice.ts'
import { nextStep } from '#domain/retry/next-step.ts'
import { resolvePolicy } from '#domain/retry/policy.ts'
import { previewSchedule } from '#domain/retry/preview.ts'

const HOUR = 3_600_000
const answered = (status: number, retryAfter: string | null = null): Outcome => ({ kind: 'response', status, retryAfter })
const hours = (choice: RetryChoice) => resolvePolicy(choice).delaysMs.reduce((sum, ms) => sum + ms, 0) / HOUR

describe('presets', () => {
  test.each<[RetryPreset, string]>([
    ['default', '60 300 1800 7200 21600 43200 86400'],
    ['local', '1 5'],
    ['none', ''],
    ['standard-webhooks', '5 300 1800 7200 18000 36000 50400 72000 86400'],
    ['svix', '5 300 1800 7200 18000 36000 36000'],
    ['slack', '0 60 300'],
    ['github', ''],
  ])('%s waits as published', (preset, seconds) => {
    expect(
      resolvePolicy({ preset })
        .delaysMs.map(ms => ms / 1000)
        .join(' '),
    ).toBe(seconds)
  })

  test('Stripe’s ends within three days, Shopify’s has eight retries within four hours, both doubling', () => {
    expect(hours({ preset: 'stripe' })).toBeLessThanOrEqual(72)
    expect(hours({ preset: 'stripe' })).toBeGreaterThan(60)
    expect(resolvePolicy({ preset: 'shopify' }).delaysMs).toHaveLength(8)
    expect(hours({ preset: 'shopify' })).toBeLessThanOrEqual(4)
    expect(hours({ preset: 'shopify' })).toBeGreaterThan(3.9)
  })
})

describe('rules', () => {
  const seconds = (choice: RetryChoice) => resolvePolicy(choice).delaysMs.map(ms => ms / 1000)
  test('linear and exponential, capped, ended by tries or by hours', () => {
    expect(seconds({ kind: 'linear', firstSeconds: 10, stepSeconds: 5, capSeconds: 22, jitter: 0, maxTries: 6 })).toEqual([
      10, 15, 20, 22, 22,
    ])
    expect(seconds({ kind: 'linear', firstSeconds: 100, stepSeconds: 0, jitter: 0 })).toEqual(new Array(9).fill(100))
    expect(seconds({ kind: 'exponential', firstSeconds: 1, factor: 3, capSeconds: 20, jitter: 0, maxTries: 6 })).toEqual([1, 3, 9, 20, 20])
    expect(seconds({ kind: 'exponential', firstSeconds: 600, factor: 2, jitter: 0, maxHours: 1 })).toEqual([600, 1200])
    expect(seconds({ preset: 'default', maxTries: 3 })).toEqual([60, 300])
    expect(seconds({ preset: 'default', maxHours: 1 })).toEqual([60, 300, 1800])
    expect(seconds({ delaysSeconds: [200_000], jitter: 0 })).toEqual([86_400])
  })

  test('a rule that begins with 0 stays there, however much it would grow', () => {
    const choice = { kind: 'exponential', firstSeconds: 0, factor: 10, jitter: 0, maxTries: 1000 } as const
    expect(new Set(seconds(choice))).toEqual(new Set([0]))
    expect(seconds(choice)).toHaveLength(999)
    const end = { ...choice, firstSeconds: 0.001 }
    expect(seconds(end).at(-1)).toBe(86_400)
  })

  test('the preview is the schedule: times from the first attempt, with the bounds of jitter', () => {
    expect(previewSchedule({ delaysSeconds: [10, 100], jitter: 0.1 })).toEqual([
      { number: 1, wait: 0, minWait: 0, maxWait: 0, at: 0, earliest: 0, latest: 0 },
      { number: 2, wait: 10_000, minWait: 9000, maxWait: 11_000, at: 10_000, earliest: 9000, latest: 11_000 },
      { number: 3, wait: 100_000, minWait: 90_000, maxWait: 110_000, at: 110_000, earliest: 99_000, latest: 121_000 },
    ])
    expect(previewSchedule({ delaysSeconds: [10], jitter: { mode: 'full' } })[1]).toMatchObject({ minWait: 0, maxWait: 10_000 })
    expect(previewSchedule({ delaysSeconds: [10], jitter: { mode: 'add', share: 0.5 } })[1]).toMatchObject({
      minWait: 10_000,
      maxWait: 15_000,
    })
    expect(previewSchedule({ delaysSeconds: [86_400], jitter: 0.5 })[1]).toMatchObject({ minWait: 43_200_000, maxWait: 86_400_000 })
    expect(previewSchedule({ preset: 'none' })).toHaveLength(1)
  })
})

describe('what an answer means', () => {
  const policy = (choice: RetryChoice = { delaysSeconds: [60, 60], jitter: 0 }) => resolvePolicy(choice)
  const at = { now: 0, random: 0.5 }

  test('4xx is final when the policy says so, but for those that ask to come again', () => {
    const strict = policy({ delaysSeconds: [60], jitter: 0, retry4xx: false })
    for (const status of [400, 401, 403, 404, 409, 422]) {
      expect(nextStep(strict, 1, answered(status), at), String(status)).toMatchObject({ kind: 'dead', reason: 'refused' })
      expect(nextStep(policy(), 1, answered(status), at).kind).toBe('retry')
    }
    for (const status of [408, 425, 429, 500, 301]) expect(nextStep(strict, 1, answered(status), at).kind, String(status)).toBe('retry')
  })

  test('Retry-After counts in seconds, fractions and dates, up to the Endpoint’s cap', () => {
    const now = Date.UTC(2026, 0, 15, 12)
    const wait = (value: string, choice?: RetryChoice) => nextStep(policy(choice), 1, answered(503, value), { now, random: 0 })
    expect(wait('90')).toMatchObject({ waitMs: 90_000, holdMs: 90_000 })
    expect(wait('90.5')).toMatchObject({ waitMs: 90_500 })
    expect(wait('Thu, 15 Jan 2026 12:02:00 GMT')).toMatchObject({ waitMs: 120_000 })
    expect(wait('10')).toMatchObject({ waitMs: 60_000, holdMs: 10_000 })
    expect(wait('999999')).toMatchObject({ waitMs: 24 * HOUR })
    expect(wait('999999', { delaysSeconds: [60], jitter: 0, retryAfterCapSeconds: 300 })).toMatchObject({
      waitMs: 300_000,
      holdMs: 300_000,
    })
    // 16.1 times 1000 is no whole number in binary.
    expect(wait('100', { delaysSeconds: [1], jitter: 0, retryAfterCapSeconds: 16.1 })).toEqual({
      kind: 'retry',
      at: now + 16_100,
      waitMs: 16_100,
      holdMs: 16_100,
    })
    // Nothing left to try, but the others wait all the same.
    expect(nextStep(policy(), 3, answered(429, '90'), { now, random: 0 })).toEqual({ kind: 'dead', reason: 'exhausted', holdMs: 90_000 })
    // Without a time, or with one that nobody can read: until the retry, a minute at most.
    for (const value of [undefined, 'garbage', '-5', '1e3'])
      expect(nextStep(policy(), 1, answered(429, value), { now, random: 0 })).toMatchObject({ waitMs: 60_000, holdMs: 60_000 })
    expect(wait('9'.repeat(60))).toMatchObject({ waitMs: 24 * HOUR, holdMs: 24 * HOUR })
    expect(nextStep(policy({ delaysSeconds: [7], jitter: 0 }), 1, answered(503), { now, random: 0 })).toMatchObject({ holdMs: 7000 })
  })

  test('a budget of hours counts from the first attempt, whatever the receiver asked for', () => {
    const budget = policy({ delaysSeconds: [60, 60, 60], jitter: 0, maxHours: 1 })
    expect(nextStep(budget, 1, answered(500), { ...at, elapsedMs: 59 * 60_000 }).kind).toBe('retry')
    expect(nextStep(budget, 1, answered(500), { ...at, elapsedMs: 59 * 60_000 + 1 })).toMatchObject({ kind: 'dead', reason: 'exhausted' })
    expect(nextStep(budget, 1, answered(503, '7200'), at)).toMatchObject({ kind: 'dead' })
  })

  test('the head of an ordered Endpoint has its last attempt at the end of its time', () => {
    const long = policy({ delaysSeconds: [7200], jitter: 0 })
    expect(nextStep(long, 1, answered(500), { ...at, headLeftMs: HOUR - 1000 })).toMatchObject({ waitMs: HOUR - 1000 })
    expect(nextStep(long, 1, answered(500), { ...at, headLeftMs: 0 })).toMatchObject({
      kind: 'dead',
      reason: 'expired',
    })
    expect(nextStep(long, 1, answered(503, '7000'), { ...at, headLeftMs: HOUR })).toMatchObject({
      kind: 'dead',
      reason: 'expired',
    })
  })
})
