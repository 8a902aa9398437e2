import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type HeaderPair, withHeaders } from '#domain/http/headers.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providers } from '#providers/index.ts'
import { provider, secretOf, viewOf } from '../signature/support.ts'
import type { Vector } from './vector.ts'

const folder = new URL('./vectors/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.ts'))
const all = new Map<string, readonly Vector[]>()
for (const file of files) {
  const { vectors } = (await import(new URL(file, folder).pathname)) as { vectors: readonly Vector[] }
  all.set(file.replace(/\.ts$/, ''), vectors)
}

test('every provider that signs has vectors, for its preferred scheme at least, and nobody else has', () => {
  const signing = providers.filter(({ schemes }) => schemes.length > 0)
  expect([...all.keys()].sort()).toEqual(signing.map(({ id }) => id).sort())
  for (const { id, schemes } of signing) expect(all.get(id)?.map(({ scheme }) => scheme)).toContain(schemes[0]?.id)
})

const rows = [...all].flatMap(([id, vectors]) => vectors.map(vector => ({ id, vector, title: `${id}: ${vector.name}` })))

describe.each(rows)('$title', ({ id, vector }) => {
  const definition = provider(id)
  const scheme = definition.schemes.find(candidate => candidate.id === vector.scheme)
  const role = scheme?.key.role ?? 'signing'
  const secret = secretOf(vector.secret, { role })
  const secrets = [secret, ...(vector.others ?? []).map(other => secretOf(other.value, { role: other.role }))]
  const receivedAt = vector.at * 1000
  const verify = (changed: Vector['altered'] = {}) => {
    const headers = withHeaders(vector.headers.flat(), changed.headers ?? [])
    const { method = 'POST' } = vector
    const url = changed.url ?? vector.url ?? 'https://example.test/hook'
    const view = { ...viewOf({ body: changed.body ?? vector.body, method, url, receivedAt, headers: pairs(headers) }) }
    return verifyRequest(definition, view, secrets, {
      certificates: wanted => {
        const pem = vector.certificates?.[wanted]
        return pem === undefined ? { state: 'unknown' } : { state: 'known', pem }
      },
    })
  }

  test('verifies', () => {
    const result = verify()
    expect(result).toMatchObject({ verdict: 'verified', scheme: vector.scheme, code: null, secretId: secret.id })
    expect(result.checks.every(check => check.ok)).toBe(true)
  })

  test('fails when what is signed is altered', () => {
    const altered = vector.altered ?? { body: `${vector.body} ` }
    expect(verify(altered)).toMatchObject({ verdict: 'failed', code: vector.alteredCode ?? 'signature_mismatch' })
  })

  test.runIf(vector.notRepeatable === undefined && scheme?.unsignable === undefined)('is what the same definition signs', () => {
    const draft = {
      method: vector.method ?? 'POST',
      url: vector.url ?? 'https://example.test/hook',
      headers: vector.headers.flat(),
      body: Buffer.from(vector.body),
    }
    const at = { now: receivedAt + (scheme?.timestamp?.unit === 's' ? 999 : 0), messageId: vector.messageId ?? 'unused', mayRewrite: true }
    const signed = signRequest(definition, vector.scheme, draft, vector.signingSecret ?? vector.secret, at)
    if (!signed.ok) throw new Error(signed.reason)
    expect(pairs(withHeaders(draft.headers, signed.headers))).toEqual(vector.headers)
    expect(signed.url ?? draft.url).toBe(draft.url)
    expect(Buffer.from(signed.body ?? draft.body).toString()).toBe(vector.body)
  })

  test.runIf(scheme?.unsignable !== undefined)('cannot be signed, and says why', () => {
    const draft = { method: 'POST', url: 'https://x.test/', headers: vector.headers.flat(), body: Buffer.from(vector.body) }
    const signed = signRequest(definition, vector.scheme, draft, vector.secret, { now: receivedAt, messageId: 'm', mayRewrite: true })
    expect(signed).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) })
  })
})

function pairs(flat: readonly string[]): HeaderPair[] {
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ''] as const] : []))
}
