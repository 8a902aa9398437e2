import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventOf } from '#domain/events.ts'
import { guessProviderFully } from '#domain/guess.ts'
import { answerHandshake } from '#domain/handshake.ts'
import { flatHeaders, type HeaderPair } from '#domain/http/headers.ts'
import type { RequestView } from '#domain/http/request-view.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders, maskTarget, maskText } from '#domain/redact.ts'
import type { Secret } from '#domain/secret.ts'
import { explainFailure } from '#domain/signature/explain.ts'
import { publicHalf } from '#domain/signature/new-secret.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { checkSecret } from '#domain/signature/secret-check.ts'
import { newSecret } from '#domain/signature/sign.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providers } from '#providers/index.ts'
import { draftFor, takesAnyBody } from '../../unit/signature/draft-for.ts'
import { NOW, secretOf, signedView, viewOf } from '../../unit/signature/support.ts'

const schemes = providers.flatMap(provider => provider.schemes.map(scheme => ({ provider, scheme })))
const signable = schemes.filter(({ scheme }) => scheme.unsignable === undefined)
const anyScheme = fc.constantFrom(...signable)
const presents = ({ algorithm }: Scheme) => algorithm === 'token' || algorithm === 'basic'
/** Those that cover the bytes of the body, whatever they are. */
const overBody = signable.filter(({ scheme }) => takesAnyBody(scheme) && (/\{(body|crc32)\}/.test(scheme.content) || scheme.bodyHash))
/** Those whose every character counts: beside a signature that is wrapped in JSON other members may stand. */
const exact = signable.filter(({ scheme }) => !scheme.signature.wrapped)
/** Those whose signature stands in a header of its own. */
const inHeader = exact.filter(({ scheme }) => scheme.signature.place.in === 'header' && !presents(scheme) && !scheme.token)
const bytes = fc.uint8Array({ maxLength: 300 })
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
/** Ids as headers can carry them. */
const messageId = fc.stringMatching(/^[\x21-\x7e]{1,60}$/)
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[tv0-9a-f=,; +/-]{0,80}$/))

interface Sent {
  readonly view: RequestView
  readonly secret: Secret
}

function send(provider: Provider, scheme: Scheme, random: Uint8Array, body: Uint8Array, id: string): Sent {
  const signing = newSecret(provider, scheme.id, random)
  const verifying = publicHalf(scheme, signing) ?? signing
  const view = signedView({ provider, scheme: scheme.id, secret: signing, messageId: id, ...draftFor(scheme, body, id) })
  return { view, secret: secretOf(verifying, { role: scheme.key.role }) }
}

test('what is signed verifies: any bytes, ids, secrets, schemes', () => {
  fc.assert(
    fc.property(anyScheme, seed, bytes, messageId, ({ provider, scheme }, random, body, id) => {
      const { view, secret } = send(provider, scheme, random, body, id)
      expect(verifyRequest(provider, view, [secret], { scheme: scheme.id })).toMatchObject({ verdict: 'verified', scheme: scheme.id })
    }),
    { numRuns: 300 },
  )
})

describe('one bit changed', () => {
  const flip = (source: Uint8Array, bit: number) => {
    const copy = Uint8Array.from(source)
    const at = Math.floor(bit / 8) % copy.length
    copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
    return copy
  }
  const nonEmpty = fc.uint8Array({ minLength: 1, maxLength: 200 })
  const bit = fc.nat(1 << 20)

  test('in the body', () => {
    fc.assert(
      fc.property(fc.constantFrom(...overBody), seed, nonEmpty, bit, ({ provider, scheme }, random, body, at) => {
        const { view, secret } = send(provider, scheme, random, body, 'msg_1')
        const { code } = verifyRequest(provider, { ...view, body: flip(body, at) }, [secret], { scheme: scheme.id })
        expect(code).toBe(scheme.bodyHash ? 'body_altered' : 'signature_mismatch')
      }),
      { numRuns: 300 },
    )
  })

  test('in the URL or the method, where they are signed', () => {
    const overUrl = signable.filter(({ scheme }) => /\{(url|target)/.test(scheme.content))
    const more = fc.stringMatching(/^[a-z0-9_-]{1,10}$/)
    fc.assert(
      fc.property(fc.constantFrom(...overUrl), seed, bytes, more, ({ provider, scheme }, random, body, suffix) => {
        const { view, secret } = send(provider, scheme, random, body, 'msg_1')
        const moved = (url: string) => url.replace('/hook', `/hook${suffix}`)
        const elsewhere = { ...view, url: moved(view.url), target: moved(view.target) }
        expect(verifyRequest(provider, elsewhere, [secret], { scheme: scheme.id }).code).toBe('signature_mismatch')
        if (!scheme.content.includes('{method}')) return
        expect(verifyRequest(provider, { ...view, method: 'PUT' }, [secret], { scheme: scheme.id }).code).toBe('signature_mismatch')
      }),
    )
  })

  test('in the decoded signature', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inHeader), seed, bytes, bit, ({ provider, scheme }, random, body, at) => {
        const { view, secret } = send(provider, scheme, random, body, 'msg_1')
        const { encoding, field, assign, separator, prefix = '' } = scheme.signature
        const headers = view.headers.map((value, index) => {
          const start = `${field}${assign}`
          const item = value.startsWith(prefix + start) ? prefix + start : `${separator}${start}`
          const from = field === undefined ? prefix.length : value.indexOf(item) + item.length
          const isSignature = index % 2 === 1 && index === view.headers.length - 1
          if (!isSignature) return value
          return value.slice(0, from) + Buffer.from(flip(Buffer.from(value.slice(from), encoding), at)).toString(encoding)
        })
        expect(headers).not.toEqual(view.headers)
        // A DER signature may also become one that cannot be read; both are refusals.
        expect(['signature_mismatch', 'malformed_header']).toContain(
          verifyRequest(provider, { ...view, headers }, [secret], { scheme: scheme.id }).code,
        )
      }),
      { numRuns: 300 },
    )
  })

  test('in any character of a signature, timestamp or id header', () => {
    fc.assert(
      fc.property(fc.constantFrom(...exact), seed, bytes, fc.nat(), fc.nat(127), ({ provider, scheme }, random, body, at, char) => {
        const { view, secret } = send(provider, scheme, random, body, 'msg_1')
        const { signature, messageId: id, timestamp } = scheme
        const names = [signature.place, id, timestamp?.at].flatMap(place => (place && 'names' in place ? place.names : []))
        const own = (name = '') => names.some(other => (other.endsWith('*') ? name.startsWith(other.slice(0, -1)) : name === other))
        const values = view.headers.map((_, index) => index).filter(index => index % 2 === 1 && own(view.headers[index - 1]))
        fc.pre(values.length > 0)
        const index = values[at % values.length] ?? 1
        const value = view.headers[index] ?? ''
        const place = at % value.length
        const changed = value.slice(0, place) + String.fromCharCode(char) + value.slice(place + 1)
        // Hex may be written in either letter case: that is the same signature.
        fc.pre(changed.toLowerCase() !== value.toLowerCase())
        const headers = view.headers.map((old, i) => (i === index ? changed : old))
        expect(verifyRequest(provider, { ...view, headers }, [secret], { scheme: scheme.id }).verdict).toBe('failed')
      }),
      { numRuns: 500 },
    )
  })
})

