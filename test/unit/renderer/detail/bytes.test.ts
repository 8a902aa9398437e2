import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, firstInvalidUtf8, parameter } from '../../../../src-renderer/features/detail/body/charset.ts'
import {
  asciiByte,
  hexOffset,
  hexRowCount,
  hexRowFor,
  hexText,
  moveCursor,
  rangeOf,
} from '../../../../src-renderer/features/detail/body/hex.ts'
import { codings, inflate } from '../../../../src-renderer/features/detail/body/inflate.ts'
import { chooseViewer } from '../../../../src-renderer/features/detail/body/viewer.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const utf8 = (text: string) => new TextEncoder().encode(text)
const own = (data: Uint8Array) => new Uint8Array(data)

describe('charsets', () => {
  test('reads what the Content-Type names', () => {
    expect(decodeText(bytes(0xe9), 'ISO-8859-1')).toMatchObject({ text: 'é', encoding: 'windows-1252', invalid: null })
    expect(decodeText(bytes(0x82, 0xa0), 'shift_jis').text).toBe('あ')
  })

  test('an unknown charset is told and read as UTF-8', () => {
    expect(decodeText(utf8('é'), 'klingon')).toMatchObject({ text: 'é', encoding: 'utf-8', unknownCharset: 'klingon' })
  })

  test('the first broken byte is found', () => {
    expect(decodeText(bytes(0x7b, 0x22, 0xff, 0x22, 0x7d))).toMatchObject({ text: '{"\ufffd"}', invalid: { offset: 2, byte: 0xff } })
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x31))).toMatchObject({ text: '1', bom: true, invalid: null })
  })

  test.each([
    ['overlong', bytes(0x61, 0xc0, 0x80), 1],
    ['overlong in three bytes', bytes(0xe0, 0x80, 0x80), 0],
    ['surrogate', bytes(0x61, 0x62, 0xed, 0xa0, 0x80), 2],
    ['above U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80), 0],
    ['cut short', bytes(0x61, 0xe2, 0x82), 1],
    ['lone continuation', bytes(0x80), 0],
    ['well-formed', utf8('aé€😀'), -1],
  ])('%s', (_name, data, offset) => {
    expect(firstInvalidUtf8(data)).toBe(offset)
  })

  test('agrees with the platform about any bytes', () => {
    const strict = new TextDecoder('utf-8', { fatal: true })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), data => {
        let valid = true
        try {
          strict.decode(data)
        } catch {
          valid = false
        }
        return (firstInvalidUtf8(data) === -1) === valid
      }),
      { numRuns: 2000 },
    )
  })

  test('parameters are found, quoted or not', () => {
    expect(parameter('text/plain; charset=utf-8', 'charset')).toBe('utf-8')
    expect(parameter('multipart/form-data; boundary="a b;c"; x=1', 'boundary')).toBe('a b;c')
    expect(parameter('text/plain', 'charset')).toBeUndefined()
  })
})

describe('hex', () => {
  test('rows, offsets and characters', () => {
    expect([0, 1, 16, 17].map(size => hexRowCount(size, 16))).toEqual([0, 1, 1, 2])
    expect([8, 9].map(size => hexRowCount(size, 8))).toEqual([1, 2])
    expect(hexOffset(16, 100)).toBe('000010')
    expect(hexOffset(16, 0x2000000)).toBe('00000010')
    expect([0x41, 0x20, 0x00, 0x7f, 0xff].map(asciiByte).join('')).toBe('A ...')
  })

  test('a row holds as many bytes as leave the text in sight', () => {
    expect([10, 30, 47, 48, 200].map(room => hexRowFor(room, 100))).toEqual([8, 8, 8, 16, 16])
    expect(hexRowFor(48, 0x2000000)).toBe(8)
  })

  test('a range reads the same in both directions', () => {
    expect(hexText(bytes(1, 2, 0xab, 4), rangeOf(2, 1))).toBe('02 ab')
  })

  test('the cursor stays inside the body', () => {
    expect(moveCursor(5, 'up', 40, 16, 10)).toBe(5)
    expect(moveCursor(20, 'up', 40, 16, 10)).toBe(4)
    expect(moveCursor(39, 'right', 40, 16, 10)).toBe(39)
    expect(moveCursor(30, 'down', 40, 16, 10)).toBe(30)
    expect(moveCursor(3, 'page-down', 40, 16, 10)).toBe(39)
    expect(moveCursor(35, 'row-end', 40, 16, 10)).toBe(39)
    expect(moveCursor(35, 'row-start', 40, 16, 10)).toBe(32)
    expect(moveCursor(20, 'up', 40, 8, 10)).toBe(12)
    expect(moveCursor(20, 'row-end', 40, 8, 10)).toBe(23)
  })
})

