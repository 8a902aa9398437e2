import { describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoints.ts'
import { attemptResult, resultOf } from '../../../../src-renderer/features/deliveries/looks.tsx'
import { whyWaiting } from '../../../../src-renderer/features/deliveries/waiting.ts'

const endpoint = (more: object = {}): Endpoint =>
  ({ ordered: false, rateLimit: null, sending: { state: 'active', reason: null }, ...more }) as Endpoint

describe('why a delivery that is due is not sent', () => {
  test('nothing keeps it back', () => {
    expect(whyWaiting(endpoint())).toBeNull()
    expect(whyWaiting(undefined)).toBeNull()
  })

  test('its endpoint is on hold, which is told before all else', () => {
    const sending = { state: 'paused', reason: 'Paused by you.' }
    expect(whyWaiting(endpoint({ sending, ordered: true }))).toEqual(['On hold', 'Paused by you.'])
  })

  test('the one before it, a rate limit, or both', () => {
    expect(whyWaiting(endpoint({ ordered: true }))?.[1]).toMatch(/the delivery before this one is not finished\.$/)
    expect(whyWaiting(endpoint({ rateLimit: { perSecond: 0.1 } }))).toEqual(['Waiting its turn', 'The rate limit is one every 10\u00a0s.'])
    expect(whyWaiting(endpoint({ ordered: true, rateLimit: { perSecond: 5 } }))?.[1]).toMatch(
      /not finished\. The rate limit is 5 per second\.$/,
    )
  })
})

describe('what an attempt came to', () => {
  test('a status speaks for a response that came in full', () => {
    expect(resultOf({ lastStatus: 500, reason: 'http-500', lastError: null })).toBe('500')
    expect(resultOf({ lastStatus: 200, reason: null, lastError: null })).toBe('200')
    expect(attemptResult({ status: 500, error: null })).toBe('500')
  })

  test('and never for one that broke off, or for none', () => {
    expect(resultOf({ lastStatus: 200, reason: 'reset-body', lastError: 'It broke off.' })).toBe(
      'Connection closed during the response (200)',
    )
    expect(resultOf({ lastStatus: null, reason: 'dns', lastError: 'x' })).toBe('Name not found')
    expect(resultOf({ lastStatus: null, reason: null, lastError: null })).toBeNull()
    expect(attemptResult({ status: 200, error: 'It broke off.' })).toBe('200: It broke off.')
    expect(attemptResult({ status: null, error: 'No name.' })).toBe('No name.')
  })
})
