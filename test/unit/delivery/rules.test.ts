import { describe, expect, test } from 'vitest'
import { RateLimit } from '#delivery/rate-limit.ts'
import { diskAlert, evaluateAttempt } from '#domain/alerts.ts'
import { travelling } from '#domain/delivery/outgoing-headers.ts'
import { signWithAll } from '#domain/delivery/sign-all.ts'
import { freshSigning } from '#domain/delivery/sign-plan.ts'
import { move, transitions } from '#domain/delivery/states.ts'
import { subscribes } from '#domain/delivery/subscription.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import type { Outcome } from '#domain/outcome.ts'
import { isPermanent, isSuccess, outcomeCode, outcomeSentence, wasSent } from '#domain/outcome.ts'
import { parseRetryAfter } from '#domain/retry/retry-after.ts'
import type { Secret } from '#domain/secret.ts'
import { providerById } from '#providers/index.ts'
import { endpointOf, sourceOf } from '../../support/delivery/bench.ts'

const NOW = Date.UTC(2026, 0, 15, 12)

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1500],
    [' 7 ', 7000],
    ['Thu, 15 Jan 2026 12:01:00 GMT', 60_000],
    ['Thu, 15 Jan 2026 11:00:00 GMT', 0],
    ['-5', null],
    ['', null],
    ['soon', null],
    ['1e9', null],
    ['5 minutes', null],
    ['2026-01-15T12:01:00Z', null],
    ['15 Jan 2026', null],
    ['Thursday, 15-Jan-26 12:01:00 GMT', 60_000],
    ['Friday, 15-Jan-77 12:01:00 GMT', 0],
    ['Thu Jan 15 12:01:00 2026', 60_000],
    ['Mon Feb  2 12:00:00 2026', 18 * 86_400_000],
    ['Thursday, 15-Jan-26 12:01:00', null],
    ['9999999999999', Number.MAX_SAFE_INTEGER],
    ['9'.repeat(30), Number.MAX_SAFE_INTEGER],
  ])('%j is %s', (value, ms) => {
    expect(parseRetryAfter(value, NOW)).toBe(ms)
  })
})

describe('destination', () => {
  test.each([
    ['http://h:3000', '', '/'],
    ['http://h:3000/', '/a', '/a'],
    ['http://h/base', '/a/b?x=1', '/base/a/b?x=1'],
    ['http://h/base/', '/a', '/base/a'],
    ['http://h/base?k=1', '/a?x=1', '/base/a?k=1&x=1'],
    ['http://h/base?k=1', '?x=1', '/base?k=1&x=1'],
    ['http://h/base', '', '/base'],
    ['http://h/base', '/../up/%2F//x', '/base/../up/%2F//x'],
    ['http://h', '//evil.example/', '//evil.example/'],
  ])('%s and %j is %s', (url, suffix, path) => {
    expect(destinationOf(url, suffix)).toMatchObject({ path, origin: new URL(url).origin })
  })

  test('nothing but http and https', () => {
    for (const url of ['ftp://h/', 'javascript:1', '', 'h/path']) expect(destinationOf(url, '/x')).toBeNull()
    expect(destinationOf('http://[::1]:80/x', '')).toMatchObject({ hostname: '::1', origin: 'http://[::1]' })
  })
})

test('headers that belong to the connection stay behind, and those that Connection names', () => {
  const raw = ['Host', 'a', 'X-Keep', '1', 'Connection', 'close, X-Hop', 'x-hop', '1', 'TE', 'trailers', 'x-keep', '2']
  const more = [
    'Transfer-Encoding',
    'chunked',
    'Content-Length',
    '5',
    'Expect',
    '100-continue',
    'Content-Encoding',
    'gzip',
    'X-Signature',
    's',
  ]
  expect(travelling([...raw, ...more])).toEqual(['X-Keep', '1', 'x-keep', '2', 'Content-Encoding', 'gzip', 'X-Signature', 's'])
})