test('no two moments outside the tolerance verify', () => {
  const timed = signable.filter(({ scheme }) => typeof scheme.timestamp?.toleranceSeconds === 'number')
  fc.assert(
    fc.property(fc.constantFrom(...timed), seed, fc.integer({ min: -1e10, max: 1e10 }), ({ provider, scheme }, random, later) => {
      const { view, secret } = send(provider, scheme, random, Buffer.from('{}'), 'msg_1')
      const tolerance = (scheme.timestamp?.toleranceSeconds ?? 0) * 1000
      const { code } = verifyRequest(provider, { ...view, receivedAt: NOW + later }, [secret], { scheme: scheme.id })
      expect(code).toBe(later > tolerance ? 'timestamp_too_old' : later < -tolerance ? 'timestamp_in_future' : null)
    }),
  )
})

describe('nothing throws', () => {
  const names = [
    ...schemes
      .flatMap(({ scheme }) => [scheme.signature.place, scheme.messageId, scheme.timestamp?.at])
      .flatMap(place => {
        return place && 'names' in place ? place.names : []
      }),
    'content-type',
    'authorization',
    'cookie',
  ]
  const pair = fc.tuple(fc.constantFrom(...names), text) as fc.Arbitrary<HeaderPair>
  const type: fc.Arbitrary<HeaderPair> = fc.constantFrom(
    ['content-type', 'application/json'],
    ['content-type', 'application/x-www-form-urlencoded'],
  )
  const bodyText = fc.oneof(fc.json().map(String), fc.webQueryParameters(), text)

  test('whatever the headers, body and secrets hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...providers),
        type,
        fc.array(pair, { maxLength: 6 }),
        bodyText,
        text,
        (provider, first, rest, body, value) => {
          const view = viewOf({ headers: [first, ...rest], body, url: `https://x.test/?${encodeURIComponent(value)}` })
          const secrets = [secretOf(value), secretOf(value, { role: 'public-key' })]
          const verification = verifyRequest(provider, view, secrets)
          expect(['failed', 'unconfigured', 'unsigned', 'verified']).toContain(verification.verdict)
          const { keys } = eventOf(provider, view)
          expect(new Set(keys).size).toBe(keys.length)
          expect(keys.every(key => key.length > 0 && key.length <= 200)).toBe(true)
          answerHandshake(provider, view, secrets, verification)
          guessProviderFully(providers, view)
          explainFailure(provider, view, secrets, [{ sourceName: 'x', secrets }])
          for (const scheme of provider.schemes) checkSecret(provider, scheme.id, value)
          expect(maskHeaders(provider, view.headers)).toHaveLength(view.headers.length)
          maskTarget(provider, value)
          maskText(provider, first[1], body)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('no credential is left in masked headers', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{20,40}$/), fc.constantFrom('Bearer ', 'Basic ', ''), (value, start) => {
        const masked = maskHeaders(
          null,
          flatHeaders([
            ['Authorization', start + value],
            ['x-api-key', value],
            ['Cookie', `a=${value}`],
          ]),
        )
        expect(masked.join(' ')).not.toContain(value)
      }),
    )
  })
})
