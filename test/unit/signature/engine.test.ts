import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '#domain/http/headers.ts'
import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { publicHalf } from '#domain/signature/new-secret.ts'
import type { KeyFormat, Scheme } from '#domain/signature/scheme.ts'
import { newSecret, signRequest } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { NOW, provider, secretOf, signedView, viewOf } from './support.ts'

/** The engine's data model beyond the first providers: schemes of other vendors, with vectors that their SDKs agree on. */
const utf8: KeyFormat = { role: 'signing', decode: 'utf8', hint: 'Any text.' }
const body = '{"id":"evt_1","type":"demo.created","note":"café"}'
const url = 'https://example.ngrok.app/hooks/square'
const base: Scheme = {
  id: 'x',
  name: 'X',
  algorithm: 'hmac-sha256',
  key: utf8,
  signature: { place: header('x-signature'), encoding: 'base64' },
  content: '{body}',
}
const only = (scheme: Partial<Scheme>): Provider => ({ ...provider('github'), id: 'x', name: 'X', schemes: [{ ...base, ...scheme }] })
const hex = { place: header('x-signature'), encoding: 'hex' } as const
const milliseconds = { at: header('x-timestamp'), unit: 'ms', toleranceSeconds: 300 } as const

describe('schemes of other vendors', () => {
  test.each<[string, Partial<Scheme>, string, readonly HeaderPair[]]>([
    ['Square', { content: '{url}{body}' }, 'K6CuZkfi3UNTtCK82v2c78mMPEV1bT8sj7/hM8sga6k=', []],
    [
      'HubSpot v1',
      { algorithm: 'sha256', content: '{secret}{body}', signature: hex },
      '79014ffcb49d262c8def82b82634c1e9dc4c3c08f59e0e05c4855995fd7ea820',
      [],
    ],
    [
      'HubSpot v2',
      { algorithm: 'sha256', content: '{secret}{method}{url}{body}', signature: hex },
      '8962c2a449b54690dce4eed18fb569ea92443f470a413821321a5b7bf588ee54',
      [],
    ],
    [
      'HubSpot v3',
      { content: '{method}{url}{body}{timestamp}', timestamp: milliseconds },
      'UHkWavLMEuuMVA5wVfedt9W4IkG1Kk3Po/isXA1jK6Y=',
      [['x-timestamp', '1614265330000']],
    ],
    [
      'Box',
      { content: '{body}{header:box-delivery-timestamp}' },
      'TXCzL8mojTMxx9S+7VoBSwB6azBhMjrahD089Kw3WYY=',
      [['BOX-DELIVERY-TIMESTAMP', '2020-01-01T00:00:00-07:00']],
    ],
  ])('%s', (_, scheme, signature, headers) => {
    const view = viewOf({ headers: [...headers, ['X-Signature', signature]], body, url })
    expect(verifyRequest(only(scheme), view, [secretOf('shhh_test_secret')]).verdict).toBe('verified')
  })

  test('Adyen: a hex key over values of the body, absent ones empty', () => {
    const item = {
      pspReference: '7914073381342284',
      merchantAccountCode: 'TestMerchant',
      merchantReference: 'TestPayment-1407325143704',
      amount: { value: 1130, currency: 'EUR' },
      eventCode: 'AUTHORISATION',
      success: 'true',
      additionalData: { hmacSignature: 'coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=' },
    }
    const names = [
      'pspReference',
      'originalReference?',
      'merchantAccountCode',
      'merchantReference',
      'amount.value',
      'amount.currency',
      'eventCode',
      'success',
    ]
    const adyen = only({
      key: { ...utf8, decode: 'hex' },
      signature: { place: { in: 'body', path: 'additionalData.hmacSignature' }, encoding: 'base64' },
      content: names.map(name => `{body:${name}}`).join(':'),
    })
    const view = viewOf({ headers: [['content-type', 'application/json']], body: JSON.stringify(item) })
    const key = secretOf('44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056')
    expect(verifyRequest(adyen, view, [key]).verdict).toBe('verified')
    const { amount: _, ...without } = item
    const lacking = viewOf({ headers: [['content-type', 'application/json']], body: JSON.stringify(without) })
    expect(verifyRequest(adyen, lacking, [key])).toMatchObject({ code: 'missing_header' })
    const signed = signRequest(adyen, 'x', { method: 'POST', url, headers: [], body: view.body }, key, { now: NOW, messageId: 'a' })
    expect(signed).toMatchObject({ ok: false, reason: expect.stringContaining('inside the body') })
  })

  test('a token is compared, with its prefix', () => {
    const gitlab = only({
      algorithm: 'token',
      content: '',
      signature: { place: header('authorization'), prefix: 'Bearer ', encoding: 'hex' },
    })
    const key = secretOf('tök en')
    const view = signedView({ provider: gitlab, secret: key.value, body })
    expect(view.headers[1]?.startsWith('Bearer ')).toBe(true)
    expect(verifyRequest(gitlab, view, [key]).verdict).toBe('verified')
    expect(verifyRequest(gitlab, view, [secretOf('tök ens')]).code).toBe('signature_mismatch')
    expect(verifyRequest(gitlab, viewOf({ headers: [['Authorization', key.value]] }), [key]).code).toBe('malformed_header')
  })

  test('basic credentials', () => {
    const basic = only({
      algorithm: 'basic',
      content: '',
      signature: { place: header('authorization'), prefix: 'Basic ', encoding: 'base64' },
    })
    const view = viewOf({ headers: [['authorization', `basic ${Buffer.from('me:pässword').toString('base64')}`]] })
    expect(verifyRequest(basic, view, [secretOf('me:pässword')]).verdict).toBe('verified')
    expect(verifyRequest(basic, view, [secretOf('me:password')]).verdict).toBe('failed')
  })

  test('any of numbered headers', () => {
    const docusign = only({ signature: { place: { in: 'header', names: ['X-DocuSign-Signature-*'], each: true }, encoding: 'base64' } })
    const right = 'AL7z4GLlZfHTHrDjFomGHZRcPPhPBqtuO+K2bIZRTec='
    const headers: HeaderPair[] = [
      ['x-docusign-signature-1', right.replace('A', 'B')],
      ['X-DocuSign-Signature-2', right],
    ]
    expect(verifyRequest(docusign, viewOf({ headers, body }), [secretOf('shhh_test_secret')]).verdict).toBe('verified')
    const signed = signedView({ provider: docusign, secret: 'shhh_test_secret', body })
    expect(signed.headers).toEqual(['X-DocuSign-Signature-1', right])
  })

  test('query and form places', () => {
    const query = only({ algorithm: 'token', content: '', signature: { place: { in: 'query', name: 'secret' }, encoding: 'hex' } })
    expect(verifyRequest(query, viewOf({ url: 'https://x.test/a?b=1&secret=s%C3%A9' }), [secretOf('sé')]).verdict).toBe('verified')
    const form = only({ algorithm: 'token', content: '', signature: { place: { in: 'body', path: 'token' }, encoding: 'hex' } })
    const headers: HeaderPair[] = [['content-type', 'application/x-www-form-urlencoded']]
    expect(verifyRequest(form, viewOf({ headers, body: 'a=b&token=s%C3%A9' }), [secretOf('sé')]).verdict).toBe('verified')
  })
})

