import { describe, expect, test } from 'vitest'
import type { DeliveryRow } from '../../../../src-main/contract/deliveries.ts'
import { content, delivered, fresh, genuine } from '../../../../src-renderer/features/detail/answers.ts'
import { aDelivery, aRequest } from './builders.ts'

const around = { provider: 'Stripe', source: 'Stripe test mode', forwards: 1 }

test('genuine: the verdict, with the sentence of the verification', () => {
  expect(genuine(aRequest(), around)).toEqual({ tone: 'ok', title: 'Yes, Stripe signed it', text: 'The signature is right.' })
  expect(genuine(aRequest({ verdict: 'failed' }), around)).toMatchObject({ tone: 'bad', title: 'Not proven' })
  expect(genuine(aRequest({ verdict: 'unsigned' }), around).tone).toBe('warn')
  expect(genuine(aRequest({ verdict: 'unconfigured' }), around).tone).toBe('quiet')
})

describe('new', () => {
  test('the first accepted request of an event, and its repeats', () => {
    expect(fresh(aRequest())).toMatchObject({ tone: 'ok', text: 'The first accepted request with event evt_1.' })
    expect(fresh(aRequest({ repeats: ['req_b', 'req_c'] }))).toMatchObject({ links: ['req_b', 'req_c'] })
    expect(fresh(aRequest({ repeats: ['req_b', 'req_c'] })).text).toContain('come in 2 more times')
  })

  test('a duplicate leads to the first', () => {
    expect(fresh(aRequest({ repetition: 'duplicate', duplicateOf: 'req_a' }))).toMatchObject({ title: 'No, a duplicate', links: ['req_a'] })
  })

  test('a request that was refused claims nothing', () => {
    expect(fresh(aRequest({ verdict: 'failed', replyStatus: 400 })).title).toBe('Not counted')
    expect(fresh(aRequest({ replyStatus: 422 })).title).toBe('Not counted')
  })

  test('without an event id nothing can be told', () => {
    expect(fresh(aRequest({ eventId: null })).title).toBe('Unknown')
    expect(fresh(aRequest({ repetition: 'loop' })).title).toBe('No, Hookbench sent it')
  })
})

describe('delivered', () => {
  test('the worst delivery speaks', () => {
    const rows: DeliveryRow[] = [
      aDelivery(),
      aDelivery({ state: 'failed', endpointName: 'Other', lastStatus: 500, lastError: 'The endpoint answered 500.' }),
    ]
    expect(delivered(aRequest(), rows, around)).toEqual({
      tone: 'bad',
      title: 'No, a dead letter for Other',
      text: '1 delivered, 1 dead letter. The endpoint answered 500.',
    })
  })

  test('one that arrived', () => {
    expect(delivered(aRequest(), [aDelivery()], around)).toEqual({ tone: 'ok', title: 'Yes, My app answered 200', text: '1 attempt.' })
  })

  test('waiting for the first attempt is not waiting for a retry', () => {
    expect(delivered(aRequest(), [aDelivery({ state: 'pending', attemptCount: 0 })], around).title).toBe('On its way to My app')
    expect(delivered(aRequest(), [aDelivery({ state: 'pending', lastStatus: 503 })], around)).toMatchObject({
      title: 'Not yet, My app will be retried',
      text: '1 attempt. The last answer was 503.',
    })
  })

  test.each([
    [{ repetition: 'duplicate' as const }, around, 'A duplicate is not forwarded again.'],
    [{}, { ...around, source: null }, 'It does not belong to a source.'],
    [{}, { ...around, forwards: 0 }, 'Stripe test mode does not forward to any endpoint.'],
    [{ replyStatus: 400 }, around, 'Only an accepted request is forwarded.'],
    [{ handshake: 'challenge' }, around, 'Handshakes are answered, not forwarded.'],
  ])('why nothing was sent: %j', (over, surroundings, text) => {
    expect(delivered(aRequest(over), [], surroundings)).toEqual({ tone: 'quiet', title: 'Not forwarded', text })
  })
})

test('content: the event, or what is wrong with the request', () => {
  expect(content(aRequest())).toEqual({ tone: 'info', title: 'invoice.paid', text: expect.stringContaining('application/json, ') })
  expect(content(aRequest({ parseError: 'Not JSON.' }))).toMatchObject({ tone: 'warn', text: 'Not JSON.' })
  expect(content(aRequest({ handshake: 'challenge', handshakeRefused: 'No token.' }))).toMatchObject({ tone: 'warn', text: 'No token.' })
  expect(content(aRequest({ problem: 'aborted' })).title).toBe('A cut-off request')
  expect(content(aRequest({ size: 0, eventType: null })).title).toBe('Nothing')
  expect(content(aRequest({ eventType: null, eventCount: 3 })).title).toBe('3 events')
})
