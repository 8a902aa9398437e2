import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { exchange, openRaw } from '../../support/core.ts'
import { openReceiver, type TestReceiver } from './support.ts'

let receiver: TestReceiver
afterEach(() => receiver.close())

const answers = (text: string) => text.split('HTTP/1.1 ').length - 1

describe('the receiver takes a request as it was sent', () => {
  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'M-SEARCH', 'QUERY'])(
    'method %s',
    async method => {
      receiver = await openReceiver()
      const answer = await exchange(receiver.url, `${method} /a/b?c=%20&d HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/)
      expect(receiver.captures).toMatchObject([{ method, target: '/a/b?c=%20&d', httpVersion: '1.1', problem: null, via: 'direct' }])
    },
  )

  test('header order, case, repetitions, empty values and latin-1 bytes', async () => {
    receiver = await openReceiver()
    const lines = [
      'hOsT: h',
      'X-b: 2',
      'x-A: 1',
      'X-B: 3',
      'Set-Cookie: a',
      'Set-Cookie: b',
      'Empty:',
      'Latin: caf\xe9 \xff\x80',
      'Connection: close',
    ]
    await exchange(receiver.url, `POST / HTTP/1.1\r\n${lines.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`)
    const expected = [...lines, 'Content-Length: 0'].flatMap(line => {
      const at = line.indexOf(':')
      return [line.slice(0, at), line.slice(at + 1).trim()]
    })
    expect(receiver.captures[0]?.headers).toEqual(expected)
  })

  test('more than a thousand headers, which node would cut', async () => {
    receiver = await openReceiver()
    const many = Array.from({ length: 3000 }, (_, i) => `x-${i}: ${i}`).join('\r\n')
    await exchange(receiver.url, `GET / HTTP/1.1\r\nHost: h\r\n${many}\r\nConnection: close\r\n\r\n`)
    expect(receiver.captures[0]?.headers).toHaveLength(2 * 3002)
    expect(receiver.captures[0]?.headers.slice(-4)).toEqual(['x-2999', '2999', 'Connection', 'close'])
  })

  const all = Uint8Array.from({ length: 256 }, (_, i) => i)
  const bodies: Record<string, Uint8Array> = {
    'all byte values': all,
    'invalid UTF-8': Uint8Array.of(0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80),
    'CRLF at both ends': Buffer.from('\r\n\r\nGET / HTTP/1.1\r\n\r\n'),
    nothing: new Uint8Array(),
    gzip: gzipSync('{"a":1}'),
  }
  test.each(Object.keys(bodies))('exact body: %s', async name => {
    receiver = await openReceiver()
    const body = bodies[name] ?? all
    const head = `POST /x HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: ${body.byteLength}\r\nConnection: close\r\n\r\n`
    await exchange(receiver.url, Buffer.concat([Buffer.from(head), body]))
    expect(Buffer.from(receiver.captures[0]?.body ?? [])).toEqual(Buffer.from(body))
    expect(receiver.captures[0]?.problem).toBeNull()
  })

  test('a chunked body without its framing, in whatever pieces it comes', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    await raw.send('POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\n\x00\xff\r')
    await raw.send('\r\n5;ext=1\r\nhe')
    await raw.send('llo\r\n0\r\nTrailer: t\r\n\r\n')
    expect(await raw.closed).toMatch(/^HTTP\/1.1 200/)
    expect(Buffer.from(receiver.captures[0]?.body ?? []).toString('latin1')).toBe('\x00\xff\rhello')
  })

  test('a large body lies in a buffer of its own, which may move to another thread', async () => {
    receiver = await openReceiver()
    await exchange(receiver.url, `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n${'x'.repeat(100_000)}`)
    const body = receiver.captures[0]?.body
    expect(body?.buffer.byteLength).toBe(100_000)
  })
})

describe('connections', () => {
  test('HTTP/1.0 without Host, closed after the answer', async () => {
    receiver = await openReceiver()
    expect(await exchange(receiver.url, 'GET /old HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200/)
    expect(receiver.captures[0]).toMatchObject({ httpVersion: '1.0', headers: [], effectiveUrl: `${receiver.url}/old` })
  })

  test('HTTP/1.0 with keep-alive, and HTTP/1.1, serve several requests on one connection', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    await raw.send('GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n')
    await raw.until(text => text.endsWith('kept'))
    await raw.send('POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx')
    await raw.until(text => answers(text) === 2 && text.endsWith('kept'))
    await raw.send('GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
    expect(answers(await raw.closed)).toBe(3)
    expect(receiver.captures.map(({ target }) => target)).toEqual(['/1', '/2', '/3'])
  })

  test('pipelined requests are all taken and answered in order', async () => {
    const replies = ['one', 'two', 'three']
    receiver = await openReceiver({}, async () => ({ status: 200, headers: [], body: replies.shift() ?? '', delayMs: 0 }))
    const one = 'POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab'
    const answer = await exchange(receiver.url, `${one}${one}GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)
    expect([...answer.matchAll(/one|two|three/g)].map(String)).toEqual(['one', 'two', 'three'])
    expect(receiver.captures).toHaveLength(3)
  })

  test('Expect: 100-continue is asked on for a body that fits', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    await raw.send('POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n')
    expect(await raw.until(text => text.includes('\r\n\r\n'))).toMatch(/^HTTP\/1.1 100 Continue/)
    await raw.send('body')
    expect(await raw.closed).toContain('HTTP/1.1 200 OK')
    expect(Buffer.from(receiver.captures[0]?.body ?? []).toString()).toBe('body')
  })

  test('Expect: 100-continue with a body that does not fit gets 413 and is not asked for it', async () => {
    receiver = await openReceiver({ maxBody: 1000 })
    const answer = await exchange(receiver.url, 'POST /big HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 413/)
    expect(receiver.captures).toMatchObject([{ target: '/big', problem: 'oversized' }])
  })

  test('another expectation is no reason to lose a request', async () => {
    receiver = await openReceiver()
    const answer = await exchange(receiver.url, 'GET /e HTTP/1.1\r\nHost: h\r\nExpect: magic\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 200/)
    expect(receiver.captures).toHaveLength(1)
  })

  test('a WebSocket upgrade is a request like any other; CONNECT is a row and gets no tunnel', async () => {
    receiver = await openReceiver()
    const upgrade =
      'GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n'
    const raw = await openRaw(receiver.url)
    await raw.send(upgrade)
    expect(await raw.until(text => text.endsWith('kept'))).toMatch(/^HTTP\/1.1 200/)
    raw.socket.destroy()
    expect(await exchange(receiver.url, 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
    expect(receiver.captures).toMatchObject([
      { target: '/ws', problem: null },
      { method: 'CONNECT', target: 'example.com:443', problem: 'malformed', headers: ['Host', 'example.com'] },
    ])
  })
})
