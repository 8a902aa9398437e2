import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '#domain/http/headers.ts'
import type { Provider } from '#domain/provider.ts'
import type { Secret } from '#domain/secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { NOW, provider, secretOf, signedView, viewOf } from './support.ts'

const github = provider('github')
const stripe = provider('stripe')
const slack = provider('slack')
const standard = provider('standard-webhooks')
const HEX = '00bef3e062e565f1d31eb0e31689861d945c3cf84f06ab6e3be2b66c86514de7'
const BASE64 = 'AL7z4GLlZfHTHrDjFomGHZRcPPhPBqtuO+K2bIZRTec='
const body = '{"id":"evt_1","type":"demo.created","note":"café"}'
const secret = secretOf('shhh_test_secret')

describe('nothing to verify with', () => {
  test.each<[string, Provider | null, readonly Secret[], string]>([
    ['no provider', null, [secret], 'unconfigured'],
    ['no secret', github, [], 'unconfigured'],
    ['a secret of another role', github, [secretOf('x', { role: 'verify-token' })], 'unconfigured'],
    ['a secret that has ended', github, [secretOf('x', { validUntil: NOW })], 'unconfigured'],
    ['a provider that signs nothing', { ...github, schemes: [] }, [secret], 'unsigned'],
  ])('%s', (_, definition, secrets, verdict) => {
    const result = verifyRequest(definition, viewOf({ headers: [['X-Hub-Signature-256', `sha256=${HEX}`]], body }), secrets)
    expect(result).toMatchObject({ verdict, code: null, secretId: null, checks: [] })
    expect(result.explanation).toMatch(/\.$/)
  })

  test('a scheme that the provider does not have', () => {
    expect(verifyRequest(github, viewOf({ body }), [secret], { scheme: 'md5' })).toMatchObject({ verdict: 'unconfigured', scheme: null })
  })
})

describe('headers that are missing or malformed', () => {
  const hex = `sha256=${HEX}`
  const stripeItem = '181cf6eec8e23d0352984a151f47f7417515dd2d6c03d578a2f7ee1cbf046e27'
  test.each<[string, Provider, string, readonly HeaderPair[]]>([
    ['no header', github, 'missing_header', []],
    ['empty', github, 'malformed_header', [['X-Hub-Signature-256', '']]],
    ['no prefix', github, 'malformed_header', [['X-Hub-Signature-256', HEX]]],
    ['another prefix', github, 'malformed_header', [['X-Hub-Signature-256', `sha1=${HEX}`]]],
    ['prefix only', github, 'malformed_header', [['X-Hub-Signature-256', 'sha256=']]],
    ['odd hex', github, 'malformed_header', [['X-Hub-Signature-256', hex.slice(0, -1)]]],
    ['short hex', github, 'malformed_header', [['X-Hub-Signature-256', hex.slice(0, -2)]]],
    ['long hex', github, 'malformed_header', [['X-Hub-Signature-256', `${hex}00`]]],
    ['not hex', github, 'malformed_header', [['X-Hub-Signature-256', `${hex.slice(0, -1)}g`]]],
    ['space inside', github, 'malformed_header', [['X-Hub-Signature-256', `sha256= ${HEX}`]]],
    ['no timestamp', stripe, 'malformed_header', [['Stripe-Signature', `v1=${stripeItem}`]]],
    ['two timestamps', stripe, 'malformed_header', [['Stripe-Signature', `t=1614265330,t=1614265330,v1=${stripeItem}`]]],
    [
      'two headers, two timestamps',
      stripe,
      'malformed_header',
      [
        ['Stripe-Signature', `t=1,v1=${stripeItem}`],
        ['Stripe-Signature', `t=1614265330,v1=${stripeItem}`],
      ],
    ],
    ['a date as timestamp', stripe, 'malformed_header', [['Stripe-Signature', `t=2021-02-25,v1=${stripeItem}`]]],
    ['a signed timestamp', stripe, 'malformed_header', [['Stripe-Signature', `t=+1614265330,v1=${stripeItem}`]]],
    ['a timestamp with a fraction', stripe, 'malformed_header', [['Stripe-Signature', `t=1614265330.5,v1=${stripeItem}`]]],
    ['an endless timestamp', stripe, 'malformed_header', [['Stripe-Signature', `t=${'9'.repeat(400)},v1=${stripeItem}`]]],
    ['v0 only', stripe, 'malformed_header', [['Stripe-Signature', `t=1614265330,v0=${stripeItem}`]]],
    ['too many signatures', stripe, 'malformed_header', [['Stripe-Signature', `t=1614265330${`,v1=${stripeItem}`.repeat(33)}`]]],
    ['separators only', stripe, 'malformed_header', [['Stripe-Signature', ',,,===,,,']]],
    ['no timestamp header', slack, 'missing_header', [['X-Slack-Signature', `v0=${HEX}`]]],
    [
      'two timestamp headers',
      slack,
      'malformed_header',
      [
        ['X-Slack-Signature', `v0=${HEX}`],
        ['X-Slack-Request-Timestamp', '1'],
        ['X-Slack-Request-Timestamp', '2'],
      ],
    ],
    [
      'empty timestamp',
      slack,
      'malformed_header',
      [
        ['X-Slack-Signature', `v0=${HEX}`],
        ['X-Slack-Request-Timestamp', ''],
      ],
    ],
    [
      'no id',
      standard,
      'missing_header',
      [
        ['webhook-signature', `v1,${BASE64}`],
        ['webhook-timestamp', '1614265330'],
      ],
    ],
    [
      'an unknown version',
      standard,
      'malformed_header',
      [
        ['webhook-signature', `v9,${BASE64}`],
        ['webhook-timestamp', '1614265330'],
        ['webhook-id', 'a'],
      ],
    ],
  ])('%s', (_, definition, code, headers) => {
    const key = definition === standard ? secretOf('whsec_c2hoaA==') : secret
    const result = verifyRequest(definition, viewOf({ headers, body }), [key])
    expect(result).toMatchObject({ verdict: 'failed', code })
    expect(result.explanation).toMatch(/\.$/)
    expect(result.checks.at(-1)?.ok).toBe(false)
  })
})

