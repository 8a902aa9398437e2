import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '#domain/http/headers.ts'
import { explainFailure } from '#domain/signature/explain.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { NOW, provider, secretOf, signedView, viewOf } from './support.ts'

/** What schemes say beyond a header and a template, on the providers that need it. */
const json: HeaderPair = ['Content-Type', 'application/json']
const secret = secretOf('shhh_test_secret')
const at = { now: NOW, messageId: 'm' }
const draft = (body: string, url = 'https://x.test/hook') => ({ method: 'POST', url, headers: [...json], body: Buffer.from(body) })

describe('signatures inside the body or the URL', () => {
  test('are refused to who will not send them', () => {
    for (const [id, scheme] of [
      ['mailgun', 'json'],
      ['microsoft-graph', 'client-state'],
      ['twilio', 'json'],
      ['cloudevents', 'query'],
    ] as const) {
      const signed = signRequest(provider(id), scheme, draft('{"value":[{}]}'), 'k', at)
      expect(signed).toMatchObject({ ok: false, reason: expect.stringContaining('inside the body or URL') })
    }
  })
  test('are put there for who will', () => {
    const graph = signRequest(provider('microsoft-graph'), undefined, draft('{"value":[{"id":1},{}]}'), 'k', { ...at, mayRewrite: true })
    expect(graph.ok && Buffer.from(graph.body ?? []).toString()).toBe('{"value":[{"id":1,"clientState":"k"},{"clientState":"k"}]}')
    const url = 'https://x.test/a?b=%20+&access_token=old&c'
    const token = signRequest(provider('cloudevents'), 'query', draft('', url), 'k y', { ...at, mayRewrite: true })
    expect(token.ok && token.url).toBe('https://x.test/a?b=%20+&c&access_token=k%20y')
    const twilio = signRequest(provider('twilio'), 'json', draft('{}'), 'k', { ...at, mayRewrite: true })
    expect(twilio.ok && twilio.url).toBe(`https://x.test/hook?bodySHA256=${createHash('sha256').update('{}').digest('hex')}`)
  })
  test('need a body that can hold them', () => {
    for (const body of ['', '[]', 'no json', '{"value":[]}', '{"value":7}']) {
      expect(signRequest(provider('microsoft-graph'), undefined, draft(body), 'k', { ...at, mayRewrite: true })).toMatchObject({
        ok: false,
      })
    }
  })
  test('say what the body lacks', () => {
    const reasonOf = (id: string, body: string) => {
      const signed = signRequest(provider(id), undefined, draft(body), 'k', { ...at, mayRewrite: true })
      return signed.ok ? null : signed.reason
    }
    expect(reasonOf('microsoft-graph', '{}')).toBe('Microsoft Graph marks each item of “value”, and the body is not JSON with such a list.')
    expect(reasonOf('mailgun', 'no json')).toBe('The body is no JSON object or form that could hold what Mailgun writes into it.')
    expect(reasonOf('linear', 'no json')).toMatch(/^The body is no JSON object/)
  })
  test('a time inside a body that is signed whole is set where it may be, and stays where it may not', () => {
    const body = '{"webhookTimestamp":5}'
    const kept = signRequest(provider('linear'), undefined, draft(body), 'k', at)
    expect(kept).toMatchObject({ ok: true, headers: [['Linear-Signature', expect.any(String)]] })
    expect(kept.ok && kept.body).toBeFalsy()
    const set = signRequest(provider('linear'), undefined, draft(body), 'k', { ...at, mayRewrite: true })
    expect(set.ok && Buffer.from(set.body ?? []).toString()).toBe(`{"webhookTimestamp":${NOW}}`)
    expect(signRequest(provider('linear'), undefined, draft('{}'), 'k', at)).toMatchObject({ ok: false })
  })
})

test('without a name the scheme is chosen that fits the draft', () => {
  const form = { ...draft('a=1'), headers: ['Content-Type', 'application/x-www-form-urlencoded'] }
  expect(signRequest(provider('twilio'), undefined, form, 'k', at)).toMatchObject({ ok: true, scheme: 'form' })
  expect(signRequest(provider('twilio'), undefined, draft('{}'), 'k', { ...at, mayRewrite: true })).toMatchObject({
    ok: true,
    scheme: 'json',
  })
})