test('event types are exact or begin with what stands before the star', () => {
  expect(subscribes([], 'anything')).toBe(true)
  expect(subscribes(['invoice.*'], 'invoice.paid')).toBe(true)
  expect(subscribes(['invoice.*'], 'invoices.paid')).toBe(false)
  expect(subscribes(['invoice.paid'], 'invoice.paid.late')).toBe(false)
  expect(subscribes(['a', '*'], 'b')).toBe(true)
  expect(subscribes(['in*oice'], 'invoice')).toBe(false)
})

test('the life of a Delivery: what is delivered stays so, what is being sent cannot be retried', () => {
  expect(transitions.delivered).toEqual({})
  expect(move('delivering', 'retry')).toBeNull()
  expect(move('failed', 'cancel')).toBeNull()
  expect(move('failed', 'retry')).toBe('pending')
  expect(move('delivering', 'release')).toBe('pending')
})

describe('outcomes', () => {
  const outcomes: Outcome[] = [
    { kind: 'timeout', stage: 'dns', timeoutMs: 15_000, status: null },
    { kind: 'timeout', stage: 'connect', timeoutMs: 15_000, status: null },
    { kind: 'timeout', stage: 'tls', timeoutMs: 15_000, status: null },
    { kind: 'timeout', stage: 'headers', timeoutMs: 15_000, status: null },
    { kind: 'timeout', stage: 'body', timeoutMs: 15_000, status: 200 },
    { kind: 'dns', host: 'h', code: 'ENOTFOUND' },
    { kind: 'connect', host: 'h:1', code: 'ECONNREFUSED' },
    { kind: 'tls', host: 'h', code: 'CERT_HAS_EXPIRED', message: 'certificate has expired.' },
    { kind: 'reset', stage: 'headers', code: 'UND_ERR_SOCKET', status: null },
    { kind: 'reset', stage: 'body', code: 'UND_ERR_SOCKET', status: 200 },
    { kind: 'not-http', fault: 'protocol', message: 'Parse Error.' },
    { kind: 'not-http', fault: 'message', message: 'Parse Error.' },
    { kind: 'not-http', fault: 'headers', message: 'The headers are too large.' },
    { kind: 'refused-address', host: 'a', address: '10.0.0.1', reason: 'it is in a private network.' },
    { kind: 'cannot-sign', reason: 'no secret.' },
    { kind: 'cannot-send', reason: 'no URL.' },
  ]
  test('each has a sentence of its own, and none is a success', () => {
    const sentences = outcomes.map(outcome => outcomeSentence(outcome))
    expect(new Set(sentences).size).toBe(outcomes.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Za-z0-9].*[.]$/s)
    expect(outcomes.some(isSuccess)).toBe(false)
  })

  test('each names what its reader can set: an endpoint, a URL given for once, and alerts have different switches', () => {
    const late: Outcome = { kind: 'timeout', stage: 'headers', timeoutMs: 15_000, status: null }
    expect(outcomeSentence(late)).toMatch(/, or raise the endpoint’s timeout\.$/)
    expect(outcomeSentence(late, 'alerts')).toMatch(/Have the receiver respond before doing its work\.$/)
    const refused: Outcome = { kind: 'refused-address', host: 'a', address: '10.0.0.1', reason: 'it is in a private network.' }
    expect(outcomeSentence(refused)).toMatch(/Turn on “Allow this machine and private networks” of the endpoint/)
    expect(outcomeSentence(refused, 'url')).toMatch(/Turn on “This is a local address” to allow it \(in the API: local:true\)\.$/)
    expect(outcomeSentence(refused, 'alerts')).toMatch(/Turn on “Allow private networks”/)
    const untrusted: Outcome = { kind: 'tls', host: 'h', code: 'SELF_SIGNED_CERT_IN_CHAIN', message: 'self-signed certificate.' }
    for (const asker of ['url', 'alerts', 'provider'] as const) expect(outcomeSentence(untrusted, asker)).not.toContain('endpoint')
  })

  test('something of the request has left only once there was a connection', () => {
    const left = outcomes.filter(outcome => wasSent(outcomeCode(outcome)))
    expect([...new Set(left.map(outcomeCode))]).toEqual(['timeout-headers', 'timeout-body', 'reset-headers', 'reset-body', 'not-http'])
    expect(wasSent(outcomeCode({ kind: 'response', status: 500, retryAfter: null }))).toBe(true)
  })

  test('2xx alone is a success', () => {
    const ok = [100, 199, 200, 204, 299, 300, 304, 404, 500].filter(status => isSuccess({ kind: 'response', status, retryAfter: null }))
    expect(ok).toEqual([200, 204, 299])
    expect(isPermanent({ kind: 'response', status: 400, retryAfter: null })).toBe(false)
  })
})

