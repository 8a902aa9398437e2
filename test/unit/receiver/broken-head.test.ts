import { describe, expect, test } from 'vitest'
import { MASK, maskHeaders } from '#domain/redact.ts'
import { readBrokenHead } from '#receiver/broken-head.ts'

const read = (text: string) => {
  const { rest, ...head } = readBrokenHead(Buffer.from(text, 'latin1'))
  return { ...head, rest: Buffer.from(rest).toString('latin1') }
}
/** What would be shown of it. */
const shown = (text: string) => {
  const { headers, rest } = read(text)
  return { headers: maskHeaders(null, headers), rest }
}
const POST = 'POST /a HTTP/1.1\r\n'

describe('a credential in a line that is wrong', () => {
  test.each<[string, string, string[]]>([
    ['a blank before the colon', 'Authorization : Bearer x', ['Authorization ', `Bearer ${MASK}`]],
    ['a tab before the colon', 'Authorization\t: Bearer x', ['Authorization\t', `Bearer ${MASK}`]],
    ['a cookie with a blank', 'Cookie : sid=x', ['Cookie ', MASK]],
    ['a blank before the first name', ' Authorization: Bearer x', [' Authorization', `Bearer ${MASK}`]],
    ['no colon', 'Authorization Bearer x', ['Authorization', `Bearer ${MASK}`]],
    ['a colon in the value alone', 'Authorization Basic x:y', ['Authorization', `Basic ${MASK}`]],
    ['another sign for the colon', 'Authorization=x', ['Authorization', MASK]],
    ['quotes around the name', '"Authorization": x', ['"Authorization"', MASK]],
    ['a bare CR before it', 'Host: a\rAuthorization: Bearer x', ['Host', 'a', 'Authorization', `Bearer ${MASK}`]],
    ['bare CRs before and behind it', 'Host: a\rb\r\r\nX: y\rCookie: x\rz: x', ['Host', 'a\rb', 'X', 'y', 'Cookie', MASK]],
    ['an indented line', 'Host: a\r\n Authorization: Bearer x', ['Host', 'a', ' Authorization', `Bearer ${MASK}`]],
    ['a continuation of one', 'Cookie: a=x;\r\n b: x', ['Cookie', MASK]],
  ])('%s', (_, field, headers) => {
    expect(shown(`${POST}${field}\r\n\r\nbody`)).toEqual({ headers, rest: 'body' })
  })

  test('what is no credential stays as it stands', () => {
    const text = `${POST}Host h\r\nBad Name: x\r\n and more: of it\r\nTokenizer a\r\n\r\nbody`
    expect(shown(text).headers).toEqual(['Host h', '', 'Bad Name', 'x and more: of it', 'Tokenizer a', ''])
  })
})

describe('request lines', () => {
  test.each([
    ['OPTIONS * HTTP/1.1', 'OPTIONS', '*', '1.1'],
    ['CONNECT a:443 HTTP/1.1', 'CONNECT', 'a:443', '1.1'],
    ['M-X /r4 HTTP/1.1', 'M-X', '/r4', '1.1'],
    [`${'A'.repeat(40)} /r HTTP/1.1`, 'A'.repeat(40), '/r', '1.1'],
    ['POST r7 HTTP/1.1', 'POST', 'r7', '1.1'],
    ['POST r7', 'POST', 'r7', null],
    ['post  /two?a=1 HTTP/1.1', 'POST', '/two?a=1', '1.1'],
    ['PRI * HTTP/2.0', 'PRI', '*', '2.0'],
    ['\r\nGET /v HTTP/9.9', 'GET', '/v', '9.9'],
    ['POST /a b HTTP/1.1', 'POST', '/a', null],
  ])('%s', (line, method, target, httpVersion) => {
    const headers = ['Host a', '', 'Authorization', 'Bearer x']
    expect(read(`${line}\r\nHost a\r\nAuthorization: Bearer x\r\n\r\nbody`)).toEqual({ method, target, httpVersion, headers, rest: 'body' })
    expect(read(`${line}\r\n\r\nbody`)).toMatchObject({ method, headers: [], rest: 'body' })
    expect(read(line)).toMatchObject({ method, headers: [], rest: '' })
  })

  test('without one, lines that name a credential are a head all the same', () => {
    expect(shown('post it here\r\nHost: a\r\nAuthorization: Bearer x\r\n\r\nbody')).toEqual({
      headers: ['post it here', '', 'Host', 'a', 'Authorization', `Bearer ${MASK}`],
      rest: 'body',
    })
  })

  test.each([
    'hello there\r\n\r\n',
    '',
    '\r\n\r\n',
    '{"token": "x",\r\n "a": 1}',
    'a: b\r\nc: d',
    '\u0016\u0003\u0001 x y',
    'SELECT a FROM b\n',
  ])('%j is the middle of something, and kept as it is', text => {
    expect(read(text)).toEqual({ method: null, target: null, httpVersion: null, headers: [], rest: text })
  })
})