describe('as the vendor’s SDK does', () => {
  test.each(['stripe', 'slack', 'paddle', 'hubspot', 'contentful'])('%s: a time to come passes when asked for, one long gone never', id => {
    const definition = provider(id)
    const view = signedView({ provider: definition, secret: secret.value, body: '{}', signedAt: NOW + 3_600_000 })
    expect(verifyRequest(definition, view, [secret]).code).toBe('timestamp_in_future')
    expect(verifyRequest(definition, view, [secret], { asVendor: true }).verdict).toBe('verified')
    const late = { ...view, receivedAt: NOW + 7_200_000 }
    expect(verifyRequest(definition, late, [secret], { asVendor: true }).code).toBe('timestamp_too_old')
  })
  test('where the SDK is as strict, nothing changes', () => {
    const key = secretOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    const definition = provider('standard-webhooks')
    const view = signedView({ provider: definition, secret: key.value, body: '{}', signedAt: NOW + 3_600_000 })
    expect(verifyRequest(definition, view, [key], { asVendor: true }).code).toBe('timestamp_in_future')
  })
})

describe('the registered URL', () => {
  const square = provider('square')
  const url = 'https://public.test/square'
  const view = { ...signedView({ provider: square, secret: secret.value, body: '{}', url }), url: 'http://127.0.0.1:4400/square' }
  test('stands for the one that came', () => {
    expect(verifyRequest(square, view, [secret]).code).toBe('signature_mismatch')
    expect(verifyRequest(square, view, [secret, secretOf(url, { role: 'url' })]).verdict).toBe('verified')
  })
  test('and then that one counts no more: it may be another subscription’s', () => {
    const secrets = [secret, secretOf('https://public.test/other', { role: 'url' })]
    expect(verifyRequest(square, { ...view, url }, secrets).code).toBe('signature_mismatch')
  })
})

describe('explanations', () => {
  test('a body that is not the one whose hash was signed', () => {
    const twilio = provider('twilio')
    const signed = signedView({ provider: twilio, scheme: 'json', secret: secret.value, body: '{"a":1}', headers: [json] })
    const changed = (body: string) => ({ ...signed, body: Buffer.from(body) })
    expect(explainFailure(twilio, changed('{ "a": 1 }'), [secret], [])).toMatchObject({ variant: 'json-compact' })
    expect(explainFailure(twilio, changed('{"a":2}'), [secret], [])).toMatchObject({ variant: 'body-hash' })
    expect(explainFailure(twilio, signed, [secret], [])).toBeNull()
  })
  test('one item of a batch', () => {
    const graph = provider('microsoft-graph')
    const view = viewOf({ headers: [json], body: '{"value":[{"clientState":"shhh"},{"clientState":"shhh "}]}' })
    expect(verifyRequest(graph, view, [secretOf('shhh')])).toMatchObject({ explanation: expect.stringMatching(/^Item 2 of 2: /) })
    expect(explainFailure(graph, view, [secretOf('shhh ')], [])).toMatchObject({ variant: 'secret-trimmed' })
  })
  test('Sentry’s sample code: the JSON parsed and written again', () => {
    const sentry = provider('sentry')
    const signed = signedView({ provider: sentry, secret: secret.value, body: '{"a":"é"}', headers: [json] })
    const view = { ...signed, body: Buffer.from('{\n  "a": "é"\n}') }
    expect(explainFailure(sentry, view, [secret], [])).toMatchObject({ variant: 'json-compact' })
  })
  test('the port in the URL needs none: both are tried', () => {
    const twilio = provider('twilio')
    const headers: HeaderPair[] = [['Content-Type', 'application/x-www-form-urlencoded']]
    const signed = signedView({ provider: twilio, scheme: 'form', secret: secret.value, body: 'a=1', url: 'http://x.test/a', headers })
    expect(verifyRequest(twilio, { ...signed, url: 'http://x.test:4400/a' }, [secret]).verdict).toBe('verified')
    expect(explainFailure(twilio, { ...signed, url: 'https://x.test/a' }, [secret], [])).toMatchObject({ variant: 'url-scheme' })
  })
})

test('what a request lacks is named', () => {
  const judge = (id: string, headers: HeaderPair[], body: string) =>
    verifyRequest(provider(id), viewOf({ headers: [json, ...headers], body }), [secret])
  const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='
  expect(judge('twilio', [['X-Twilio-Signature', signature]], '{}')).toMatchObject({
    code: 'missing_header',
    explanation: 'A form is part of the signed content, but the request does not have it.',
  })
  const contentful: HeaderPair[] = [
    ['x-contentful-signature', 'ab'.repeat(32)],
    ['x-contentful-timestamp', String(NOW)],
  ]
  expect(judge('contentful', contentful, '{}').explanation).toMatch(/^A list in x-contentful-signed-headers /)
})

test('a batch that is empty, or too long, is not verified', () => {
  const graph = provider('microsoft-graph')
  const body = (items: number) => JSON.stringify({ value: Array.from({ length: items }, () => ({ clientState: 'k' })) })
  const judge = (items: number) => verifyRequest(graph, viewOf({ headers: [json], body: body(items) }), [secretOf('k')])
  expect(judge(0).code).toBe('missing_header')
  expect(judge(1000).verdict).toBe('verified')
  expect(judge(1001).code).toBe('malformed_header')
})
