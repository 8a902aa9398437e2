import { describe, expect, test } from 'vitest'
import { parseMultipart, partHeader } from '#domain/http/multipart.ts'
import { formFields } from '../../../../src-renderer/features/detail/body/form.ts'
import { textRows } from '../../../../src-renderer/features/detail/body/lines.ts'
import { locate } from '../../../../src-renderer/features/detail/body/locate.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const textOf = (body: Uint8Array, part: { start: number; end: number } | undefined) =>
  part && new TextDecoder().decode(body.subarray(part.start, part.end))

describe('multipart', () => {
  test('parts keep their exact bytes and header names', () => {
    const body = utf8(
      'ignored\r\n--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\nline 1\r\n\r\n--xx-not\r\n--xx\r\nX-Long: one\r\n two\r\n\r\n\r\n--xx--\r\nbye',
    )
    const { parts, problem } = parseMultipart(body, 'xx')
    expect(problem).toBeNull()
    expect(parts.map(part => part.headers)).toEqual([[['Content-Disposition', 'form-data; name="a"']], [['X-Long', 'one two']]])
    expect(textOf(body, parts[0])).toBe('line 1\r\n\r\n--xx-not')
    expect(textOf(body, parts[1])).toBe('')
    expect(parts[0] && partHeader(parts[0], 'content-disposition')).toContain('form-data')
  })

  test('bare line feeds and parts without headers', () => {
    const body = utf8('--b\n\nhello\n--b--')
    const { parts, problem } = parseMultipart(body, 'b')
    expect(problem).toBeNull()
    expect(textOf(body, parts[0])).toBe('hello')
  })

  test('binary parts survive', () => {
    const body = new Uint8Array([...utf8('--b\r\n\r\n'), 0, 13, 10, 45, 45, 255, ...utf8('\r\n--b--')])
    const part = parseMultipart(body, 'b').parts[0]
    expect(part && Array.from(body.subarray(part.start, part.end))).toEqual([0, 13, 10, 45, 45, 255])
  })

  test.each([
    ['--b\r\n\r\nhi', 'b', 'not-closed', 1],
    ['--b\r\nnonsense\r\n\r\nhi\r\n--b--', 'b', 'part-headers', 0],
    ['hi', 'b', 'not-found', 0],
    ['hi', undefined, 'no-boundary', 0],
  ])('%j with boundary %s: %s', (text, boundary, problem, count) => {
    const result = parseMultipart(utf8(text), boundary)
    expect(result.problem).toBe(problem)
    expect(result.parts).toHaveLength(count)
  })
})

describe('places in a text', () => {
  test('line, column and surroundings', () => {
    expect(locate('a\nbcdef\ng', 4)).toEqual({ line: 2, column: 3, before: 'bc', at: 'd', after: 'ef' })
    expect(locate('abc', 3)).toEqual({ line: 1, column: 4, before: 'abc', at: '', after: '' })
    expect(locate('', 0)).toEqual({ line: 1, column: 1, before: '', at: '', after: '' })
    expect(locate('x\ny', 1)).toMatchObject({ line: 1, column: 2, at: '\n', after: '' })
    expect(locate('0123456789', 5, 2)).toMatchObject({ before: '34', at: '5', after: '67' })
  })
})

describe('rows of text', () => {
  test('lines, and long ones in stretches', () => {
    expect(textRows('a\r\nbcdef\n', 3)).toEqual([
      { number: 1, text: 'a', start: 0 },
      { number: 2, text: 'bcd', start: 3 },
      { number: null, text: 'ef', start: 6 },
      { number: 3, text: '', start: 9 },
    ])
  })

  test('no surrogate pair is split', () => {
    expect(textRows('ab😀c', 3).map(row => row.text)).toEqual(['ab', '😀c'])
  })

  test('nothing of a line is lost', () => {
    const text = `${'😀x'.repeat(700)}\nend`
    expect(
      textRows(text, 10)
        .map(row => (row.number === null ? '' : row.number > 1 ? '\n' : '') + row.text)
        .join(''),
    ).toBe(text)
  })
})

test('form fields keep order, repetitions and broken escapes', () => {
  expect(formFields('a=1&a=2+3&%E2%82%AC=%ff&flag&')).toEqual([
    { name: 'a', value: '1', raw: 'a=1' },
    { name: 'a', value: '2 3', raw: 'a=2+3' },
    { name: '€', value: '%ff', raw: '%E2%82%AC=%ff' },
    { name: 'flag', value: '', raw: 'flag' },
    { name: '', value: '', raw: '' },
  ])
  expect(formFields('')).toEqual([])
})
