import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { flatHeaders, type HeaderPair, headerValue } from '#domain/http/headers.ts'
import { type RequestView, requestView } from '#domain/http/request-view.ts'
import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { explainFailure } from '#domain/signature/explain.ts'
import { duration } from '#domain/signature/texts.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { NOW, provider, secretOf, signedView } from './support.ts'

const github = provider('github')
const stripe = provider('stripe')
const standard = provider('standard-webhooks')
const secret = secretOf('shhh_test_secret')
const json: HeaderPair[] = [['Content-Type', 'application/json']]

/** Signs one body and delivers another. */
function altered(signed: string | Uint8Array, received: string | Uint8Array, headers = json): RequestView {
  const view = signedView({ provider: github, secret: secret.value, body: signed, headers })
  return { ...view, body: typeof received === 'string' ? Buffer.from(received) : received }
}
function explain(
  definition: Provider,
  view: RequestView,
  secrets = [secret],
  others = [{ sourceName: 'none', secrets: [secretOf('zzz')] }],
) {
  expect(verifyRequest(definition, view, secrets).verdict).toBe('failed')
  return explainFailure(definition, view, secrets, others)
}

const STANDARD = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const signatureOf = (view: RequestView) => headerValue(view.headers, 'webhook-signature')?.split(',')[1] ?? ''

describe('the body was rewritten', () => {
  const value = { id: 'evt_1', url: 'https://x.test/é', n: 1, list: [1, { a: null }] }
  const compact = JSON.stringify(value)
  const ascii = compact.replace('é', '\\u00e9')
  const spaced = '{"id": "evt_1", "url": "https://x.test/é", "n": 1, "list": [1, {"a": null}]}'
  const form: HeaderPair[] = [['Content-Type', 'application/x-www-form-urlencoded']]
  test.each<[string, string | Uint8Array, string | Uint8Array, HeaderPair[]?]>([
    ['json-compact', compact, JSON.stringify(value, null, 2)],
    ['json-compact', '{"n":1.0,"s":"a b"}', '{ "n": 1.0, "s": "a b" }'],
    ['json-pretty', JSON.stringify(value, null, 2), compact],
    ['json-pretty', JSON.stringify(value, null, 4), compact],
    ['json-pretty', JSON.stringify(value, null, '\t'), compact],
    ['json-pretty', `${JSON.stringify(value, null, 2)}\n`, compact],
    ['json-spaced', spaced, compact],
    ['json-spaced', spaced.replace('é', '\\u00e9'), compact],
    ['json-compact-ascii', ascii, spaced],
    ['json-compact-ascii', ascii, JSON.stringify(value, null, 2)],
    ['json-escaped-slashes', compact.replaceAll('/', '\\/'), compact],
    ['json-escaped-slashes', ascii.replaceAll('/', '\\/'), compact],
    ['json-escaped-ascii', `${ascii} `, `${compact} `],
    ['json-sorted', '{"a":1,"b":{"c":2,"d":3}}', '{"b":{"d":3,"c":2},"a":1}'],
    ['line-ends-lf', 'a\nb\n', 'a\r\nb\r\n'],
    ['line-ends-crlf', 'a\r\nb\r\n', 'a\nb\n'],
    ['newline-removed', 'a b', 'a b\n'],
    ['newline-removed', compact, `${compact}\n`],
    ['newline-removed', JSON.stringify(value, null, 2), `${JSON.stringify(value, null, 2)}\r\n`],
    ['newline-added', `${compact}\n`, compact],
    ['newline-added', 'a b\n', 'a b'],
    ['newline-added', 'a b\r\n', 'a b'],
    ['trimmed', 'a b', '  a b \t'],
    ['form-reencoded', 'a=b+c&d=%2F', 'a=b%20c&d=/', form],
    ['form-reencoded', 'a=b%20c', 'a=b+c', form],
    ['utf8-to-latin1', Buffer.from('café', 'latin1'), 'café'],
    ['latin1-to-utf8', 'café', Buffer.from('café', 'latin1')],
    ['bom-removed', 'x', '\ufeffx'],
    ['bom-added', '\ufeffx', 'x'],
    ['body-empty', '', 'anything'],
  ])('%s: signed %j, received %j', (variant, signed, received, headers = json) => {
    const found = explain(github, altered(signed, received, headers))
    expect(found?.variant).toBe(variant)
    expect(found?.explanation).toMatch(/^The signature matches .*\.$/)
  })

  test('says it in a sentence', () => {
    const found = explain(github, altered(compact, JSON.stringify(value, null, 2)))
    expect(found?.explanation).toBe(
      'The signature matches if the body is re-serialised without spaces: something between the provider and you parsed and rewrote the JSON.',
    )
  })

  test('a changed value has no explanation', () => {
    expect(explain(github, altered(compact, compact.replace('evt_1', 'evt_2')))).toBeNull()
  })
  test('deep JSON and long bodies are survived', () => {
    expect(explain(github, altered('x', '['.repeat(200_000) + ']'.repeat(200_000)))).toBeNull()
    expect(explain(github, altered('x', `"${'a'.repeat(1_900_000)}"`))).toBeNull()
    expect(explain(github, altered('x', new Uint8Array(3_000_000)))).toBeNull()
  })
})