describe('alerts', () => {
  const facts = {
    deliveryId: 'dlv_1',
    endpointId: 'ep_1',
    endpointName: 'Shop',
    url: 'http://h/',
    eventType: 'order.paid',
    attemptCount: 8,
    again: false,
    status: 500,
    error: null,
  }
  test('a dead letter is one, by endpoint; a retry and a delivery are none', () => {
    expect(evaluateAttempt({ ...facts, step: { kind: 'delivered' } })).toBeNull()
    expect(evaluateAttempt({ ...facts, step: { kind: 'retry', at: 1, waitMs: 1, holdMs: 0 } })).toBeNull()
    const dead = evaluateAttempt({ ...facts, step: { kind: 'dead', reason: 'exhausted', holdMs: 0 } })
    expect(dead).toMatchObject({ kind: 'delivery_failed', groupKey: 'failed:ep_1', target: { type: 'delivery', id: 'dlv_1' } })
    expect(dead?.one.body).toBe('order.paid was given up after 8 attempts. The last answer was 500.')
    const untyped = evaluateAttempt({ ...facts, eventType: null, attemptCount: 1, step: { kind: 'dead', reason: 'exhausted', holdMs: 0 } })
    expect(untyped?.one.body).toBe('It was given up after one attempt. The last answer was 500.')
    expect(untyped?.many.body).toBe('The latest was given up after one attempt. The last answer was 500.')
  })
  test('410 is told as the endpoint’s end, not as a failed delivery', () => {
    const url = 'https://user:pass@h/in?token=abc&a=1'
    const alert = evaluateAttempt({ ...facts, url, step: { kind: 'disable-endpoint' } })
    expect(alert).toMatchObject({ kind: 'endpoint_disabled' })
    // It is read on lock screens.
    expect(alert?.one.body).toMatch(/^https:\/\/•+@h\/in\?token=•+&a=1 answered 410 Gone/)
  })
  test('a disk is told of when it is short', () => {
    expect(diskAlert('low', 800 * 1024 ** 2).one.body).toContain('800 MiB')
    expect(diskAlert('full', 1024 ** 2).one.body).toContain('503')
  })
})