describe('spelling of a signature', () => {
  const shopify = provider('shopify')
  const verdictOf = (value: string) => {
    const { verdict, code } = verifyRequest(shopify, viewOf({ headers: [['x-shopify-hmac-sha256', value]], body }), [secret])
    return code ?? verdict
  }
  test('canonical base64 only', () => {
    expect(verdictOf(BASE64)).toBe('verified')
    // The last character before the padding carries two bits that decode to nothing: four spellings of the same bytes.
    expect(verdictOf(BASE64.replace('c=', 'd='))).toBe('malformed_header')
    expect(verdictOf(BASE64.replace('=', ''))).toBe('malformed_header')
    expect(verdictOf(`${BASE64}=`)).toBe('malformed_header')
    expect(verdictOf(`${BASE64.slice(0, 10)} ${BASE64.slice(10)}`)).toBe('malformed_header')
    expect(verdictOf(BASE64.replace('+', '-'))).toBe('malformed_header')
    expect(verdictOf(Buffer.from(BASE64, 'base64').toString('hex'))).toBe('malformed_header')
  })
  test('hex in any letter case', () => {
    const headers: HeaderPair[] = [['x-HUB-signature-256', `sha256=${HEX.toUpperCase()}`]]
    expect(verifyRequest(github, viewOf({ headers, body }), [secret]).verdict).toBe('verified')
  })
})

