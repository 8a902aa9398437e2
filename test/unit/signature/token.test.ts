import { createHmac, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { NOW, provider, secretOf, signedView, viewOf } from './support.ts'

/** JSON Web Tokens: who may choose the algorithm, which key, how long, and what they say about the body. */
const hs256: Scheme = {
  id: 'hs256',
  name: 'JWT',
  algorithm: 'hmac-sha256',
  key: { role: 'signing', decode: 'utf8', hint: 'Any text.' },
  signature: { place: header('Authorization'), prefix: 'Bearer ', encoding: 'base64url' },
  token: {},
  timestamp: { at: { in: 'claim', name: 'iat' }, unit: 's', toleranceSeconds: 300 },
  bodyHash: { at: { in: 'claim', name: 'body' }, encoding: 'hex' },
  content: '{token}',
}
const having = (scheme: Partial<Scheme>): Provider => ({ ...provider('github'), id: 'x', name: 'X', schemes: [{ ...hs256, ...scheme }] })
const jwt = having({})
const secret = secretOf('a secret')
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const iat = NOW / 1000
const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

function tokenOf(head: object, claims: object, key = secret.value): string {
  const signed = `${part(head)}.${part(claims)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}
const judge = (token: string, definition = jwt) =>
  verifyRequest(definition, viewOf({ headers: [['Authorization', `Bearer ${token}`]] }), [secret])
const good = { alg: 'HS256', typ: 'JWT' }
const claims = { iat, body: HASH }

test('a token over the hash of an empty body', () => {
  const result = judge(tokenOf(good, claims))
  expect(result).toMatchObject({ verdict: 'verified', secretId: secret.id })
  expect(result.checks.map(({ name }) => name)).toEqual(['Headers', 'Signature', 'Body', 'Timestamp'])
})

test.each<[string, string, string]>([
  ['no algorithm', tokenOf({ alg: 'none' }, claims), 'malformed_header'],
  ['no algorithm and no signature', `${part({ alg: 'none' })}.${part(claims)}.`, 'malformed_header'],
  ['another algorithm', tokenOf({ alg: 'HS512' }, claims), 'malformed_header'],
  ['an algorithm by another spelling', tokenOf({ alg: 'hs256' }, claims), 'malformed_header'],
  ['a critical extension', tokenOf({ ...good, crit: ['b64'], b64: false }, claims), 'malformed_header'],
  ['claims that are no object', tokenOf(good, [claims]), 'malformed_header'],
  ['two parts', tokenOf(good, claims).split('.').slice(0, 2).join('.'), 'malformed_header'],
  ['four parts', `${tokenOf(good, claims)}.x`, 'malformed_header'],
  ['no iat', tokenOf(good, { body: HASH }), 'malformed_header'],
  ['an iat with a fraction', tokenOf(good, { ...claims, iat: iat + 0.5 }), 'malformed_header'],
  ['no hash', tokenOf(good, { iat }), 'missing_header'],
  ['a hash that is none', tokenOf(good, { iat, body: HASH.slice(2) }), 'malformed_header'],
  ['another key', tokenOf(good, claims, 'another'), 'signature_mismatch'],
  ['another body', tokenOf(good, { iat, body: HASH.replace('e', 'f') }), 'body_altered'],
  ['made long ago', tokenOf(good, { ...claims, iat: iat - 301 }), 'timestamp_too_old'],
  ['made in the future', tokenOf(good, { ...claims, iat: iat + 301 }), 'timestamp_in_future'],
  ['ended', tokenOf(good, { ...claims, exp: iat - 1 }), 'timestamp_too_old'],
  ['not begun', tokenOf(good, { ...claims, nbf: iat + 1 }), 'timestamp_in_future'],
  ['claims changed after', tokenOf(good, claims).replace(part(claims), part({ ...claims, admin: true })), 'signature_mismatch'],
])('%s', (_, token, code) => {
  const result = judge(token)
  expect(result).toMatchObject({ verdict: 'failed', code })
  expect(result.explanation).toMatch(/\.$/)
})

test('two tokens are none', () => {
  const token = tokenOf(good, claims)
  const view = viewOf({
    headers: [
      ['Authorization', `Bearer ${token}`],
      ['Authorization', `Bearer ${token}`],
    ],
  })
  expect(verifyRequest(jwt, view, [secret]).code).toBe('malformed_header')
})

describe.each(['rsa-sha256', 'ecdsa-p256-raw', 'ed25519'] as const)('%s', algorithm => {
  const pair = {
    'rsa-sha256': () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    'ecdsa-p256-raw': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    ed25519: () => generateKeyPairSync('ed25519'),
  }[algorithm]()
  const asymmetric = having({ algorithm, key: { role: 'public-key', decode: 'base64', hint: 'A JSON Web Key.' } })
  const jwk = (kid?: string) => JSON.stringify({ ...pair.publicKey.export({ format: 'jwk' }), ...(kid ? { kid } : {}) })
  const signing = JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), kid: 'k1' })
  const view = signedView({ provider: asymmetric, secret: signing, body: 'some body' })
  const verify = (...keys: string[]) =>
    verifyRequest(
      asymmetric,
      view,
      keys.map(key => secretOf(key, { role: 'public-key' })),
    )

  test('verifies with the public half, in JSON or PEM', () => {
    expect(verify(jwk('k1')).verdict).toBe('verified')
    expect(verify(jwk()).verdict).toBe('verified')
    expect(verify(pair.publicKey.export({ format: 'pem', type: 'spki' }).toString()).verdict).toBe('verified')
    expect(verifyRequest(asymmetric, { ...view, body: Buffer.from('x') }, [secretOf(jwk(), { role: 'public-key' })]).code).toBe(
      'body_altered',
    )
  })
  test('a key that is not here is named', () => {
    expect(verify(jwk('k2'))).toMatchObject({ code: 'unknown_key', explanation: expect.stringContaining('“k1”') })
    expect(verify(jwk('k2'), jwk('k1')).verdict).toBe('verified')
  })
  test('the public key is no secret to sign with', () => {
    const draft = { method: 'POST', url: 'https://x.test/', headers: [], body: new Uint8Array() }
    expect(signRequest(asymmetric, undefined, draft, jwk('k1'), { now: NOW, messageId: 'm' })).toMatchObject({ ok: false })
    const forged = tokenOf(good, { iat, body: HASH }, jwk('k1'))
    const request = viewOf({ headers: [['Authorization', `Bearer ${forged}`]] })
    expect(verifyRequest(asymmetric, request, [secretOf(jwk('k1'), { role: 'public-key' })]).code).toBe('malformed_header')
  })
})
