import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '#domain/http/headers.ts'
import type { Secret } from '#domain/secret.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { provider, secretOf, viewOf } from './support.ts'

/** Published vectors (vendors' docs and test suites), and our own that several vendors' SDKs agree on. */
interface Vector {
  readonly name: string
  readonly provider: string
  readonly scheme: string
  readonly secret: Secret
  /** Where another secret signs than verifies. */
  readonly signingSecret?: string
  readonly body: string
  readonly at: number
  readonly id?: string
  readonly headers: readonly HeaderPair[]
}

const own = { body: '{"id":"evt_1","type":"demo.created","note":"café"}', at: 1614265330, secret: secretOf('shhh_test_secret') }
const spec = { body: '{"test": 2432232314}', at: 1614265330, id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' }
const slackBody =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA' +
  '&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554' +
  '%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const v1a = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=='

const vectors: readonly Vector[] = [
  {
    name: 'GitHub docs',
    provider: 'github',
    scheme: 'sha256',
    secret: secretOf("It's a Secret to Everybody"),
    body: 'Hello, World!',
    at: own.at,
    headers: [['X-Hub-Signature-256', 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17']],
  },
  {
    name: 'own, GitHub',
    provider: 'github',
    scheme: 'sha256',
    ...own,
    headers: [['X-Hub-Signature-256', 'sha256=00bef3e062e565f1d31eb0e31689861d945c3cf84f06ab6e3be2b66c86514de7']],
  },
  {
    name: 'own, Shopify',
    provider: 'shopify',
    scheme: 'sha256',
    ...own,
    headers: [['X-Shopify-Hmac-Sha256', 'AL7z4GLlZfHTHrDjFomGHZRcPPhPBqtuO+K2bIZRTec=']],
  },
  {
    name: 'own, Stripe',
    provider: 'stripe',
    scheme: 'v1',
    ...own,
    headers: [['Stripe-Signature', 't=1614265330,v1=181cf6eec8e23d0352984a151f47f7417515dd2d6c03d578a2f7ee1cbf046e27']],
  },
  {
    name: 'own, Slack',
    provider: 'slack',
    scheme: 'v0',
    ...own,
    headers: [
      ['X-Slack-Request-Timestamp', '1614265330'],
      ['X-Slack-Signature', 'v0=40fbe5088ccbc84ea5832e055a047b42b6dce76a1c09f29b9580ced7fc5f5698'],
    ],
  },
  {
    name: 'Slack docs',
    provider: 'slack',
    scheme: 'v0',
    secret: secretOf('8f742231b10e8888abcd99yyyzzz85a5'),
    body: slackBody,
    at: 1531420618,
    headers: [
      ['X-Slack-Request-Timestamp', '1531420618'],
      ['X-Slack-Signature', 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'],
    ],
  },
  {
    name: 'Standard Webhooks v1',
    provider: 'standard-webhooks',
    scheme: 'v1',
    secret: secretOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
    ...spec,
    headers: [
      ['webhook-id', spec.id],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', v1],
    ],
  },
  {
    name: 'Standard Webhooks v1a',
    provider: 'standard-webhooks',
    scheme: 'v1a',
    secret: secretOf('whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=', { role: 'public-key' }),
    signingSecret: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
    ...spec,
    headers: [
      ['webhook-id', spec.id],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', v1a],
    ],
  },
]

describe.each(vectors)('$name', vector => {
  const definition = provider(vector.provider)
  const view = viewOf({ headers: vector.headers, body: vector.body, receivedAt: vector.at * 1000 })

  test('verifies', () => {
    const result = verifyRequest(definition, view, [vector.secret])
    expect(result).toMatchObject({ verdict: 'verified', scheme: vector.scheme, code: null, secretId: vector.secret.id })
    expect(result.checks.every(check => check.ok)).toBe(true)
  })

  test('is what the same definition signs', () => {
    const draft = { method: 'POST', url: view.url, headers: [], body: view.body }
    const at = { now: vector.at * 1000 + 999, messageId: vector.id ?? 'unused' }
    const signed = signRequest(definition, vector.scheme, draft, vector.signingSecret ?? vector.secret, at)
    expect(signed).toEqual({ ok: true, scheme: vector.scheme, headers: vector.headers })
  })

  test('fails for one byte more', () => {
    const altered = viewOf({ headers: vector.headers, body: `${vector.body} `, receivedAt: vector.at * 1000 })
    expect(verifyRequest(definition, altered, [vector.secret])).toMatchObject({
      verdict: 'failed',
      code: 'signature_mismatch',
      secretId: null,
    })
  })
})

test('Svix sends the same under its own header names', () => {
  const headers: HeaderPair[] = [
    ['svix-id', spec.id],
    ['svix-timestamp', '1614265330'],
    ['svix-signature', v1],
  ]
  const secret = secretOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  expect(verifyRequest(provider('standard-webhooks'), viewOf({ headers, body: spec.body }), [secret]).verdict).toBe('verified')
  const draft = { method: 'POST', url: 'https://x.test/', headers: ['SVIX-SIGNATURE', 'stale'], body: Buffer.from(spec.body) }
  const signed = signRequest(provider('standard-webhooks'), undefined, draft, secret, { now: spec.at * 1000, messageId: spec.id })
  expect(signed).toEqual({ ok: true, scheme: 'v1', headers })
})

test('both kinds of Standard Webhooks signature in one header: each secret finds its own', () => {
  const headers: HeaderPair[] = [
    ['webhook-id', spec.id],
    ['webhook-timestamp', '1614265330'],
    ['webhook-signature', `v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ${v1} ${v1a} v2,whatever`],
  ]
  const view = viewOf({ headers, body: spec.body })
  const symmetric = secretOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  const publicKey = secretOf('whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=', { role: 'public-key' })
  expect(verifyRequest(provider('standard-webhooks'), view, [publicKey])).toMatchObject({ verdict: 'verified', scheme: 'v1a' })
  expect(verifyRequest(provider('standard-webhooks'), view, [publicKey, symmetric])).toMatchObject({ verdict: 'verified', scheme: 'v1' })
})
