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

test('every scheme of every provider has a vector, and nobody else has', () => {
  const covered = [...all].flatMap(([id, vectors]) => vectors.map(({ scheme }) => `${id}/${scheme}`))
  const schemes = providers.flatMap(({ id, schemes }) => schemes.map(scheme => `${id}/${scheme.id}`))
  expect([...new Set(covered)].sort()).toEqual(schemes.sort())
})

const rows = [...all].flatMap(([id, vectors]) => vectors.map(vector => ({ id, vector, title: `${id}: ${vector.name}` })))
type Row = (typeof rows)[number]
const schemeOf = ({ id, vector }: Row) => provider(id).schemes.find(candidate => candidate.id === vector.scheme)
const unsignable = rows.filter(row => schemeOf(row)?.unsignable !== undefined)
/** ECDSA is random, and some vectors show what another sender may do; their round trip is in registry.test.ts. */
const repeatable = rows.filter(row => row.vector.notRepeatable === undefined && !unsignable.includes(row))

function judge(row: Row, changed: Vector['altered'] = {}) {
  const { id, vector } = row
  const secret = secretOf(vector.secret, { id: 'the secret', role: schemeOf(row)?.key.role ?? 'signing' })
  const secrets = [secret, ...(vector.others ?? []).map(other => secretOf(other.value, { role: other.role }))]
  const headers = pairs(withHeaders(vector.headers.flat(), changed.headers ?? []))
  const { method = 'POST' } = vector
  const url = changed.url ?? vector.url ?? 'https://example.test/hook'
  const view = viewOf({ body: changed.body ?? vector.body, method, url, receivedAt: vector.at * 1000, headers })
  return verifyRequest(provider(id), view, secrets, {
    certificates: wanted => {
      const pem = vector.certificates?.[wanted]
      return pem === undefined ? { state: 'unknown' } : { state: 'known', pem }
    },
  })
}

function draftOf({ vector }: Row) {
  const { method = 'POST', url = 'https://example.test/hook' } = vector
  return { method, url, headers: vector.headers.flat(), body: Buffer.from(vector.body) }
}

describe.each(rows)('$title', row => {
  test('verifies', () => {
    const result = judge(row)
    expect(result).toMatchObject({ verdict: 'verified', scheme: row.vector.scheme, code: null, secretId: 'the secret' })
    expect(result.checks.every(check => check.ok)).toBe(true)
  })
  test('fails when what is signed is altered', () => {
    const altered = row.vector.altered ?? { body: `${row.vector.body} ` }
    expect(judge(row, altered)).toMatchObject({ verdict: 'failed', code: row.vector.alteredCode ?? 'signature_mismatch' })
  })
})

test.each(repeatable)('$title is what the same definition signs', row => {
  const { id, vector } = row
  const draft = draftOf(row)
  const late = schemeOf(row)?.timestamp?.unit === 's' ? 999 : 0
  const at = { now: vector.at * 1000 + late, messageId: vector.messageId ?? 'unused', mayRewrite: true }
  const signed = signRequest(provider(id), vector.scheme, draft, vector.signingSecret ?? vector.secret, at)
  if (!signed.ok) throw new Error(signed.reason)
  expect(pairs(withHeaders(draft.headers, signed.headers))).toEqual(vector.headers)
  expect(signed.url ?? draft.url).toBe(draft.url)
  expect(Buffer.from(signed.body ?? draft.body).toString()).toBe(vector.body)
})

test.each(unsignable)('$title cannot be signed, and says why', row => {
  const at = { now: row.vector.at * 1000, messageId: 'm', mayRewrite: true }
  const signed = signRequest(provider(row.id), row.vector.scheme, draftOf(row), row.vector.secret, at)
  expect(signed).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) })
})

function pairs(flat: readonly string[]): HeaderPair[] {
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ''] as const] : []))
}