describe('the secret is another', () => {
  const raw = Buffer.from('0123456789abcdef0123456789abcdef')
  const sentWith = (definition: Provider, text: string) => signedView({ provider: definition, secret: text, body: '{}' })
  test.each<[string, Provider, string, string]>([
    ['secret-trimmed', stripe, 'whsec_abc', ' whsec_abc\n'],
    ['secret-trimmed', standard, `whsec_${raw.toString('base64')}`, `whsec_${raw.toString('base64')} `],
    ['secret-unquoted', github, 'abc', '"abc"'],
    ['secret-with-prefix', stripe, 'whsec_abc', 'abc'],
    ['secret-without-prefix', stripe, 'abc', 'whsec_abc'],
    ['secret-from-base64', github, raw.toString('utf8'), raw.toString('base64')],
    ['secret-from-base64', github, raw.toString('utf8'), raw.toString('base64url')],
    ['secret-from-base64', stripe, raw.toString('utf8'), `whsec_${raw.toString('base64')}`],
    ['secret-from-hex', github, raw.toString('utf8'), raw.toString('hex')],
    ['secret-as-text', standard, `whsec_${Buffer.from('polar_plain').toString('base64')}`, 'polar_plain'],
    ['secret-as-text', standard, `whsec_${Buffer.from('whsec_abcd').toString('base64')}`, 'whsec_abcd'],
    ['secret-as-text', standard, `whsec_${Buffer.from('abcd').toString('base64')}`, 'whsec_abcd'],
  ])('%s (%#)', (variant, definition, used, configured) => {
    const found = explain(definition, sentWith(definition, used), [secretOf(configured)])
    expect(found?.variant).toBe(variant)
    expect(found?.explanation).not.toContain(configured)
    expect(found?.explanation).not.toContain(used)
  })

  test('one that has ended', () => {
    const ended = secretOf('whsec_old', { label: 'old', validUntil: NOW - 1 })
    const found = explain(stripe, sentWith(stripe, 'whsec_old'), [secretOf('whsec_new'), ended])
    expect(found).toMatchObject({ variant: 'secret-ended', explanation: expect.stringContaining('“old”, which expired on 2021-02-25') })
  })
  test('that of another Source', () => {
    const others = [
      { sourceName: 'a', secrets: [secretOf('no')] },
      { sourceName: 'stripe-live', secrets: [secretOf('whsec_live')] },
    ]
    const found = explain(stripe, sentWith(stripe, 'whsec_live'), [secretOf('whsec_test')], others)
    expect(found).toMatchObject({ variant: 'other-source', explanation: expect.stringContaining('secret of the source “stripe-live”') })
  })
  test('the provider’s public test secret', () => {
    const zendesk = provider('zendesk')
    const known = zendesk.schemes[0]?.testSecret ?? ''
    const view = signedView({ provider: zendesk, secret: known, body: '{}' })
    expect(explain(zendesk, view, [secretOf('our own')])).toMatchObject({
      variant: 'test-secret',
      explanation: expect.stringContaining('the provider’s test secret'),
    })
    expect(explain(zendesk, signedView({ provider: zendesk, secret: 'another', body: '{}' }), [secretOf('our own')])).toBeNull()
  })
  test('a wrong token is explained too', () => {
    const scheme = {
      id: 't',
      name: 'T',
      algorithm: 'token',
      content: '',
      signature: { place: header('x-token'), encoding: 'hex' },
    } as const
    const token: Provider = { ...github, schemes: [{ ...scheme, key: { role: 'signing', decode: 'utf8', hint: 'Any text.' } }] }
    expect(explain(token, sentWith(token, 'abc'), [secretOf('abc ')])?.variant).toBe('secret-trimmed')
    expect(explain(token, sentWith(token, 'abc'), [secretOf('abd')])).toBeNull()
  })
})

