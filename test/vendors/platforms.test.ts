import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../src-main/domain/http/headers.ts'
import { secretOf } from '../unit/signature/support.ts'
import { accepts, bodies, judge, load, loadModule, ours, secret } from './support.ts'

interface HubSpot {
  readonly Signature: {
    getSignature(method: string, version: string, options: Record<string, unknown>): string
    isValid(options: Record<string, unknown>): boolean
  }
}
interface Linear {
  readonly LinearWebhookClient: new (secret: string) => { verify(body: Buffer, signature: string): boolean }
}
interface Box {
  readonly BoxClient?: unknown
  readonly WebhooksManager: {
    validateMessage(body: string, headers: Record<string, string>, key: string, more?: { secondaryKey?: string }): Promise<boolean>
  }
}
interface Notion {
  signWebhookPayload(args: { body: string; verificationToken: string }): Promise<string>
  verifyWebhookSignature(args: { body: string; signature: string; verificationToken: string }): Promise<boolean>
}
interface Contentful {
  signRequest(secret: string, request: Record<string, unknown>, timestamp?: number): Record<string, string>
  verifyRequest(secret: string, request: Record<string, unknown>, ttl?: number): boolean
}
interface Sanity {
  encodeSignatureHeader(payload: string, timestamp: number, secret: string): Promise<string>
  isValidSignature(payload: string, signature: string, secret: string): Promise<boolean>
}
const hubspot = load('@hubspot/api-client') as HubSpot
const linear = (await loadModule('@linear/sdk/webhooks')) as Linear
const box = load('box-node-sdk/lib/managers/webhooks') as Box
const notion = load('@notionhq/client') as Notion
const contentful = load('@contentful/node-apps-toolkit') as Contentful
const sanity = load('@sanity/webhook') as Sanity

describe.each(bodies)('body %j', body => {
  const url = 'https://x.test/hook?a=b&c=%20d'

  test.each(['v1', 'v2', 'v3'])('HubSpot %s: @hubspot/api-client', version => {
    const mine = ours('hubspot', { scheme: version, body, url })
    const timestamp = Number(mine.headers['x-hubspot-request-timestamp'])
    const signature = mine.headers[version === 'v3' ? 'x-hubspot-signature-v3' : 'x-hubspot-signature']
    const options = { clientSecret: secret, requestBody: body, url, timestamp, signature, method: 'POST', signatureVersion: version }
    expect(hubspot.Signature.isValid(options)).toBe(true)
    expect(hubspot.Signature.isValid({ ...options, requestBody: `${body} ` })).toBe(false)
    const now = Date.now()
    const theirs = hubspot.Signature.getSignature('POST', version, { clientSecret: secret, requestBody: body, url, timestamp: now })
    const headers: HeaderPair[] =
      version === 'v3'
        ? [
            ['X-HubSpot-Signature-v3', theirs],
            ['X-HubSpot-Request-Timestamp', String(now)],
          ]
        : [
            ['X-HubSpot-Signature', theirs],
            ['X-HubSpot-Signature-Version', version],
          ]
    accepts('hubspot', { headers, body, url })
  })

  test('Linear: @linear/sdk', () => {
    const json = JSON.stringify({ type: 'Issue', webhookTimestamp: 1, body })
    const mine = ours('linear', { headers: [['Content-Type', 'application/json']], body: json })
    const client = new linear.LinearWebhookClient(secret)
    expect(client.verify(Buffer.from(mine.body), mine.headers['linear-signature'] ?? '')).toBe(true)
    expect(() => client.verify(Buffer.from(`${mine.body} `), mine.headers['linear-signature'] ?? '')).toThrow(/signature/)
    expect(() => client.verify(Buffer.from(json), mine.headers['linear-signature'] ?? '')).toThrow(/signature/)
  })

  test('Box: box-node-sdk', async () => {
    // Its clock counts whole seconds, and a time to come is refused.
    const mine = ours('box', { body, at: Date.now() - 2000 })
    expect(await box.WebhooksManager.validateMessage(body, mine.headers, secret)).toBe(true)
    expect(await box.WebhooksManager.validateMessage(`${body} `, mine.headers, secret)).toBe(false)
  })

  test('Notion: @notionhq/client', async () => {
    const signature = ours('notion', { body }).headers['x-notion-signature'] ?? ''
    expect(await notion.verifyWebhookSignature({ body, signature, verificationToken: secret })).toBe(true)
    expect(await notion.verifyWebhookSignature({ body: `${body} `, signature, verificationToken: secret })).toBe(false)
    const theirs = await notion.signWebhookPayload({ body, verificationToken: secret })
    accepts('notion', { headers: [['X-Notion-Signature', theirs]], body })
  })

  test('Contentful: @contentful/node-apps-toolkit', () => {
    const key = 'k'.repeat(64)
    const path = '/hook?a=b'
    const mine = ours('contentful', { key, body, url: `https://x.test${path}`, at: Date.now() - 1000 })
    const request = { method: 'POST', path, headers: mine.headers, body }
    expect(contentful.verifyRequest(key, request)).toBe(true)
    expect(contentful.verifyRequest(key, { ...request, body: `${body} ` })).toBe(false)
    const signed = contentful.signRequest(key, { method: 'POST', path, headers: { 'X-Contentful-CRN': 'crn:1' }, body }, Date.now())
    const headers: HeaderPair[] = [['X-Contentful-CRN', 'crn:1'], ...Object.entries(signed).filter(([name]) => name !== 'x-contentful-crn')]
    accepts('contentful', { headers: headers.map(([name, value]) => [name, String(value)]), body, url: `https://x.test${path}` }, [
      secretOf(key),
    ])
  })

  test('Sanity: @sanity/webhook', async () => {
    const signature = ours('sanity', { body }).headers['sanity-webhook-signature'] ?? ''
    expect(await sanity.isValidSignature(body, signature, secret)).toBe(true)
    expect(await sanity.isValidSignature(`${body} `, signature, secret)).toBe(false)
    const theirs = await sanity.encodeSignatureHeader(body, Date.now(), secret)
    accepts('sanity', { headers: [['sanity-webhook-signature', theirs]], body })
  })
})

test('stricter than Box’s SDK: a body rewritten with \\u escapes is not what was signed', async () => {
  const sent = '{"note":"café"}'
  const mine = ours('box', { body: '{"note":"caf\\u00e9"}', at: Date.now() - 2000 })
  expect(await box.WebhooksManager.validateMessage(sent, mine.headers, secret)).toBe(true)
  expect(judge('box', { headers: Object.entries(mine.headers), body: sent }).code).toBe('signature_mismatch')
})
