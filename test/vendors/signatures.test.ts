import { describe, expect, test } from 'vitest'
import { type HeaderPair, headerValue } from '../../src-main/domain/http/headers.ts'
import { signRequest } from '../../src-main/domain/signature/sign.ts'
import { verifyRequest } from '../../src-main/domain/signature/verify.ts'
import { providerById } from '../../src-main/providers/index.ts'
import { provider, secretOf, signedView, viewOf } from '../unit/signature/support.ts'
import { bolt, octokit, StandardWebhook, SvixWebhook, shopify, stripe, type WebhookLibrary } from './sdk.ts'

/** Each of our definitions against the vendor's own SDK: it accepts what we sign, we accept what it signs, both refuse a changed body. */
const bodies = [
  '{"id":"evt_1","type":"demo.created","note":"café"}',
  'Hello, World!',
  'payload=%7B%22a%22%3A1%7D&b=+',
  '{\r\n  "emoji": "🪝\u2028"\r\n}\n',
]
const secret = 'shhh_test_secret'

const verdict = (id: string, headers: readonly HeaderPair[], body: string, key = secret, receivedAt = Date.now()) => {
  return verifyRequest(providerById(id), viewOf({ headers, body, receivedAt }), [secretOf(key)])
}

describe.each(bodies)('body %j', body => {
  const now = Date.now()
  const seconds = Math.floor(now / 1000)

  test('GitHub: @octokit/webhooks-methods', async () => {
    const ours = signedView({ provider: provider('github'), secret, body })
    const signature = headerValue(ours.headers, 'x-hub-signature-256') ?? ''
    expect(await octokit.verify(secret, body, signature)).toBe(true)
    expect(await octokit.verify(secret, `${body} `, signature)).toBe(false)
    const theirs: HeaderPair[] = [['X-Hub-Signature-256', await octokit.sign(secret, body)]]
    expect(verdict('github', theirs, body).verdict).toBe('verified')
    expect(verdict('github', theirs, `${body} `).code).toBe('signature_mismatch')
  })

  test('Stripe: stripe', () => {
    // Its constructEvent parses the body, so it is given JSON; what is signed is the text.
    const json = JSON.stringify({ id: 'evt_1', object: 'event', body })
    const ours = signedView({ provider: provider('stripe'), secret, body: json, signedAt: now })
    const signature = headerValue(ours.headers, 'stripe-signature') ?? ''
    expect(stripe.webhooks.constructEvent(json, signature, secret).id).toBe('evt_1')
    expect(() => stripe.webhooks.constructEvent(`${json} `, signature, secret)).toThrow(/signature/i)
    const header = stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: seconds })
    expect(verdict('stripe', [['Stripe-Signature', header]], body).verdict).toBe('verified')
    expect(verdict('stripe', [['Stripe-Signature', header]], `${body} `).code).toBe('signature_mismatch')
  })

  test('Slack: @slack/bolt', () => {
    const ours = signedView({ provider: provider('slack'), secret, body, signedAt: now })
    const headers = {
      'x-slack-signature': headerValue(ours.headers, 'x-slack-signature') ?? '',
      'x-slack-request-timestamp': Number(headerValue(ours.headers, 'x-slack-request-timestamp')),
    }
    expect(bolt.isValidSlackRequest({ signingSecret: secret, body, headers, nowMilliseconds: now })).toBe(true)
    expect(bolt.isValidSlackRequest({ signingSecret: secret, body: `${body} `, headers, nowMilliseconds: now })).toBe(false)
  })

  test('Shopify: @shopify/shopify-api', async () => {
    const rest: HeaderPair[] = [
      ['x-shopify-topic', 'orders/create'],
      ['x-shopify-shop-domain', 'demo.myshopify.com'],
      ['x-shopify-api-version', '2026-01'],
      ['x-shopify-webhook-id', 'w-1'],
    ]
    const events: HeaderPair[] = [...rest, ['x-shopify-event-id', 'e-1']].map(([name, value]) => [`${name}`.replace('x-', ''), `${value}`])
    const library = shopify(secret)
    const validate = async (headers: readonly HeaderPair[], rawBody: string) => {
      const rawRequest = { method: 'POST', url: '/hook', headers: Object.fromEntries(headers) }
      return (await library.webhooks.validate({ rawBody, rawRequest, rawResponse: {} })).valid
    }
    for (const [names, draft] of [
      ['x-shopify-hmac-sha256', rest],
      ['shopify-hmac-sha256', [...events, ['shopify-hmac-sha256', '']]],
    ] as const) {
      const view = signedView({ provider: provider('shopify'), secret, body, headers: draft as HeaderPair[] })
      const headers: HeaderPair[] = []
      for (let i = 0; i < view.headers.length; i += 2) headers.push([(view.headers[i] ?? '').toLowerCase(), view.headers[i + 1] ?? ''])
      expect(headers.map(([name]) => name)).toContain(names)
      expect(await validate(headers, body)).toBe(true)
      expect(await validate(headers, `${body} `)).toBe(false)
      expect(verdict('shopify', headers, body).verdict).toBe('verified')
    }
  })

  test.each<[string, WebhookLibrary, string]>([
    ['standardwebhooks', StandardWebhook, 'webhook'],
    ['svix', SvixWebhook, 'svix'],
    ['svix, unbranded', SvixWebhook, 'webhook'],
  ])('Standard Webhooks: %s', (_, Library, prefix) => {
    const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const library = new Library(key)
    const json = JSON.stringify({ body })
    const draft = { method: 'POST', url: 'https://x.test/', headers: [`${prefix}-signature`, ''], body: Buffer.from(json) }
    const signed = signRequest(provider('standard-webhooks'), 'v1', draft, key, { now, messageId: 'msg_1' })
    const ours = signed.ok ? Object.fromEntries(signed.headers) : {}
    expect(Object.keys(ours)).toEqual([`${prefix}-id`, `${prefix}-timestamp`, `${prefix}-signature`])
    expect(library.verify(json, ours)).toEqual({ body })
    expect(() => library.verify(`${json} `, ours)).toThrow(/signature/i)

    const theirs: HeaderPair[] = [
      [`${prefix}-id`, 'msg_2'],
      [`${prefix}-timestamp`, String(seconds)],
      [`${prefix}-signature`, library.sign('msg_2', new Date(seconds * 1000), body)],
    ]
    expect(verdict('standard-webhooks', theirs, body, key).verdict).toBe('verified')
    expect(verdict('standard-webhooks', theirs, `${body} `, key).code).toBe('signature_mismatch')
  })
})