describe('time', () => {
  test.each([
    [600_000, 'delayed in transit'],
    [-600_000, 'One of the two clocks'],
  ])('only the tolerance, %i ms late', (later, text) => {
    const view = { ...signedView({ provider: stripe, secret: secret.value, body: '{}' }), receivedAt: NOW + later }
    const found = explain(stripe, view)
    expect(found?.variant).toBe('timestamp-tolerance')
    expect(found?.explanation).toContain('10 minutes')
    expect(found?.explanation).toContain(text)
  })
  test('a timestamp in the other unit', () => {
    const view = signedView({ provider: stripe, secret: secret.value, body: '{}', signedAt: NOW * 1000 })
    expect(explain(stripe, view)).toMatchObject({ variant: 'timestamp-unit', explanation: expect.stringContaining('in milliseconds') })
  })
  test.each([
    ['timestamp-milliseconds', '1614265330000', '1614265330'],
    ['timestamp-seconds', '1614265', '1614265330'],
  ])('%s: signed for %s, sent as %s', (variant, signed, sent) => {
    const view = signedView({ provider: stripe, secret: secret.value, body: '{}', signedAt: Number(signed) * 1000 })
    const headers = view.headers.map(text => text.replace(`t=${signed},`, `t=${sent},`))
    expect(explain(stripe, { ...view, headers })?.variant).toBe(variant)
  })
})

describe('the URL', () => {
  const square: Provider = {
    ...github,
    schemes: [
      {
        id: 's',
        name: 'S',
        algorithm: 'hmac-sha256',
        key: { role: 'signing', decode: 'utf8', hint: 'Any text.' },
        signature: { place: header('x-sig'), encoding: 'base64' },
        content: '{url}{body}',
      },
    ],
  }
  test.each([
    ['url-scheme', 'https://a.test/h?q=1', 'http://a.test/h?q=1', 'https:// instead of http://'],
    ['url-scheme', 'http://a.test/h', 'https://a.test/h', 'http:// instead of https://'],
    ['url-host', 'https://public.test/h', 'https://127.0.0.1:4400/h', 'the host public.test'],
    ['url-host', 'https://public.test/h', 'http://127.0.0.1:4400/h', 'https:// and the host public.test'],
    ['url-port', 'https://a.test/h', 'https://a.test:443/h', 'without its port'],
    ['url-port', 'https://a.test:443/h', 'https://a.test/h', 'the port 443'],
    ['url-slash', 'https://a.test/h/', 'https://a.test/h', 'a slash'],
    ['url-slash', 'https://a.test/h', 'https://a.test/h/', 'no slash'],
    ['url-query', 'https://a.test/h', 'https://a.test/h?q=1', 'no query'],
  ])('%s: signed %s, seen as %s', (variant, signed, seen, words) => {
    const headers: HeaderPair[] = [['X-Forwarded-Host', 'public.test']]
    const view = signedView({ provider: square, secret: secret.value, body: '{}', url: signed, headers })
    const found = explain(square, { ...view, url: seen })
    expect(found).toMatchObject({ variant, explanation: expect.stringContaining(words) })
  })
})

