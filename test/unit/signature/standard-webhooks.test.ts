import { expect, test } from 'vitest'
import type { HeaderPair } from '#domain/http/headers.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { provider, secretOf, viewOf } from './support.ts'

/** Beside the vectors of each provider (test/unit/providers/vectors): the names that Svix uses, and both kinds of signature at once. */
const spec = { body: '{"test": 2432232314}', at: 1614265330, id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' }
const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const v1a = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=='

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
