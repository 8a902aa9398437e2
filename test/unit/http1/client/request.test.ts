import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeRequest, type OutgoingRequest } from '#http1/client/request.ts'

const request = (change: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  method: 'POST',
  origin: 'http://app.test:8080',
  path: '/hook?a=%20',
  headers: [],
  body: new Uint8Array(),
  ...change,
})
function bytesOf(change: Partial<OutgoingRequest>): string {
  const encoded = encodeRequest(request(change))
  if (!encoded.ok) throw new Error(encoded.reason)
  return encoded.head + Buffer.from(encoded.body).toString('latin1')
}
function reasonOf(change: Partial<OutgoingRequest>): string | null {
  const encoded = encodeRequest(request(change))
  return encoded.ok ? null : encoded.reason
}

test('head and body, to the byte', () => {
  expect(bytesOf({ headers: ['x-B', '1', 'X-a', '\xe9', 'x-B', ''], body: Uint8Array.from([0, 255, 13, 10]) })).toBe(
    'POST /hook?a=%20 HTTP/1.1\r\nHost: app.test:8080\r\nConnection: keep-alive\r\nx-B: 1\r\nX-a: \xe9\r\nx-B: \r\nContent-Length: 4\r\n\r\n\0\xff\r\n',
  )
})

test('a length is told where a body is expected or there', () => {
  for (const method of ['POST', 'PUT', 'PATCH']) expect(bytesOf({ method })).toContain('\r\nContent-Length: 0\r\n')
  for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'PURGE']) expect(bytesOf({ method })).not.toContain('Content-Length')
  expect(bytesOf({ method: 'DELETE', body: Uint8Array.from([1]) })).toContain('\r\nContent-Length: 1\r\n')
})

test('the fields told are those that are written', () => {
  const encoded = encodeRequest(request({ headers: ['X-a', '1', 'X-A', '2'], body: new Uint8Array(3) }))
  expect(encoded).toMatchObject({
    fields: ['Host', 'app.test:8080', 'Connection', 'keep-alive', 'X-a', '1', 'X-A', '2', 'Content-Length', '3'],
  })
})

describe('what no request can hold is refused with what it is', () => {
  test.each([
    [{ method: 'PO ST' }, /"PO ST" cannot be the method/],
    [{ method: '' }, /"" cannot be the method/],
    [{ path: 'hook' }, /its URL has a character/],
    [{ path: '/a b' }, /its URL has a character/],
    [{ path: '/a\r\nX: y' }, /its URL has a character/],
    [{ path: '/\u0142' }, /its URL has a character/],
    [{ headers: ['X A', '1'] }, /"X A" cannot be the name of a header/],
    [{ headers: ['', '1'] }, /"" cannot be the name of a header/],
    [{ headers: ['X-A', 'a\r\nX-B: c'] }, /the value of its header X-A/],
    [{ headers: ['X-A', '\0'] }, /the value of its header X-A/],
    [{ headers: ['X-A', '\u0142'] }, /the value of its header X-A/],
    [{ origin: 'http://app.test\r\nX: y' }, /the value of its header Host/],
  ])('%j', (change, reason) => {
    expect(reasonOf(change)).toMatch(reason)
  })

  test('whatever it is given, it writes one head of one request or nothing', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '/', ' ', ':', '\r', '\n', '\0', '\t', '\xe9', '\u0142'), maxLength: 6 })
    fc.assert(
      fc.property(text, text, text, text, (method, path, name, value) => {
        const encoded = encodeRequest(request({ method, path: `/${path}`, headers: [name, value] }))
        if (!encoded.ok) return
        const lines = encoded.head.split('\r\n')
        expect(lines[0]).toBe(`${method} /${path} HTTP/1.1`)
        expect(lines[3]).toBe(`${name}: ${value}`)
        expect(lines.slice(-2)).toEqual(['', ''])
        expect(lines.join('')).not.toMatch(/[\r\n\0]/)
      }),
      { numRuns: 2000 },
    )
  })
})