describe('time', () => {
  const sent = signedView({ provider: stripe, secret: secret.value, body })
  test.each([
    [0, null],
    [300_000, null],
    [300_001, 'timestamp_too_old'],
    [86_400_000, 'timestamp_too_old'],
    [-300_000, null],
    [-300_001, 'timestamp_in_future'],
    [-86_400_000, 'timestamp_in_future'],
  ])('arrived %i ms after it was signed', (later, code) => {
    const result = verifyRequest(stripe, { ...sent, receivedAt: NOW + later }, [secret])
    expect(result).toMatchObject({ code, secretId: secret.id })
    const when = later > 0 ? 'It was signed .* before it arrived' : 'Its timestamp is .* after its arrival'
    if (code) expect(result.explanation).toMatch(new RegExp(`^The signature itself is valid\\. ${when}; the tolerance is 5 minutes\\.$`))
  })
  test('is measured against the arrival, or a time that is given', () => {
    expect(verifyRequest(stripe, sent, [secret], { at: NOW + 301_000 }).code).toBe('timestamp_too_old')
    expect(verifyRequest(stripe, { ...sent, receivedAt: NOW + 301_000 }, [secret], { at: NOW }).verdict).toBe('verified')
  })
  test('a forged signature is a mismatch, however old', () => {
    expect(verifyRequest(stripe, { ...sent, receivedAt: NOW + 9e9 }, [secretOf('whsec_other')]).code).toBe('signature_mismatch')
  })
})

describe('several secrets', () => {
  const old = secretOf('whsec_old', { label: 'old', validUntil: NOW + 1 })
  const fresh = secretOf('whsec_new', { label: 'new' })
  const sent = signedView({ provider: stripe, secret: old.value, body })
  test('any valid one verifies, and the result says which', () => {
    const result = verifyRequest(stripe, sent, [fresh, old])
    expect(result).toMatchObject({ verdict: 'verified', secretId: old.id })
    expect(result.explanation).toContain('“old”')
  })
  test('one that has ended verifies nothing any more', () => {
    expect(verifyRequest(stripe, { ...sent, receivedAt: NOW + 1 }, [fresh, old]).code).toBe('signature_mismatch')
  })
  test('one in a wrong format does not spoil the others; alone it is the reason', () => {
    const bad = secretOf('not base64 at all')
    const good = secretOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    const view = signedView({ provider: standard, secret: good.value, body })
    expect(verifyRequest(standard, view, [bad, good])).toMatchObject({ verdict: 'verified', secretId: good.id })
    expect(verifyRequest(standard, view, [bad])).toMatchObject({ verdict: 'failed', code: 'wrong_secret_format' })
  })
  test('several signatures: any right one counts', () => {
    const headers = [...sent.headers]
    headers[1] = `${headers[1]},v1=${'0'.repeat(64)},v1=zz,v0=${'1'.repeat(64)}`
    expect(verifyRequest(stripe, { ...sent, headers }, [old]).verdict).toBe('verified')
  })
})

describe('legacy schemes', () => {
  const sha1 = signedView({ provider: github, scheme: 'sha1', secret: secret.value, body })
  test('are tried when the new signature is absent', () => {
    expect(verifyRequest(github, sha1, [secret])).toMatchObject({ verdict: 'verified', scheme: 'sha1' })
  })
  test('do not save a broken new signature', () => {
    const headers = [...sha1.headers, 'X-Hub-Signature-256', `sha256=${'0'.repeat(64)}`]
    expect(verifyRequest(github, { ...sha1, headers }, [secret])).toMatchObject({ code: 'signature_mismatch', scheme: 'sha256' })
    const malformed = [...sha1.headers, 'X-Hub-Signature-256', 'sha256=']
    expect(verifyRequest(github, { ...sha1, headers: malformed }, [secret]).code).toBe('malformed_header')
  })
  test('do not count when the Source names another', () => {
    expect(verifyRequest(github, sha1, [secret], { scheme: 'sha256' })).toMatchObject({ code: 'missing_header', scheme: 'sha256' })
  })
})

test('no text gives away the expected signature or a secret', () => {
  const view = viewOf({ headers: [['X-Hub-Signature-256', `sha256=${'0'.repeat(64)}`]], body })
  const text = JSON.stringify(verifyRequest(github, view, [secret]))
  expect(text).not.toContain(HEX.slice(0, 8))
  expect(text).not.toContain(BASE64.slice(0, 8))
  expect(text).not.toContain(secret.value)
})

test('bytes are verified as they came: binary, invalid UTF-8, empty', () => {
  for (const bytes of [Uint8Array.from([0xff, 0x00, 0xc3]), new Uint8Array(), Buffer.from('a\r\nb')]) {
    expect(verifyRequest(github, signedView({ provider: github, secret: secret.value, body: bytes }), [secret]).verdict).toBe('verified')
  }
})
