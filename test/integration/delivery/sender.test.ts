import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { createServer as createTls, type TlsOptions } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { RESPONSE_KEPT } from '#domain/delivery/row.ts'
import { outcomeSentence } from '#domain/outcome.ts'
import { sending, turns } from '../../support/delivery/sending.ts'
import { openSink, status } from '../../support/delivery/sink.ts'
import { testCertificate, testKey } from '../../support/delivery/tls.ts'

const { closing, senderOf, sinkOf, tcpOf } = sending()

test('port 0 is no other port', async () => {
  const sent = await senderOf().send('http://127.0.0.1:0')
  expect(sent?.outcome).toMatchObject({ kind: 'refused-address', address: '127.0.0.1', reason: expect.stringContaining('port is 0') })
})

describe('timeouts are told apart', () => {
  test('dns; and what was given up is not sent when the name is found after all', async () => {
    const sink = await sinkOf()
    let found = (_: { address: string; family: number }[]) => {}
    const { clock, send } = senderOf({ resolve: () => new Promise(resolve => (found = resolve)) })
    const sent = send(sink.url.replace('127.0.0.1', 'app.test'))
    await turns()
    clock.advance(1000)
    expect((await sent)?.outcome).toEqual({ kind: 'timeout', stage: 'dns', timeoutMs: 1000, status: null })
    found([{ address: '127.0.0.1', family: 4 }])
    await turns(30)
    expect(sink.hits).toHaveLength(0)
  })

  test('connect: a process that is stopped, its queue of connections full', async () => {
    const child = spawn(process.execPath, [
      '-e',
      "const s = require('net').createServer(() => {}); s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))",
    ])
    closing.push(() => child.kill('SIGKILL'))
    const port = Number(String((await once(child.stdout, 'data'))[0]))
    child.kill('SIGSTOP')
    const fillers = [1, 2].map(() => connect({ port, host: '127.0.0.1' }))
    closing.push(() => fillers.forEach(filler => void filler.destroy()))
    await Promise.all(fillers.map(filler => once(filler, 'connect')))
    const { clock, send } = senderOf()
    const sent = send(`http://127.0.0.1:${port}`)
    await turns()
    clock.advance(1000)
    expect((await sent)?.outcome).toMatchObject({ kind: 'timeout', stage: 'connect' })
  })

  test('tls', async () => {
    const { promise: greeted, resolve } = Promise.withResolvers<void>()
    const port = await tcpOf(socket => socket.once('data', () => resolve()))
    const { clock, send } = senderOf()
    const sent = send(`https://127.0.0.1:${port}`)
    await greeted
    clock.advance(1000)
    expect((await sent)?.outcome).toMatchObject({ kind: 'timeout', stage: 'tls' })
  })

  test('headers', async () => {
    const sink = await sinkOf(() => {})
    const { clock, send } = senderOf()
    const sent = send(sink.url)
    await sink.received(1)
    clock.advance(999)
    await turns()
    clock.advance(1)
    expect((await sent)?.outcome).toMatchObject({ kind: 'timeout', stage: 'headers', status: null })
  })

  test('body: the status is kept', async () => {
    const { promise: written, resolve } = Promise.withResolvers<void>()
    const sink = await sinkOf((_, response) => void response.writeHead(200, { 'X-Seen': 'yes' }).write('begun', () => resolve()))
    const { clock, send } = senderOf()
    const sent = send(sink.url)
    await written
    // It lies in the connection now, and is read in one of the next turns of this event loop.
    await turns()
    clock.advance(1000)
    const result = await sent
    expect(result?.outcome).toMatchObject({ kind: 'timeout', stage: 'body', status: 200 })
    expect(result?.headers).toContain('X-Seen')
  })
})

/** What is said of an answer, byte for byte as given. */
async function saidOf(answer: string): Promise<string | null> {
  const port = await tcpOf(socket => socket.once('data', () => socket.end(answer)))
  const { send } = senderOf()
  const sent = await send(`http://127.0.0.1:${port}`)
  expect(sent?.outcome.kind).toBe('not-http')
  return sent && outcomeSentence(sent.outcome)
}

