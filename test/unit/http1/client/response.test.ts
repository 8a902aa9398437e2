import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ResponseReader } from '#http1/client/response.ts'
import { MalformedMessage } from '#http1/malformed.ts'
import { chunked, packetsOf } from '../../../support/packets.ts'

/** What a reader makes of the packets: as far as it comes, and whether it asks for more. */
function read(packets: readonly Buffer[], method = 'POST') {
  const body: Uint8Array[] = []
  let status = 0
  let headers: readonly string[] = []
  const reader = new ResponseReader(method, {
    onHead(code, fields) {
      status = code
      headers = fields
    },
    // Copied, for the socket overwrites it.
    onBody: part => void body.push(Uint8Array.from(part)),
  })
  let complete = false
  for (const packet of packets) {
    // As a socket hands it out: in memory that is used again for the next.
    const lent = Buffer.from(packet)
    complete = reader.feed(lent)
    lent.fill(0)
    if (complete) break
  }
  return { complete, status, headers, body: Buffer.concat(body), reusable: reader.reusableMs > 0, ended: complete || reader.end() }
}
const whole = (text: string, method?: string) => read([Buffer.from(text, 'latin1')], method)

function faultOf(text: string, method?: string) {
  try {
    whole(text, method)
  } catch (error) {
    if (error instanceof MalformedMessage) return { fault: error.fault, message: error.message }
    throw error
  }
  return null
}

