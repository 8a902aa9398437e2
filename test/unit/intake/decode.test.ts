import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeBody, isEncoded } from '#intake/decode.ts'

const text = 'the same text, over and over, over and over'
const bytes = Buffer.from(text)
const decoded = (encoding: string | undefined, body: Uint8Array) => {
  const result = decodeBody(encoding, body)
  return result.ok ? Buffer.from(result.bytes).toString() : result.message
}

describe('decodeBody', () => {
  test.each([
    ['gzip', gzipSync(bytes)],
    ['X-GZIP', gzipSync(bytes)],
    ['deflate', deflateSync(bytes)],
    ['deflate', deflateRawSync(bytes)],
    ['br', brotliCompressSync(bytes)],
    ['zstd', zstdCompressSync(bytes)],
    ['identity', bytes],
    ['', bytes],
    [undefined, bytes],
    ['gzip, br', brotliCompressSync(gzipSync(bytes))],
    ['identity, gzip ,', gzipSync(bytes)],
  ])('undoes %s', (encoding, body) => expect(decoded(encoding, body)).toBe(text))

  test('says what is wrong in a sentence', () => {
    expect(decoded('gzip', bytes)).toBe('The body is not valid gzip, although its Content-Encoding says so.')
    expect(decoded('br', gzipSync(bytes).subarray(0, 12))).toMatch(/^The body is not valid br/)
    expect(decoded('rot13', bytes)).toBe('The body\'s Content-Encoding "rot13" is unknown, so the body was not parsed.')
    expect(decoded('gzip, rot13', bytes)).toContain('"rot13"')
    expect(decoded('constructor', bytes)).toContain('"constructor" is unknown')
  })

  test('stops at 64 MiB, at 100 times the size, and in the second layer too', () => {
    const large = Buffer.alloc(65 * 1024 * 1024)
    const bomb = gzipSync(large)
    const sentence = 'The body decompresses to more than 64 MiB or 100 times its size, so it was not parsed.'
    expect(decoded('gzip', bomb)).toBe(sentence)
    expect(decoded('gzip, gzip', gzipSync(bomb))).toBe(sentence)
    // Small bodies of little content may grow more than a hundredfold: 64 KiB hurt nobody.
    expect(decoded('gzip', gzipSync(Buffer.alloc(60_000, 'a')))).toBe('a'.repeat(60_000))
  })

  test('stops earlier for who has less time', () => {
    const zipped = gzipSync(Buffer.alloc(60_000, 'a'))
    expect(decodeBody('gzip', zipped, 60_000)).toMatchObject({ ok: true })
    expect(decodeBody('gzip', zipped, 59_999)).toMatchObject({ ok: false })
  })

  test('an empty body needs no decoding', () => expect(decoded('gzip', new Uint8Array())).toBe(''))

  test.each([
    [undefined, false],
    [' ', false],
    ['Identity', false],
    ['gzip', true],
  ])('isEncoded(%j) is %s', (encoding, expected) => expect(isEncoded(encoding)).toBe(expected))
})