describe('failures are told apart', () => {
  test('a name that is not found', async () => {
    const { send } = senderOf({ resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) })
    expect((await send('http://nowhere.test'))?.outcome).toEqual({ kind: 'dns', host: 'nowhere.test', code: 'ENOTFOUND' })
  })

  test('nothing listens', async () => {
    const sink = await openSink()
    await sink.close()
    const { send } = senderOf()
    expect((await send(sink.url))?.outcome).toEqual({ kind: 'connect', host: sink.url.slice(7), code: 'ECONNREFUSED' })
  })

  test('TLS to a server without it', async () => {
    const sink = await sinkOf()
    const { send } = senderOf()
    expect((await send(sink.url.replace('http', 'https')))?.outcome).toMatchObject({ kind: 'tls', host: '127.0.0.1' })
  })

  test('an answer that is not HTTP', async () => {
    expect(await saidOf('220 mail.test ready\r\n')).toMatch(/^The response is not HTTP: .* Check that the URL has the right port/)
  })

  test.each([
    ['a 101 that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nContent-Length: 0\r\n\r\n', /its status is below 100, or is 101/],
    ['a 101 that upgrades', 'HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n', /its status is below 100, or is 101/],
    ['a status of zeros', 'HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n', /its status is below 100, or is 101/],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc', /its length is given more than once/],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /its length is given more than once/,
    ],
    [
      'a chunk without a size',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n',
      /a chunk of its body has no valid size\./,
    ],
  ])('an answer that breaks the rules of HTTP is one all the same: %s', async (_, answer, what) => {
    const said = await saidOf(answer)
    expect(said).toMatch(/^The receiver responded, but not with valid HTTP: /)
    expect(said).toMatch(what)
    expect(said).not.toMatch(/port|[A-Z]+_[A-Z]+/)
  })

  test('headers above the limit are told as that', async () => {
    expect(await saidOf(`HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(70_000)}\r\n\r\n`)).toBe(
      'The headers of the response are larger than 64 KiB. Have the receiver send fewer or shorter ones.',
    )
  })

  test('a connection that breaks before an answer, and in the middle of one', async () => {
    const sink = await sinkOf((_, response) => void response.socket?.destroy())
    const { send } = senderOf()
    expect((await send(sink.url))?.outcome).toMatchObject({ kind: 'reset', stage: 'headers', status: null })
    sink.answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('begun', () => response.socket?.destroy())
    }
    expect((await send(sink.url))?.outcome).toMatchObject({ kind: 'reset', stage: 'body', status: 200 })
  })

  test('what no HTTP message can hold', async () => {
    const sink = await sinkOf()
    const { send } = senderOf()
    expect((await send(sink.url, { headers: ['X-A', 'line\nbreak'] }))?.outcome.kind).toBe('cannot-send')
    expect((await send(sink.url, { path: '/a b' }))?.outcome.kind).toBe('cannot-send')
    expect(sink.hits).toHaveLength(0)
  })

  test('an abort is no outcome', async () => {
    const sink = await sinkOf(() => {})
    const { send } = senderOf()
    const abort = new AbortController()
    const sent = send(sink.url, {}, { signal: abort.signal })
    await sink.received(1)
    abort.abort()
    expect(await sent).toBeNull()
  })
})

