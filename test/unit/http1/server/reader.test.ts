import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MalformedMessage } from '#http1/malformed.ts'
import type { RequestHead } from '#http1/server/head.ts'
import { RequestReader } from '#http1/server/reader.ts'
import { chunked, packetsOf } from '../../../support/packets.ts'

interface Read {
  readonly head: RequestHead
  body: string
  complete: boolean
}

/** All requests in these packets, and what was wrong where the reader gave up. */
function read(packets: readonly Buffer[], maxHead = 64 * 1024) {
  const requests: Read[] = []
  const reader = new RequestReader(
    {
      onHead: head => void requests.push({ head, body: '', complete: false }),
      onBody(part) {
        const last = requests.at(-1)
        if (last) last.body += Buffer.from(part).toString('latin1')
      },
      onEnd() {
        const last = requests.at(-1)
        if (last) last.complete = true
      },
    },
    maxHead,
  )
  let wrong: MalformedMessage | null = null
  for (const packet of packets) {
    // As a socket hands it out: in memory that is used again for the next.
    const lent = Buffer.from(packet)
    try {
      reader.feed(lent)
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error
      wrong = error
    }
    lent.fill(0)
  }
  return { requests, wrong, held: Buffer.from(reader.held).toString('latin1'), stopped: reader.stopped }
}
const bytes = (text: string) => Buffer.from(text, 'latin1')
const whole = (text: string, maxHead?: number) => read([bytes(text)], maxHead)
const head = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\n\r\n`

describe('a head', () => {
  test('is taken as it stands: order, letter case, repetitions, each byte of a value, blanks within', () => {
    const { requests } = whole(head('POST /a?b=%20 HTTP/1.1', 'hOsT: h', 'X-b:  two  words\t', 'x-B:', 'Latin: caf\xe9 \xff'))
    expect(requests[0]?.head).toEqual({
      method: 'POST',
      target: '/a?b=%20',
      httpVersion: '1.1',
      headers: ['hOsT', 'h', 'X-b', 'two  words', 'x-B', '', 'Latin', 'caf\xe9 \xff'],
      framing: { kind: 'none' },
      persistent: true,
      waits: false,
    })
  })

  test.each([
    ['GET / HTTP/1.1', [], true],
    ['GET / HTTP/1.1', ['Connection: foo, Close'], false],
    ['GET / HTTP/1.0', [], false],
    ['GET / HTTP/1.0', ['Connection: Keep-Alive'], true],
    ['GET / HTTP/1.7', [], true],
  ])('%s with %j: whether its sender goes on', (line, fields, persistent) => {
    expect(whole(head(line, ...fields)).requests[0]?.head.persistent).toBe(persistent)
  })

  test.each([
    ['http://h.test/p', 'GET'],
    ['HTTPS://h.test', 'GET'],
    ['*', 'OPTIONS'],
    ['/caf\xe9', 'GET'],
    ['h.test:443', 'CONNECT'],
    ['/', 'A-METHOD.NOBODY~KNOWS'],
  ])('target %s of %s', (target, method) => {
    expect(whole(head(`${method} ${target} HTTP/1.1`)).requests[0]?.head).toMatchObject({ method, target })
  })

  test('only HTTP/1.1 can wait with its body', () => {
    const of = (version: string) =>
      whole(head(`POST / HTTP/${version}`, 'Expect: 100-Continue', 'Content-Length: 1')).requests[0]?.head.waits
    expect([of('1.1'), of('1.0')]).toEqual([true, false])
  })

  test('empty lines before it are passed over, and a connection of nothing else holds nothing', () => {
    expect(whole(`\r\n\n\r\n${head('GET /x HTTP/1.1')}`).requests[0]?.head.target).toBe('/x')
    expect(whole('\r\n\r\n')).toMatchObject({ requests: [], wrong: null, held: '' })
  })
})

describe('where a body ends', () => {
  test.each([
    ['its length', head('POST / HTTP/1.1', 'Content-Length: 5'), 'hello', 'hello'],
    ['its length, said twice alike', head('POST / HTTP/1.1', 'Content-Length: 5', 'content-length: 5'), 'hello', 'hello'],
    ['a length of nothing', head('POST / HTTP/1.1', 'Content-Length: 0'), '', ''],
    ['nothing said', head('POST / HTTP/1.1'), '', ''],
    ['its last chunk', head('POST / HTTP/1.1', 'Transfer-Encoding: Chunked'), '3;a=b\r\nhel\r\n2 \r\nlo\r\n0\r\nX-Sum: 1\r\n\r\n', 'hello'],
    ['its last chunk, after another coding', head('POST / HTTP/1.0', 'Transfer-Encoding: gzip, chunked'), '1\r\nx\r\n0\r\n\r\n', 'x'],
  ])('%s; and the next request begins there', (_, first, body, expected) => {
    const { requests, wrong } = whole(`${first}${body}${head('GET /next HTTP/1.1')}`)
    expect(wrong).toBeNull()
    expect(requests.map(request => [request.head.target, request.body, request.complete])).toEqual([
      ['/', expected, true],
      ['/next', '', true],
    ])
  })

  test('a body that has not come in full is not complete', () => {
    for (const text of ['Content-Length: 5\r\n\r\nhell', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'])
      expect(whole(`POST / HTTP/1.1\r\n${text}`).requests[0]?.complete).toBe(false)
  })
})

describe('what is no request is said, and all that came of it is held', () => {
  test.each([
    ['hello there\r\n\r\n', /it begins with “hello there”/],
    ['\x16\x03\x01\x02\x00\x01', /it begins with bytes that are no text/],
    ['GET\r\n', /it begins with “GET”/],
    [`${'A'.repeat(33)}`, /it begins with “A+”/],
    ['GET / HTTP/1.1 \r\n', /it begins with “GET/],
    ['GET  / HTTP/1.1\r\n', /it begins with “GET/],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /it is HTTP\/2\.0, and HTTP\/1\.1 is what is spoken here/],
    ['GET / HTTP/9.9\r\n', /it is HTTP\/9\.9/],
    ['GET path HTTP/1.1\r\n', /its target is neither a path nor a URL/],
    ['GET *x HTTP/1.1\r\n', /its target is neither/],
    ['GET /\x01 HTTP/1.1\r\n', /its target is neither/],
    ['POST / HTTP/1.1\nHost: h\n\n', /its first line ends in LF alone/],
    ['POST / HTTP/1.1\r\nHost: h\n\r\n', /its header line 1 ends in LF alone/],
    ['POST / HTTP/1.1\r\nHost: h\r\n\n', /the empty line behind its headers ends in LF alone/],
    ['POST / HTTP/1.1\r\nA: b\r\n c\r\n\r\n', /its header line 2 begins with a blank/],
    ['POST / HTTP/1.1\r\nBad Name: x\r\n\r\n', /its header line 1 has no valid name/],
    ['POST / HTTP/1.1\r\nA: b\r\nno colon\r\nC: d\r\n\r\n', /its header line 2 has no valid name/],
    ['POST / HTTP/1.1\r\n: b\r\n\r\n', /its header line 1 has no valid name/],
    ['POST / HTTP/1.1\r\nA: b\rC: d\r\n\r\n', /the value of its header A has a character/],
    ['POST / HTTP/1.1\r\nA: b\0\r\n\r\n', /the value of its header A has a character/],
    ['POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', /its length is given more than once/],
    ['POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\na', /or is no number/],
    ['POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', /its length is given more than once/],
    ['POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n', /chunked is not the last/],
    ['POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n', /chunked is not the last/],
  ])('%j', (text, message) => {
    const { requests, wrong, held, stopped } = whole(text)
    expect(requests).toEqual([])
    expect(wrong?.message).toMatch(message)
    expect(held).toBe(text)
    expect(stopped).toBe(true)
  })

  test('headers beyond the limit, in one packet or many', () => {
    const text = `POST /long HTTP/1.1\r\nX: ${'a'.repeat(500)}\r\n\r\n`
    expect(whole(text, 200)).toMatchObject({ wrong: { fault: 'headers' }, held: text, requests: [] })
    const packets = text.match(/.{1,40}/gs)?.map(bytes) ?? []
    const cut = read(packets, 200)
    expect(cut.wrong?.fault).toBe('headers')
    expect(text.startsWith(cut.held)).toBe(true)
    expect(whole(text, 600).requests).toHaveLength(1)
  })

  test('a chunk without a size ends the body where it stands', () => {
    const { requests, wrong, held } = whole(`${head('POST / HTTP/1.1', 'Transfer-Encoding: chunked')}2\r\nhi\r\nzz\r\n`)
    expect(wrong?.message).toMatch(/a chunk of its body has no valid size/)
    expect([requests[0]?.body, requests[0]?.complete, held]).toEqual(['hi', false, ''])
  })

  test('so does one whose lines end in LF alone, as the head’s may not either', () => {
    const { requests, wrong } = whole(`${head('POST / HTTP/1.1', 'Transfer-Encoding: chunked')}1\nx\n0\n\n`)
    expect(wrong?.message).toMatch(/a line of its chunked body ends in LF alone/)
    expect(requests[0]?.complete).toBe(false)
  })

  test('what cannot become a request is told before its line ends; what still can is waited for', () => {
    for (const text of ['G', 'GET', 'GET /x', 'GET /x HTTP/1.1\r', 'GET /x HTTP/1.1\r\nA: b\r\n', 'SSH-2.0-x'])
      expect(whole(text)).toMatchObject({ wrong: null, held: text, stopped: false })
    expect(whole('SSH-2.0-x\r\n').wrong?.message).toMatch(/it begins with “SSH-2\.0-x”/)
  })
})

describe('however it is cut into packets', () => {
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'QUERY'),
    path: fc.stringMatching(/^\/[a-z0-9?=&%.-]{0,20}$/),
    value: fc.stringMatching(/^[!-~\xa0-\xff]([ -~\xa0-\xff]{0,10}[!-~\xa0-\xff])?$/),
    body: fc.uint8Array({ maxLength: 200 }),
    chunk: fc.option(fc.integer({ min: 1, max: 40 })),
    blank: fc.boolean(),
  })
  const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 })

  function written({ method, path, value, body, chunk, blank }: typeof request extends fc.Arbitrary<infer T> ? T : never): Buffer {
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `X-Value: ${value}`,
      chunk === null ? `Content-Length: ${body.length}` : 'Transfer-Encoding: chunked',
    ]
    const parts = [bytes(`${blank ? '\r\n' : ''}${head(...lines)}`)]
    if (chunk === null) parts.push(Buffer.from(body))
    else parts.push(chunked(body, [chunk]))
    return Buffer.concat(parts)
  }

  test('they are the same requests', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 4 }), cuts, (requests, sizes) => {
        const all = Buffer.concat(requests.map(written))
        const got = read(packetsOf(all, sizes))
        expect(got).toMatchObject({ wrong: null, held: '' })
        expect(got.requests.map(({ head, body, complete }) => [head.method, head.target, head.headers[1], body, complete])).toEqual(
          requests.map(({ method, path, value, body }) => [method, path, value, Buffer.from(body).toString('latin1'), true]),
        )
      }),
    )
  })

  test('whatever comes, it is read or refused, alike in one packet and in many, and nothing of it is forgotten', () => {
    const noise = fc.array(
      fc.oneof(
        fc.constantFrom(
          'GET / HTTP/1.1',
          '\r\n',
          '\n',
          '\r',
          'A: b',
          'Content-Length: 3',
          'Transfer-Encoding: chunked',
          '3',
          'abc',
          '0',
          ' ',
          ':',
        ),
        fc.string({ unit: 'binary-ascii', maxLength: 3 }),
      ),
      { maxLength: 14 },
    )
    fc.assert(
      fc.property(noise, pieces => {
        const text = pieces.join('')
        const once = whole(text)
        const many = read([...text].map(bytes))
        expect(many.requests).toEqual(once.requests)
        expect(many.wrong === null).toBe(once.wrong === null)
        // Refused later in the packet, it has more of it.
        expect(once.held.startsWith(many.held)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
