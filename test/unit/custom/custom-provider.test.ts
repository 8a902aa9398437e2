import { describe, expect, test } from 'vitest'
import { problemsOf } from '#domain/custom/check.ts'
import { type CustomProvider, type CustomScheme, providerOf } from '#domain/custom/custom-provider.ts'
import { draftFrom, fits } from '#domain/custom/start-from.ts'
import { flatHeaders } from '#domain/http/headers.ts'
import { requestView } from '#domain/http/request-view.ts'
import { newSecret, publicHalf } from '#domain/signature/new-secret.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { readTemplate, templateVariables } from '#domain/signature/template-check.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providers } from '#providers/index.ts'

const now = Date.UTC(2026, 10, 23)
const scheme: CustomScheme = {
  algorithm: 'hmac-sha256',
  key: { decode: 'utf8' },
  signature: { place: { in: 'header', names: ['X-Signature'] }, encoding: 'hex' },
  content: '{body}',
}
const shop = (over: Partial<CustomScheme> = {}, more: Partial<CustomProvider> = {}): CustomProvider => ({
  id: 'custom-shop',
  name: 'Shop',
  scheme: { ...scheme, ...over },
  eventId: { in: 'body', path: 'id' },
  eventType: null,
  ...more,
})
const header = (name: string) => ({ in: 'header', names: [name] }) as const

describe('problems are sentences at their field', () => {
  test.each<[string, CustomProvider, string, RegExp]>([
    ['no name', shop({}, { name: ' ' }), 'name', /Give the provider a name/],
    ['no header name', shop({ signature: { place: header(''), encoding: 'hex' } }), 'place', /name the header/],
    [
      'a header name that is none',
      shop({ signature: { place: header('X Sig'), encoding: 'hex' } }),
      'place',
      /“X Sig” is not a header name/,
    ],
    ['a path that is none', shop({}, { eventId: { in: 'body', path: 'a..b' } }), 'eventId', /separated by dots/],
    [
      'a field without what follows it',
      shop({ signature: { ...scheme.signature, field: 'v1' } }),
      'items',
      /separates “v1” from the signature/,
    ],
    [
      'a timestamp beside a signature that stands alone',
      shop({ timestamp: { at: { in: 'signature', field: 't' }, unit: 's', toleranceSeconds: 300 }, content: '{timestamp}{body}' }),
      'items',
      /needs both separators/,
    ],
    ['a timestamp that is signed and nowhere', shop({ content: '{timestamp}.{body}' }), 'timestamp', /enter where the timestamp is/],
    ['an id that is signed and nowhere', shop({ content: '{id}.{body}' }), 'messageId', /enter where the message id is/],
    ['a variable that is none', shop({ content: '{boddy}' }), 'content', /\{boddy\} is not a variable. Use one of body, timestamp/],
    ['a brace left open', shop({ content: '{body' }), 'content', /“\{body” is not a variable/],
    ['a header without its name', shop({ content: '{header}{body}' }), 'content', /write \{header:name\}/],
    ['a template that signs nothing', shop({ content: 'hello' }), 'content', /at least \{body\}/],
    ['a hash that anybody can compute', shop({ algorithm: 'sha256' }), 'content', /add \{secret\} to the template/],
    ['a public key as text', shop({ algorithm: 'ed25519' }), 'key', /choose hex or base64/],
  ])('%s', (_, draft, field, message) => {
    const found = problemsOf(draft)
    expect(found).toContainEqual({ field, level: 'error', message: expect.stringMatching(message) })
    for (const problem of found) expect(problem.message).toMatch(/^[A-Z{“].*\.$/s)
  })

  test('what is weak is warned of and not refused', () => {
    const replayable = shop({ timestamp: { at: header('X-Time'), unit: 's', toleranceSeconds: 300 }, content: '{method}{url}' })
    expect(problemsOf(replayable).map(({ level, field }) => [level, field])).toEqual([
      ['warning', 'content'],
      ['warning', 'timestamp'],
    ])
    expect(problemsOf(shop())).toEqual([])
  })
})

test('the variables are those that templates of the built-in providers use, and each is understood', () => {
  const contents = providers.flatMap(provider => provider.schemes.filter(({ token }) => !token).map(({ content }) => content))
  for (const content of contents) expect(readTemplate(content), content).toMatchObject({ ok: true })
  expect(Object.keys(templateVariables)).toEqual(expect.arrayContaining(['body', 'timestamp', 'header', 'form', 'crc32']))
})

test.each(providers.flatMap(provider => provider.schemes.filter(fits).map(found => [provider.name, provider, found] as const)))(
  'what was started from %s verifies what it signs, as its model does',
  (_, provider, model) => {
    const started = draftFrom(provider, model.id)
    if (!started.ok) throw new Error(started.why)
    expect(problemsOf(started.draft).filter(({ level }) => level === 'error')).toEqual([])
    if (model.unsignable) return
    const copy = providerOf({ ...started.draft, id: 'custom-copy' })
    const [own] = copy.schemes
    if (!own) throw new Error('It has a scheme.')
    const value = newSecret(provider, model.id, new Uint8Array(32).fill(7))
    const form = /\{(form|php:)/.test(model.content)
    const draft = {
      method: 'POST',
      url: 'https://example.com/hook',
      headers: flatHeaders([['Content-Type', form ? 'application/x-www-form-urlencoded' : 'application/json']]),
      body: new TextEncoder().encode(form ? 'a=1&b=2' : '{"id":"evt_1","timestamp":1795392000,"data":{"id":"d_1"}}'),
    }
    const signed = signRequest(copy, own.id, draft, value, { now, messageId: 'msg_1', mayRewrite: true })
    const original = signRequest(provider, model.id, draft, value, { now, messageId: 'msg_1', mayRewrite: true })
    expect(signed.ok).toBe(original.ok)
    if (!signed.ok || !original.ok) return
    expect(signed.headers.map(([name]) => name)).toEqual(original.headers.map(([name]) => name))
    const url = signed.url ?? draft.url
    const view = requestView(
      {
        method: 'POST',
        url,
        target: url.slice('https://example.com'.length),
        headers: [...draft.headers, ...flatHeaders(signed.headers)],
        body: signed.body ?? draft.body,
        receivedAt: now,
      },
      signed.body ?? draft.body,
    )
    const half = publicHalf(own, value) ?? value
    const secret = { id: 'sec_1', role: own.key.role, label: null, value: half, validUntil: null }
    expect(verifyRequest(copy, view, [secret])).toMatchObject({ verdict: 'verified' })
    const altered = { ...secret, id: 'sec_2', value: newSecret(provider, model.id, new Uint8Array(32).fill(9)) }
    const wrong = { ...altered, value: publicHalf(own, altered.value) ?? altered.value }
    expect(verifyRequest(copy, view, [wrong]).verdict).toBe('failed')
  },
)

test('what a form cannot show is refused as a start, with a sentence', () => {
  const jwt = providers.find(({ id }) => id === 'plaid')
  expect(jwt && draftFrom(jwt)).toEqual({ ok: false, why: 'How Plaid signs cannot be shown in a form. Start from another provider.' })
})
