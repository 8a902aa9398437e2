import { createHash, createHmac, createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashPieces, hmacPieces } from '#domain/signature/hmac.ts'

const names = fc.constantFrom('sha1' as const, 'sha256' as const, 'sha384' as const, 'sha512' as const)
const encodings = fc.constantFrom('hex' as const, 'base64' as const, 'base64url' as const)
/** On both sides of a block, where a key is hashed first, and of what is put together to be hashed at once. */
const keys = fc.uint8Array({ maxLength: 300 })
const small = fc.uint8Array({ maxLength: 200 })
const large = fc.integer({ min: 64 * 1024 - 300, max: 64 * 1024 + 300 }).map(length => new Uint8Array(length).fill(length))
const pieces = fc.array(fc.oneof({ weight: 9, arbitrary: small }, { weight: 1, arbitrary: large }), { maxLength: 4 })

describe('our HMAC is OpenSSL’s', () => {
  test('for every hash, key and content, in however many pieces', () => {
    fc.assert(
      fc.property(names, encodings, keys, pieces, (name, encoding, bytes, content) => {
        const key = createSecretKey(bytes)
        const expected = createHmac(name, key)
        for (const piece of content) expected.update(piece)
        const digest = expected.digest(encoding)
        expect(hmacPieces(name, key, content, encoding)).toBe(digest)
        // The pads are kept; what was signed before must leave nothing in them.
        expect(hmacPieces(name, key, content, encoding)).toBe(digest)
      }),
      { numRuns: 400 },
    )
  })

  test('and so is the hash alone', () => {
    fc.assert(
      fc.property(names, encodings, pieces, (name, encoding, content) => {
        expect(hashPieces(name, content, encoding)).toBe(createHash(name).update(Buffer.concat(content)).digest(encoding))
      }),
    )
  })

  test('one key with one hash after the other', () => {
    const key = createSecretKey(Buffer.from("It's a Secret to Everybody"))
    const content = [Buffer.from('Hello, World!')]
    for (const name of ['sha256', 'sha1', 'sha512', 'sha256'] as const) {
      expect(hmacPieces(name, key, content, 'hex')).toBe(createHmac(name, key).update('Hello, World!').digest('hex'))
    }
  })
})