describe('how it is written', () => {
  const digest = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
  const key = [secretOf("It's a Secret to Everybody")]
  const with256 = (value: string) => {
    const headers = flatHeaders([['X-Hub-Signature-256', value]])
    return { ...altered('', 'Hello, World!'), headers }
  }
  test('in another encoding', () => {
    const found = explain(github, with256(`sha256=${Buffer.from(digest, 'hex').toString('base64')}`), key)
    expect(found).toMatchObject({ variant: 'signature-encoding', explanation: expect.stringContaining('encoded as base64') })
  })
  test('without its prefix', () => {
    expect(explain(github, with256(digest), key)).toMatchObject({
      variant: 'signature-prefix',
      explanation: expect.stringContaining('“sha256=”'),
    })
  })
  test('by another scheme of the provider', () => {
    const sha1 = signedView({ provider: github, scheme: 'sha1', secret: secret.value, body: '{}' })
    expect(explainFailure(github, sha1, [secret], [], { scheme: 'sha256' })).toMatchObject({ variant: 'other-scheme' })
    const both = { ...sha1, headers: [...sha1.headers, 'X-Hub-Signature-256', `sha256=${'0'.repeat(64)}`] }
    expect(explain(github, both)?.variant).toBe('other-scheme')
  })
})

test('nothing is explained where nothing failed', () => {
  const view = signedView({ provider: github, secret: secret.value, body: '{}' })
  expect(explainFailure(github, view, [secret], [])).toBeNull()
  expect(explainFailure(github, view, [], [{ sourceName: 'x', secrets: [secret] }])).toBeNull()
  expect(explainFailure(null, view, [secret], [])).toBeNull()
})

describe('how it was written', () => {
  const body = '{"a":1}'
  const view = signedView({ provider: standard, secret: STANDARD, body, headers: json })
  const written = (change: (value: string) => string): RequestView => {
    const headers = view.headers.map((text, i) => (view.headers[i - 1]?.toLowerCase() === 'webhook-signature' ? change(text) : text))
    return { ...view, headers }
  }

  test('base64 without its padding is not called base64url', () => {
    const found = explain(
      standard,
      written(text => text.replace(/=+$/, '')),
      [secretOf(STANDARD)],
    )
    expect(found).toMatchObject({ variant: 'signature-padding', explanation: expect.stringContaining('padding') })
  })

  test('base64url still is', () => {
    // Until there is a character by which the two can be told apart.
    let made = view
    for (let i = 0; !/[+/]/.test(signatureOf(made)); i++)
      made = signedView({ provider: standard, secret: STANDARD, body: `${i}`, headers: json })
    const url = (text: string) =>
      text
        .replaceAll('+', '-')
        .replaceAll(/(?<=,.*)\//g, '_')
        .replace(/=+$/, '')
    const headers = made.headers.map((text, i) => (made.headers[i - 1]?.toLowerCase() === 'webhook-signature' ? url(text) : text))
    expect(explain(standard, { ...made, headers }, [secretOf(STANDARD)])).toMatchObject({ variant: 'signature-encoding' })
  })

  test.each([
    ['v1,AA==', 'a signature of 1 byte instead of 32'],
    ['v1,AAAA', 'a signature of 3 bytes instead of 32'],
  ])('%s is %s', (text, told) => {
    expect(
      verifyRequest(
        standard,
        written(() => text),
        [secretOf(STANDARD)],
      ).explanation,
    ).toContain(told)
  })
})

test('a body that was signed before it was compressed', () => {
  const text = '{"hello":"world"}'
  const view = signedView({ provider: github, secret: secret.value, body: text, headers: json })
  const zipped = gzipSync(text)
  const headers = [...view.headers, 'Content-Encoding', 'gzip']
  const sent = requestView({ ...view, headers, body: zipped }, Buffer.from(text))
  expect(explain(github, sent)).toMatchObject({ variant: 'body-decompressed', explanation: expect.stringContaining('gzip') })
  // Not where nothing was undone: then it is the body itself.
  expect(requestView({ ...view, headers: view.headers }).content).toBeUndefined()
})

test.each([
  [3_599_600, '1 hour'],
  [3_600_000, '1 hour'],
  [-3_599_001, '1 hour'],
  [90 * 60_000, '90 minutes'],
  [5.5 * 3_600_000, '5.5 hours'],
  [2 * 3_600_000 + 9000, '2 hours'],
  [119_700, '2 minutes'],
  [61_000, '61 seconds'],
  [300_000, '5 minutes'],
  [47.6 * 3_600_000, '2 days'],
  [999, '1 second'],
])('%i ms are %s to a person', (ms, text) => expect(duration(ms)).toBe(text))