describe('algorithms', () => {
  test.each(['hmac-sha1', 'hmac-sha256', 'hmac-sha384', 'hmac-sha512'] as const)('%s signs and verifies', algorithm => {
    const x = only({
      algorithm,
      content: '{id}\n{timestamp}\n{method} {target}\n{path}\n{body}',
      messageId: header('x-id'),
      timestamp: milliseconds,
    })
    const key = secretOf('a secret')
    const view = signedView({ provider: x, secret: key.value, body, url: 'https://x.test/a/b?c=d' })
    expect(verifyRequest(x, view, [key]).verdict).toBe('verified')
    for (const changed of [{ method: 'PUT' }, { target: '/a/b?c=e' }, { body: new Uint8Array(3) }]) {
      expect(verifyRequest(x, { ...view, ...changed }, [key]).code).toBe('signature_mismatch')
    }
  })

  const keys = {
    ed25519: generateKeyPairSync('ed25519'),
    'ecdsa-p256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  }
  test.each(['ed25519', 'ecdsa-p256', 'rsa-sha1', 'rsa-sha256', 'rsa-sha512'] as const)(
    '%s signs with one key and verifies with the other',
    algorithm => {
      const pair = keys[algorithm.startsWith('rsa') ? 'rsa' : (algorithm as 'ed25519' | 'ecdsa-p256')]
      const x = only({
        algorithm,
        key: { role: 'public-key', decode: 'base64', hint: 'DER.' },
        content: '{timestamp}{body}',
        timestamp: milliseconds,
      })
      const view = signedView({ provider: x, secret: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), body })
      const der = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
      const pem = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString()
      for (const value of [der, pem]) expect(verifyRequest(x, view, [secretOf(value, { role: 'public-key' })]).verdict).toBe('verified')
      const wrongKind = keys[algorithm.startsWith('rsa') ? 'ed25519' : 'rsa'].publicKey.export({ format: 'pem', type: 'spki' }).toString()
      expect(verifyRequest(x, view, [secretOf(wrongKind, { role: 'public-key' })]).code).toBe('wrong_secret_format')
      expect(verifyRequest(x, { ...view, body: Buffer.from('x') }, [secretOf(pem, { role: 'public-key' })]).code).toBe('signature_mismatch')
    },
  )

  test('a new key pair of each kind works', () => {
    for (const algorithm of ['ed25519', 'ecdsa-p256', 'rsa-sha256'] as const) {
      const x = only({ algorithm, key: { role: 'public-key', decode: 'hex', hint: 'Hex.' } })
      const made = newSecret(x, 'x', new Uint8Array(32).fill(9))
      const scheme = x.schemes[0]
      const half = scheme ? publicHalf(scheme, made) : null
      const view = signedView({ provider: x, secret: made, body })
      expect(verifyRequest(x, view, [secretOf(half ?? '', { role: 'public-key' })]).verdict).toBe('verified')
    }
  })
})