describe('stricter than the SDKs', () => {
  const future = Date.now() + 3_600_000
  test('Stripe and Slack accept a signature from the future; we do not', () => {
    const body = '{"id":"evt_1","object":"event"}'
    const fromStripe = signedView({ provider: provider('stripe'), secret, body, signedAt: future, receivedAt: Date.now() })
    const signature = headerValue(fromStripe.headers, 'stripe-signature') ?? ''
    expect(stripe.webhooks.constructEvent(body, signature, secret).id).toBe('evt_1')
    expect(verifyRequest(provider('stripe'), fromStripe, [secretOf(secret)]).code).toBe('timestamp_in_future')

    const fromSlack = signedView({ provider: provider('slack'), secret, body, signedAt: future, receivedAt: Date.now() })
    const headers = {
      'x-slack-signature': headerValue(fromSlack.headers, 'x-slack-signature') ?? '',
      'x-slack-request-timestamp': Number(headerValue(fromSlack.headers, 'x-slack-request-timestamp')),
    }
    expect(bolt.isValidSlackRequest({ signingSecret: secret, body, headers, nowMilliseconds: Date.now() })).toBe(true)
    expect(verifyRequest(provider('slack'), fromSlack, [secretOf(secret)]).code).toBe('timestamp_in_future')
  })
})