describe('signing', () => {
  const secret = (id: string, value: string, validUntil: number | null = null): Secret => ({
    id,
    role: 'signing',
    label: null,
    value,
    validUntil,
  })
  const draft = { method: 'POST', url: 'http://h/', headers: ['Content-Type', 'text/plain'], body: new TextEncoder().encode('x') }
  const schemeOf = (id: string) => {
    const provider = providerById(id)
    const scheme = provider?.schemes[0]
    if (!provider || !scheme) throw new Error(id)
    return { provider, scheme }
  }
  const secrets = [
    secret('sec_2', 'whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldw=='),
    secret('sec_1', 'whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZA==', NOW + 1),
  ]

  test('during a rotation both secrets sign where the header can hold both', () => {
    for (const name of ['standard-webhooks', 'stripe']) {
      const both = signWithAll(schemeOf(name), draft, secrets, { now: NOW, messageId: 'msg_1' })
      const one = signWithAll(schemeOf(name), draft, secrets, { now: NOW + 1, messageId: 'msg_1' })
      const count = (signed: typeof both) =>
        signed.ok
          ? (signed.headers
              .map(([, value]) => value)
              .join(' ')
              .match(/v1[,=]/g)?.length ?? 0)
          : -1
      expect([count(both), count(one)], name).toEqual([2, 1])
    }
  })

  test('one that cannot sign stands in nobody’s way, and is what is told of when there is no other', () => {
    const [good] = secrets
    const broken = secret('sec_9', 'my-new-secret')
    const signed = (...list: readonly Secret[]) => signWithAll(schemeOf('standard-webhooks'), draft, list, { now: NOW, messageId: 'msg_1' })
    expect(signed(broken, ...(good ? [good] : []))).toEqual(signed(...(good ? [good] : [])))
    expect(signed(broken)).toMatchObject({ ok: false, reason: expect.stringContaining('whsec_') })
  })

  test('elsewhere the newest signs, whatever the order of the list', () => {
    const newest = signWithAll(schemeOf('github'), draft, secrets, { now: NOW, messageId: 'msg_1' })
    const turned = signWithAll(schemeOf('github'), draft, [...secrets].reverse(), { now: NOW, messageId: 'msg_1' })
    const alone = signWithAll(schemeOf('github'), draft, secrets[0] ? [secrets[0]] : [], { now: NOW, messageId: 'msg_1' })
    expect(newest).toEqual(turned)
    expect(newest).toEqual(alone)
  })

  test('an id that the request carries already stays, for receivers know the event by it', () => {
    const carried = { ...draft, headers: ['webhook-id', 'msg_theirs'] }
    const signed = signWithAll(schemeOf('standard-webhooks'), carried, secrets, { now: NOW, messageId: 'msg_ours' })
    expect(signed.ok && signed.headers.find(([name]) => name.toLowerCase() === 'webhook-id')?.[1]).toBe('msg_theirs')
  })

  test('without a valid secret it says so', () => {
    expect(signWithAll(schemeOf('github'), draft, [], { now: NOW, messageId: 'm' })).toMatchObject({ ok: false })
  })

  test('a fresh signature takes what is given, else the endpoint’s, else the source’s', () => {
    const endpoint = endpointOf(1, 'http://h', { scheme: 'stripe/v1', secrets: [secret('sec_e', 'e')] })
    const bare = endpointOf(1, 'http://h')
    const source = sourceOf(2, { provider: 'github', scheme: null, secrets: [secret('sec_s', 's')] })
    const given = { scheme: null, secret: null }
    expect(freshSigning(given, endpoint, source)).toMatchObject({ scheme: 'stripe/v1', secrets: endpoint.secrets })
    expect(freshSigning(given, bare, source)).toMatchObject({ scheme: 'github', secrets: source.secrets })
    expect(freshSigning({ scheme: 'github', secret: null }, endpoint, source)).toMatchObject({ scheme: 'github', secrets: source.secrets })
    expect(freshSigning({ scheme: 'slack', secret: 'k' }, endpoint, source)).toMatchObject({ scheme: 'slack', secrets: 'k' })
    expect(freshSigning({ scheme: null, secret: 'k' }, endpoint, source)).toMatchObject({ scheme: 'stripe/v1', secrets: 'k' })
    expect(freshSigning({ scheme: 'slack', secret: null }, endpoint, source)).toMatchObject({ ok: false })
    expect(freshSigning(given, bare, null)).toMatchObject({ ok: false })
  })
})

describe('rate limit', () => {
  test('spreads sends over the second', () => {
    const rate = new RateLimit()
    expect(rate.available(2, 0)).toBe(1)
    rate.take(1)
    expect(rate.available(2, 499)).toBe(0)
    expect(rate.wait(2)).toBe(1)
    expect(rate.available(2, 500)).toBe(1)
    expect(rate.available(2, 60_000)).toBe(1)
  })
  test('a fast one goes in tenths of a second', () => {
    const rate = new RateLimit()
    expect(rate.available(100, 0)).toBe(10)
    rate.take(10)
    expect(rate.available(100, 50)).toBe(5)
    expect(rate.available(null, 50)).toBe(Number.POSITIVE_INFINITY)
  })
})