describe('where a body ends', () => {
  test.each([
    ['its length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'hello', true],
    ['its length, said twice alike', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\ncontent-length: 5\r\n\r\nhello', 'hello', true],
    [
      'its last chunk',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2 \r\nlo\r\n0\r\nX-Sum: 1\r\n\r\n',
      'hello',
      true,
    ],
    ['its last chunk, after another coding', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n', 'x', true],
    ['nothing: 204', 'HTTP/1.1 204 No Content\r\n\r\n', '', true],
    ['nothing: 304 that tells a length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', '', true],
    ['lines that end in LF alone', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok', 'ok', true],
    ['its last chunk, with lines that end in LF alone', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\nok\n0\n\n', 'ok', true],
    ['empty lines before it', '\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 'ok', true],
    ['no reason after the status', 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok', 'ok', true],
    ['HTTP/1.0 that keeps the connection', 'HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok', 'ok', true],
    ['HTTP/1.0 that does not', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', 'ok', false],
    ['a connection that closes afterwards', 'HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 2\r\n\r\nok', 'ok', false],
    ['more behind it, which nobody asked for', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more', 'ok', false],
  ])('%s', (_, text, body, reusable) => {
    const { complete, body: bytes, reusable: again } = whole(text)
    expect({ complete, body: bytes.toString('latin1'), again }).toEqual({ complete: true, body, again: reusable })
  })

  test('with the connection, where neither length nor chunks are given', () => {
    const first = whole('HTTP/1.1 200 OK\r\n\r\nhello')
    expect(first).toMatchObject({ complete: false, ended: true, reusable: false })
    expect(first.body.toString()).toBe('hello')
  })

  test('an end in the middle of a counted or chunked body, or of the headers, is none', () => {
    for (const text of [
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel',
      'HTTP/1.1 200 OK\r\nX: y\r\n',
    ])
      expect(whole(text).ended).toBe(false)
  })

  test('HEAD is answered with a length and no body', () => {
    expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 'HEAD')).toMatchObject({ complete: true, reusable: true })
  })

  test('how long the connection is kept is the server’s to say', () => {
    const msOf = (header: string) => {
      const reader = new ResponseReader('POST', { onHead() {}, onBody() {} })
      reader.feed(Buffer.from(`HTTP/1.1 200 OK\r\n${header}Content-Length: 0\r\n\r\n`))
      return reader.reusableMs
    }
    expect(msOf('')).toBe(Number.POSITIVE_INFINITY)
    expect(msOf('Keep-Alive: timeout=5\r\n')).toBe(5000)
    expect(msOf('Keep-Alive: max=3, Timeout=7\r\n')).toBe(7000)
    expect(msOf('Keep-Alive: timeout=0\r\n')).toBe(0)
    expect(msOf('Keep-Alive: timeout=5\r\nConnection: close\r\n')).toBe(0)
  })

  test('interim responses are passed over', () => {
    const { status, headers, body } = whole(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 2\r\n\r\nok',
    )
    expect([status, headers, body.toString()]).toEqual([200, ['X', 'y', 'Content-Length', '2'], 'ok'])
  })
})

describe('headers', () => {
  test('keep order, letter case, repetitions and each byte', () => {
    const { headers } = whole('HTTP/1.1 200 OK\r\nx-B:  one \t\r\nX-a:\r\nX-B: \xe9\x01:\r\nContent-Length: 0\r\n\r\n')
    expect(headers).toEqual(['x-B', 'one', 'X-a', '', 'X-B', '\xe9\x01:', 'Content-Length', '0'])
  })

  test('a line that begins with a blank goes on with the one before', () => {
    const { headers } = whole('HTTP/1.1 200 OK\r\nX: one\r\n  two\r\n\tthree\r\nContent-Length: 0\r\n\r\n')
    expect(headers.slice(0, 2)).toEqual(['X', 'one two three'])
  })

  test('another response with the same head is another response', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'
    expect(whole(`${text}ab`).body.toString()).toBe('ab')
    expect(whole(`${text}cd`).body.toString()).toBe('cd')
    expect(whole(text, 'HEAD').complete).toBe(true)
    expect(whole(text).complete).toBe(false)
  })
})

describe('what is no response', () => {
  test.each([
    ['protocol', '220 mail.test ready\r\n', /it begins with “220 mail\.test ready”\./],
    ['protocol', '\x00\x00\x12\x04\x00', /it begins with bytes that are no text\./],
    ['protocol', 'HTTP', null],
    ['message', 'HTTP/2.0 200 OK\r\n\r\n', /it begins with the line “HTTP\/2\.0 200 OK”\./],
    ['message', 'HTTP/1.1 20x OK\r\n\r\n', /it begins with the line/],
    ['message', 'HTTP/1.1 099 Low\r\n\r\n', /its status is below 100/],
    ['message', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', /or is 101/],
    ['message', 'HTTP/1.1 200 OK\r\n two\r\n\r\n', /its first header has no name/],
    ['message', 'HTTP/1.1 200 OK\r\nX: y\r\nno colon\r\n\r\n', /its header line 2 has no valid name/],
    ['message', 'HTTP/1.1 200 OK\r\nX : y\r\n\r\n', /its header line 1 has no valid name/],
    ['message', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n', /the value of its header X has a character/],
    ['message', 'HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n', /its length is given more than once/],
    ['message', 'HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n', /its length is given more than once, or is no number/],
    ['message', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n', /its length is given more than once/],
    ['message', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n', /a chunk of its body has no valid size/],
    ['message', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n', /a chunk of its body has no valid size/],
    ['message', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(5000)}`, /a chunk of its body has no valid size/],
    ['message', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n', /a chunk of its body is longer than its size/],
    ['headers', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(70_000)}`, /larger than 64 KiB/],
    ['headers', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n${'X: y\r\n'.repeat(20_000)}`, /larger than 64 KiB/],
  ])('%s: %j', (fault, text, message) => {
    const outcome = faultOf(text)
    if (message === null) expect(outcome).toBeNull()
    else expect(outcome).toEqual({ fault, message: expect.stringMatching(message) })
  })
})

describe('however it is cut into packets', () => {
  const framed = fc.record({
    body: fc.uint8Array({ maxLength: 300 }),
    chunks: fc.option(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 })),
    interim: fc.boolean(),
    cuts: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 }),
  })

  test('it is the same response', () => {
    fc.assert(
      fc.property(framed, ({ body, chunks, interim, cuts }) => {
        const text = (value: string) => Buffer.from(value, 'latin1')
        const parts = [text(interim ? 'HTTP/1.1 102 Processing\r\n\r\n' : ''), text('HTTP/1.1 201 Created\r\nX-Name: v\xe4lue\r\n')]
        if (chunks === null) parts.push(text(`Content-Length: ${body.length}\r\n\r\n`), Buffer.from(body))
        else {
          parts.push(text('Transfer-Encoding: chunked\r\n\r\n'), chunked(body, chunks))
        }
        const all = Buffer.concat(parts)
        const got = read(packetsOf(all, cuts))
        expect(got).toMatchObject({ complete: true, status: 201, reusable: true })
        expect(got.headers.slice(0, 2)).toEqual(['X-Name', 'v\xe4lue'])
        expect(got.body.equals(Buffer.from(body))).toBe(true)
        // One byte less is not the whole of it.
        expect(read([all.subarray(0, -1)]).complete).toBe(false)
      }),
    )
  })
})
