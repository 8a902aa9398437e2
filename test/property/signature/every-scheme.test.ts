import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RequestView, requestView } from '#domain/http/request-view.ts'
import { matchesAny } from '#domain/signature/algorithms.ts'
import { itemViews } from '#domain/signature/batch.ts'
import { compile, presentsSecret } from '#domain/signature/compile.ts'
import { contentOf } from '#domain/signature/content.ts'
import { decodeKey } from '#domain/signature/keys.ts'
import { contentSource, type GoodReading } from '#domain/signature/match.ts'
import { newSecret, publicHalf } from '#domain/signature/new-secret.ts'
import { readSignature } from '#domain/signature/read.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providers } from '#providers/index.ts'
import { draftFor } from '../../unit/signature/draft-for.ts'
import { secretOf, signedView } from '../../unit/signature/support.ts'

/**
 * What signature.test.ts draws at random, here for every scheme there is and at the level of the bytes: what the template stands for, and
 * what the signature decodes to. Those that nobody but the provider can sign have it shown by their vectors.
 */
const schemes = providers.flatMap(provider =>
  provider.schemes
    .filter(scheme => scheme.unsignable === undefined)
    .map(scheme => ({ name: `${provider.id}/${scheme.id}`, provider, scheme })),
)

type Row = (typeof schemes)[number]
const computed = schemes.filter(({ scheme }) => !presentsSecret(scheme))
const inBase64 = computed.filter(({ scheme }) => scheme.signature.encoding !== 'hex' && !scheme.signature.wrapped)

/** A Request of the scheme's, signed, and what the engine reads in it. */
function sent({ provider, scheme }: Row) {
  const signing = newSecret(provider, scheme.id, Buffer.alloc(32, 7))
  const secret = secretOf(publicHalf(scheme, signing) ?? signing, { role: scheme.key.role })
  const view = signedView({ provider, scheme: scheme.id, secret: signing, ...draftFor(scheme, Buffer.from('{"a":"é","n":[1,2]}')) })
  // Of a batch the first item: each has a signature of its own.
  const item = (scheme.each === undefined ? view : itemViews(view, scheme.each)[0]) ?? view
  const reading = readSignature(compile(scheme), item) as GoodReading
  const verdictOf = (seen: RequestView) => verifyRequest(provider, seen, [secret], { scheme: scheme.id }).verdict
  return { signing, secret, view, item, reading, verdictOf }
}

test.each(schemes)('$name: what it signs verifies', row => {
  const { view, reading, verdictOf } = sent(row)
  expect([verdictOf(view), reading.ok]).toEqual(['verified', true])
})

describe('any one bit', () => {
  test.each(computed)('$name: of what it signs, or of the signature, changed is refused', row => {
    const { scheme } = row
    const { signing, secret, view, item, reading } = sent(row)
    const key = decodeKey(secret.value, scheme.key, scheme.algorithm, 'verify')
    const content = contentOf(compile(scheme).template, { ...contentSource(reading, item), url: view.url }, signing)
    if (key === null || !content.ok) throw new Error('nothing is signed')
    const pieces = Buffer.concat(content.pieces)
    expect(matchesAny(scheme.algorithm, key, [pieces], reading.candidates)).toBe(true)
    fc.assert(
      fc.property(fc.nat(pieces.length * 8 - 1), at => {
        expect(matchesAny(scheme.algorithm, key, [flipped(pieces, at)], reading.candidates)).toBe(false)
      }),
      { numRuns: 20 },
    )
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (which, at) => {
        const candidate = reading.candidates[which % reading.candidates.length] as Uint8Array
        const others = reading.candidates.filter(other => Buffer.compare(other, candidate) !== 0)
        expect(matchesAny(scheme.algorithm, key, [pieces], [...others, flipped(candidate, at)])).toBe(false)
      }),
      { numRuns: 20 },
    )
  })
})

test.each(inBase64)('$name: base64 in another spelling of the same bytes is refused', row => {
  const { view, reading, verdictOf } = sent(row)
  const spelled = respelled(row, reading)
  const target = spelled(view.target)
  const seen = requestView({
    ...view,
    headers: view.headers.map(spelled),
    target,
    url: view.url.replace(view.target, target),
    body: Buffer.from(spelled(Buffer.from(view.body).toString('latin1')), 'latin1'),
  })
  // A signature whose last group is whole has one spelling only.
  const spellable = reading.candidates.some(candidate => candidate.length % 3 !== 0)
  expect(verdictOf(seen)).toBe(spellable ? 'failed' : 'verified')
})

/** Sets an unused bit in the last character of each of the signatures in a text. */
function respelled({ scheme }: Row, reading: GoodReading) {
  const { encoding } = scheme.signature
  const alphabet = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${encoding === 'base64url' ? '-_' : '+/'}`
  return (text: string): string =>
    reading.candidates.reduce<string>((changed, candidate) => {
      if (candidate.length % 3 === 0) return changed
      const written = Buffer.from(candidate).toString(encoding)
      const last = written.replace(/=+$/, '').length - 1
      const other = alphabet[alphabet.indexOf(written[last] ?? '') + 1] ?? ''
      const spelled = written.slice(0, last) + other + written.slice(last + 1)
      // In a form it is escaped.
      return changed.replaceAll(written, spelled).replaceAll(encodeURIComponent(written), encodeURIComponent(spelled))
    }, text)
}

function flipped(source: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(source)
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  return copy
}