describe('content encodings', () => {
  const text = utf8('{"hello":"world"}')

  test.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
  ])('%s is undone', async (encoding, data) => {
    expect(await inflate(own(data), [encoding])).toEqual({ ok: true, bytes: own(text) })
  })

  test('several codings are undone last first', async () => {
    expect(codings(' Deflate, identity, GZIP')).toEqual(['deflate', 'gzip'])
    expect(await inflate(own(gzipSync(deflateSync(text))), ['deflate', 'gzip'])).toEqual({ ok: true, bytes: own(text) })
  })

  test('brotli is undone where the platform knows it and refused by name where not', async () => {
    const result = await inflate(own(brotliCompressSync(text)), ['br'])
    expect(result.ok ? result.bytes : result).toEqual(result.ok ? own(text) : { ok: false, reason: 'unsupported', encoding: 'br' })
  })

  test('unknown and damaged bodies are outcomes', async () => {
    expect(await inflate(own(text), ['compress'])).toEqual({ ok: false, reason: 'unsupported', encoding: 'compress' })
    expect(await inflate(own(text), ['gzip'])).toEqual({ ok: false, reason: 'damaged', encoding: 'gzip' })
    expect(await inflate(own(gzipSync(text).subarray(0, 20)), ['gzip'])).toMatchObject({ ok: false, reason: 'damaged' })
  })

  test('both bounds hold, and a short repetitive text is no bomb', async () => {
    const zeros = own(gzipSync(new Uint8Array(3 * 1024 * 1024)))
    expect(await inflate(zeros, ['gzip'])).toMatchObject({ ok: false, reason: 'too-large' })
    expect(await inflate(zeros, ['gzip'], { maxBytes: 1000, maxRatio: 1e9, ratioFrom: 0 })).toMatchObject({ reason: 'too-large' })
    expect(await inflate(own(gzipSync(new Uint8Array(100_000))), ['gzip'])).toMatchObject({ ok: true })
  })
})

describe('choice of viewer', () => {
  const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)
  test.each([
    ['application/json; charset=utf-8', utf8('nope'), 'json'],
    ['application/cloudevents+json', utf8('{}'), 'json'],
    ['application/x-www-form-urlencoded', utf8('a=1'), 'form'],
    ['multipart/form-data; boundary=x', utf8('--x--'), 'multipart'],
    ['text/html', utf8('<script>'), 'text'],
    ['image/svg+xml', utf8('<svg/>'), 'xml'],
    ['application/octet-stream', png, 'image'],
    ['image/png', utf8('<svg/>'), 'text'],
    ['application/octet-stream', bytes(0, 1, 2), 'hex'],
    [undefined, utf8('  {"a":1}'), 'json'],
    [undefined, utf8('hello'), 'text'],
    [undefined, bytes(0xff, 0xfe), 'hex'],
  ])('%s', (contentType, data, viewer) => {
    const choice = chooseViewer(contentType, data)
    expect(choice.viewer).toBe(viewer)
    expect(choice.offered).toContain(viewer)
    expect(choice.offered).toContain('hex')
  })

  test('a character cut by the end of the sample is not binary', () => {
    expect(chooseViewer(undefined, utf8(`${'a'.repeat(4095)}é`.repeat(2))).viewer).toBe('text')
  })
})