describe('signing', () => {
  const draft = { method: 'POST', url, headers: [], body: Buffer.from(body) }
  const at = { now: NOW, messageId: 'msg_1' }
  test('refuses in a sentence what it cannot do', () => {
    const refusals = [
      signRequest(provider('github'), 'md5', draft, 'x', at),
      signRequest({ ...provider('github'), schemes: [] }, undefined, draft, 'x', at),
      signRequest(provider('standard-webhooks'), 'v1', draft, 'not base64!', at),
      signRequest(provider('standard-webhooks'), 'v1', draft, 'whsec_c2hoaA==', { now: NOW, messageId: 'a\r\nb' }),
      signRequest(provider('standard-webhooks'), 'v1', draft, 'whsec_c2hoaA==', { now: NOW, messageId: '' }),
      signRequest(only({ content: '{body}{header:x-absent}' }), 'x', draft, 'x', at),
      signRequest(only({ algorithm: 'token', content: '' }), 'x', draft, 'a\nb', at),
    ]
    for (const refusal of refusals) expect(refusal).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) })
  })
  test('new secrets have the scheme’s own format', () => {
    const bytes = new Uint8Array(32).fill(255)
    expect(newSecret(provider('github'), 'sha256', bytes)).toBe('ff'.repeat(32))
    expect(newSecret(provider('stripe'), undefined, bytes)).toBe(`whsec_${'ff'.repeat(32)}`)
    expect(newSecret(provider('standard-webhooks'), 'v1', bytes)).toBe(`whsec_${'/'.repeat(42)}8=`)
    expect(newSecret(provider('standard-webhooks'), 'v1a', bytes)).toMatch(/^whsk_[A-Za-z0-9+/]{86}==$/)
  })
})