describe('certificates', () => {
  async function httpsSink(): Promise<string> {
    const server = createHttps({ cert: testCertificate, key: testKey }, (_, response) => void response.end('secret'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(() => {
      server.closeAllConnections()
      server.close()
    })
    return `https://app.test:${(server.address() as AddressInfo).port}`
  }
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]

  test('one that nobody vouches for is refused', async () => {
    const { send } = senderOf({ resolve })
    expect((await send(await httpsSink()))?.outcome).toMatchObject({ kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })

  test('one of a known authority is accepted for its own name alone', async () => {
    const { send } = senderOf({ resolve, ca: testCertificate })
    const url = await httpsSink()
    expect((await send(url))?.outcome).toMatchObject({ kind: 'response', status: 200 })
    expect((await send(url.replace('app.test', 'other.test')))?.outcome).toMatchObject({
      kind: 'tls',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
  })
})

describe('a failed TLS handshake is told without OpenSSL’s own files and node’s options', () => {
  const said = async (origin: string): Promise<string> => {
    const { send } = senderOf()
    const sent = await send(origin)
    expect(sent?.outcome.kind).toBe('tls')
    return (sent && outcomeSentence(sent.outcome)) ?? ''
  }
  async function tlsOf(options: TlsOptions): Promise<string> {
    const server = createTls({ cert: testCertificate, key: testKey, ...options }, socket => void socket.on('error', () => {}))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(() => server.close())
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('a certificate of one’s own: what can be set for it', async () => {
    expect(await said(await tlsOf({}))).toBe(
      'The TLS handshake with 127.0.0.1 failed (DEPTH_ZERO_SELF_SIGNED_CERT): self-signed certificate. If the certificate is your own, enter its certificate authority in the endpoint; a local endpoint can also accept any certificate.',
    )
  })

  test('no TLS there, and none that we speak', async () => {
    const sink = await sinkOf()
    expect(await said(sink.url.replace('http', 'https'))).toMatch(
      /\(ERR_SSL_WRONG_VERSION_NUMBER\): wrong version number\. Nothing there speaks TLS: use http:/,
    )
    const old = await tlsOf({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' })
    expect(await said(old)).toMatch(/: tlsv1 alert protocol version\. Have it support TLS 1\.2 or 1\.3/)
  })
})

describe('address guard', () => {
  test('a name that stands for a private address is refused, and nothing connects', async () => {
    const sink = await sinkOf()
    const { send } = senderOf({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
    const refused = await send(sink.url.replace('127.0.0.1', 'rebind.test'), {}, { reach: 'public' })
    expect(refused?.outcome).toMatchObject({ kind: 'refused-address', host: 'rebind.test', address: '127.0.0.1' })
    expect(sink.hits).toHaveLength(0)
  })

  test('one bad address among good ones is enough', async () => {
    const { send } = senderOf({
      resolve: async () => [
        { address: '8.8.8.8', family: 4 },
        { address: '::ffff:169.254.169.254', family: 6 },
      ],
    })
    const refused = await send('http://mixed.test', {}, { reach: 'loopback' })
    expect(refused?.outcome).toMatchObject({ kind: 'refused-address', address: '::ffff:169.254.169.254' })
  })

  test('literals are refused too, for they never pass through a lookup', async () => {
    const sink = await sinkOf()
    const { send } = senderOf()
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '[::ffff:127.0.0.1]']) {
      const origin = new URL(sink.url.replace('127.0.0.1', host)).origin
      expect((await send(origin, {}, { reach: 'public' }))?.outcome.kind, host).toBe('refused-address')
    }
    expect(sink.hits).toHaveLength(0)
  })

  test('a connection that a local endpoint made is not reused by one that may not go there', async () => {
    const sink = await sinkOf()
    const { send } = senderOf()
    expect((await send(sink.url, {}, { reach: 'any' }))?.outcome.kind).toBe('response')
    expect((await send(sink.url, {}, { reach: 'public' }))?.outcome.kind).toBe('refused-address')
  })

  test('it connects to the address that was checked: the name is looked up once', async () => {
    const sink = await sinkOf()
    let lookups = 0
    const { send } = senderOf({
      resolve: async () => {
        lookups += 1
        return [{ address: '127.0.0.1', family: 4 }]
      },
    })
    await send(sink.url.replace('127.0.0.1', 'app.test'))
    expect(lookups).toBe(1)
    expect(sink.hits[0]?.headers.host).toBe(sink.url.replace('http://127.0.0.1', 'app.test'))
  })
})

describe('on the wire', () => {
  test('header order, letter case and repetitions are kept; the body is byte for byte', async () => {
    const sink = await sinkOf()
    const { send } = senderOf()
    const body = new Uint8Array([0, 255, 13, 10, 128, 200])
    const headers = ['X-Zed', '1', 'x-lower', 'Ü', 'X-Zed', '2', 'CONTENT-type', 'application/x-thing', 'Accept', '*/*']
    await send(sink.url, { method: 'PATCH', path: '/a//b/../c?x=%2F&y', headers, body })
    const hit = sink.hits[0]
    expect(hit?.method).toBe('PATCH')
    expect(hit?.url).toBe('/a//b/../c?x=%2F&y')
    const raw = hit?.rawHeaders ?? []
    const at = raw.indexOf('X-Zed')
    expect(raw.slice(at, at + headers.length)).toEqual(headers)
    expect(hit?.body.equals(Buffer.from(body))).toBe(true)
  })

  test('an endless answer is cut at 64 KiB and its status stands', async () => {
    const sink = await sinkOf((_, response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024, 'x'))) {}
      }
      response.on('drain', more)
      more()
    })
    const { send } = senderOf()
    const result = await send(sink.url)
    expect(result?.outcome).toMatchObject({ kind: 'response', status: 200 })
    expect(result?.body.byteLength).toBe(RESPONSE_KEPT)
    expect(result?.note).toMatch(/64 KiB/)
  })

  test('an answer of exactly 64 KiB is whole', async () => {
    const sink = await sinkOf(status(200, {}, 'y'.repeat(RESPONSE_KEPT)))
    const { send } = senderOf()
    expect(await send(sink.url)).toMatchObject({ size: RESPONSE_KEPT, note: null })
  })
})
