import { describe, expect, test } from 'vitest'
import { encodeHead, encodeResponse } from '#http1/server/response.ts'

const fate = { persistent: true, now: Date.UTC(2026, 10, 30, 16, 0, 7, 999) }
const whole = (status: number, headers: readonly string[], body: string | Uint8Array, withBody = true) =>
  Buffer.from(encodeResponse(status, headers, body, withBody, fate) as string, 'latin1').toString('latin1')
const ending = 'Date: Mon, 30 Nov 2026 16:00:07 GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=30\r\n\r\n'

describe('a response', () => {
  test('has its headers as they are, its length in bytes, and what becomes of the connection', () => {
    const headers = ['X-A', '1', 'x-a', '2']
    expect(whole(202, headers, 'hello')).toBe(`HTTP/1.1 202 Accepted\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 5\r\n${ending}hello`)
    expect(encodeHead(200, [], 3, { ...fate, persistent: false })).toMatch(/\r\nConnection: close\r\n\r\n$/)
  })

  test('text goes as UTF-8, bytes as they are, values of headers as latin-1', () => {
    const answer = whole(200, ['X', '\xe9'], 'ü€')
    expect(answer).toContain('X: \xe9\r\nContent-Length: 5\r\n')
    expect(Buffer.from(answer.slice(-5), 'latin1').toString('utf8')).toBe('ü€')
    expect(whole(200, [], Uint8Array.of(0, 0xff)).endsWith('\r\n\r\n\x00\xff')).toBe(true)
  })

  test('an own Date stays, and an unknown status has no reason', () => {
    expect(whole(299, ['date', 'today'], '')).toMatch(/^HTTP\/1.1 299 \r\ndate: today\r\nContent-Length: 0\r\nConnection/)
  })

  test.each([
    [204, ''],
    [304, ''],
    [205, 'Content-Length: 0\r\n'],
  ])('%i has no body', (status, length) => {
    expect(whole(status, [], 'dropped')).toMatch(new RegExp(`^HTTP/1.1 ${status} [A-Za-z ]+\\r\\n${length}Date[^]*\\r\\n\\r\\n$`))
  })

  test('to HEAD it tells the length of what it leaves out', () => {
    expect(whole(200, [], 'hello', false)).toBe(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\n${ending}`)
  })

  test('a field that no header can hold is left out: it would begin another', () => {
    expect(whole(200, ['X', 'a\r\nSet-Cookie: b', 'Bad Name', 'c', 'Y', 'd'], '')).toBe(
      `HTTP/1.1 200 OK\r\nY: d\r\nContent-Length: 0\r\n${ending}`,
    )
  })
})
