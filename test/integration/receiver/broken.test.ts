import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { eventually, exchange, openRaw } from '../../support/core.ts'
import { ok, openReceiver, type TestReceiver } from './support.ts'

let receiver: TestReceiver
afterEach(() => receiver.close())

const text = (body: Uint8Array | undefined) => Buffer.from(body ?? []).toString('latin1')
const post = (length: number, more = '') => `POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: ${length}\r\n${more}\r\n`

describe('what is no proper request is a row too', () => {
  const row = (method: string, target: string, httpVersion: string, headers: readonly string[], body: string) => ({
    method,
    target,
    httpVersion,
    headers,
    body,
  })
  const lengths = ['Host', 'h', 'Content-Length', '1', 'Content-Length', '2']
  const both = ['Content-Length', '1', 'Transfer-Encoding', 'chunked']
  test.each([
    ['no HTTP at all', 'hello there\r\n\r\n', row('?', '/', '?', [], 'hello there\r\n\r\n')],
    ['a wrong version', 'GET /v HTTP/9.9\r\nHost: h\r\n\r\n', row('GET', '/v', '9.9', ['Host', 'h'], '')],
    [
      'a header without a colon',
      'POST /h?x=1 HTTP/1.1\r\nHost h\r\nA: b\r\n\r\n',
      row('POST', '/h?x=1', '1.1', ['Host h', '', 'A', 'b'], ''),
    ],
    [
      'a name with a space',
      'POST /n HTTP/1.1\r\nBad Name: x\r\n and more\r\n\r\nb',
      row('POST', '/n', '1.1', ['Bad Name', 'x and more'], 'b'),
    ],
    [
      'two different lengths',
      'POST /l HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      row('POST', '/l', '1.1', lengths, 'ab'),
    ],
    [
      'length and chunks at once',
      'POST /s HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      row('POST', '/s', '1.1', both, '0\r\n\r\n'),
    ],
  ])('%s: 400, and what came is kept, the head as a head', async (_, bytes, { body, ...rest }) => {
    receiver = await openReceiver()
    expect(await exchange(receiver.url, bytes)).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
    expect(receiver.captures).toMatchObject([{ problem: 'malformed', via: 'direct', ...rest }])
    expect(text(receiver.captures[0]?.body)).toBe(body)
  })

  test('a cookie of ours is taken out of a head that is malformed, too', async () => {
    receiver = await openReceiver()
    await exchange(receiver.url, 'POST /c HTTP/1.1\r\nCookie: a=b; hookbench_4400=secret\r\nBad Name: x\r\n\r\n')
    expect(receiver.captures).toMatchObject([{ headers: ['Cookie', 'a=b', 'Bad Name', 'x'], strippedCookies: ['hookbench_4400'] }])
    expect(JSON.stringify(receiver.captures)).not.toContain('secret')
  })

  test.each([
    ['a bad header', 'POST /bad HTTP/1.1\r\nBad Name: x\r\n\r\n', { method: 'POST', target: '/bad', headers: ['Bad Name', 'x'] }],
    ['no HTTP at all', 'garbage\r\n\r\n', { method: '?', target: '/' }],
  ])('after complete requests in the same packet they stand, and the broken one is a row of its own: %s', async (_, bad, broken) => {
    receiver = await openReceiver()
    const good = 'POST /good HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer x\r\nContent-Length: 3\r\n\r\nab\n'
    const answer = await exchange(receiver.url, `${good}${good}${bad}`)
    expect([...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(found => found[1])).toEqual(['200', '200', '400'])
    const fine = { target: '/good', problem: null }
    expect(receiver.captures).toMatchObject([fine, fine, { problem: 'malformed', ...broken }])
    expect(text(receiver.captures[2]?.body)).not.toContain('Bearer')
  })

  test('what is broken does not take the reply of a request before it, which may take its time', async () => {
    let answer = (_: unknown) => {}
    const held = new Promise(resolve => {
      answer = resolve
    })
    receiver = await openReceiver({}, async ({ problem }) => {
      if (problem) return { ...ok, status: 400 }
      await held
      return { ...ok, status: 201 }
    })
    const raw = await openRaw(receiver.url)
    await raw.send(`${post(2)}hi`)
    await receiver.captured(1)
    await raw.send('nonsense\r\n\r\n')
    await receiver.captured(2)
    answer(null)
    expect([...(await raw.closed).matchAll(/HTTP\/1.1 (\d+)/g)].map(found => found[1])).toEqual(['201', '400'])
    expect(receiver.outcomes).toEqual([])
  })

  test('HTTP/1.1 without a Host is taken: the bytes matter more than the rule', async () => {
    receiver = await openReceiver()
    expect(await exchange(receiver.url, 'POST /nohost HTTP/1.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi')).toMatch(
      /^HTTP\/1.1 200 OK\r\n/,
    )
    expect(receiver.captures).toMatchObject([{ problem: null, target: '/nohost' }])
    expect(text(receiver.captures[0]?.body)).toBe('hi')
  })

  test('one row, however many packets follow the broken one', async () => {
    let answer = (_: unknown) => {}
    const held = new Promise(resolve => {
      answer = resolve
    })
    receiver = await openReceiver({}, async () => {
      await held
      return { ...ok, status: 400 }
    })
    const raw = await openRaw(receiver.url)
    await raw.send('nonsense\r\n\r\n')
    await receiver.captured(1)
    // A second connection, served to its end, shows that the receiver has read on.
    for (const more of ['more', 'and more']) {
      await raw.send(more)
      const probe = await openRaw(receiver.url)
      await probe.send('rubbish\r\n\r\n')
      await receiver.captured(receiver.captures.length + 1)
      probe.socket.destroy()
    }
    answer(null)
    expect(await raw.closed).toMatch(/^HTTP\/1.1 400/)
    expect(receiver.captures.map(capture => text(capture.body))).toEqual(['nonsense\r\n\r\n', 'rubbish\r\n\r\n', 'rubbish\r\n\r\n'])
  })

  test('a refused connection is closed for good, even when its sender never closes its own side', async () => {
    receiver = await openReceiver()
    const socket = connect({ port: Number(new URL(receiver.url).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {})
    const ended = new Promise(resolve => socket.once('end', resolve))
    socket.resume().write('nonsense\r\n\r\n')
    await ended
    // Bytes to a closed socket are answered with a reset; to one that is only half closed, with nothing.
    const isReset = () => {
      socket.write('still here')
      return socket.destroyed
    }
    await eventually(isReset).toBe(true)
  })

  test('headers beyond the limit', async () => {
    receiver = await openReceiver({ maxHeaders: 4096 })
    const answer = await exchange(receiver.url, `POST /long HTTP/1.1\r\nX: ${'a'.repeat(5000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 400/)
    expect(answer).toContain('The headers are larger than this receiver accepts.')
    expect(receiver.captures).toMatchObject([{ problem: 'malformed', method: 'POST', target: '/long' }])
  })

  test('a broken chunk in the middle of a body: 400, with the head and what came', async () => {
    receiver = await openReceiver()
    const head = 'POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n'
    const raw = await openRaw(receiver.url)
    await raw.send(`${head}5\r\nhello\r\nzz\r\n`)
    expect(await raw.closed).toMatch(/^HTTP\/1.1 400[\s\S]*malformed$/)
    expect(receiver.captures).toMatchObject([{ method: 'POST', target: '/c', problem: 'malformed' }])
    expect(receiver.captures[0]?.headers).toContain('Transfer-Encoding')
    expect(text(receiver.captures[0]?.body)).toBe('hello')
    expect(receiver.outcomes).toEqual([])
  })

  test('a connection that is cut in the middle of the body', async () => {
    receiver = await openReceiver({ keepOfBroken: 100 })
    const raw = await openRaw(receiver.url)
    await raw.send(`${post(1000)}${'x'.repeat(500)}`)
    raw.socket.resetAndDestroy()
    const [row] = await receiver.captured(1)
    expect(row).toMatchObject({ problem: 'aborted', target: '/p' })
    expect(text(row?.body)).toBe('x'.repeat(100))
  })

  test('a sender that ends its side in the middle of the body is let go', async () => {
    receiver = await openReceiver()
    const raw = await openRaw(receiver.url)
    raw.socket.end(`${post(1000)}abc`)
    expect(await raw.closed).toBe('')
    expect(receiver.captures).toMatchObject([{ problem: 'aborted' }])
    expect(text(receiver.captures[0]?.body)).toBe('abc')
  })

  test('a connection without a byte, and one that is closed before its headers end', async () => {
    receiver = await openReceiver()
    const silent = await openRaw(receiver.url)
    silent.socket.end()
    expect(await silent.closed).toBe('')
    const half = await openRaw(receiver.url)
    half.socket.end('POST /half HTTP/1.1\r\nHo')
    expect(await half.closed).toMatch(/^HTTP\/1.1 400/)
    expect(receiver.captures).toMatchObject([{ problem: 'malformed' }])
  })

  test('headers that take too long', async () => {
    receiver = await openReceiver({ headersTimeout: 300, requestTimeout: 400 })
    const answer = await exchange(receiver.url, 'POST /slow HTTP/1.1\r\nHost: h\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout/)
    expect(receiver.captures).toMatchObject([{ problem: 'timeout' }])
  })

  test('a body that takes too long: 408, the row has what came, and the reply went as planned', async () => {
    receiver = await openReceiver({ headersTimeout: 300, requestTimeout: 400 })
    const answer = await exchange(receiver.url, `${post(10)}abc`)
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout[\s\S]*timeout$/)
    expect(receiver.captures).toMatchObject([{ problem: 'timeout', target: '/p' }])
    expect(text(receiver.captures[0]?.body)).toBe('abc')
    expect(receiver.outcomes).toEqual([])
  })
})

describe('limits', () => {
  test('a body beyond the limit is read on, refused with 413, and its beginning kept', async () => {
    receiver = await openReceiver({ maxBody: 200_000 })
    const body = `${'a'.repeat(64 * 1024)}${'b'.repeat(200_000)}`
    const answer = await exchange(receiver.url, `${post(body.length)}${body}`)
    expect(answer).toMatch(/^HTTP\/1.1 413 Payload Too Large[\s\S]*Connection: close/i)
    expect(receiver.captures).toMatchObject([{ problem: 'oversized' }])
    expect(text(receiver.captures[0]?.body)).toBe('a'.repeat(64 * 1024))
  })

  test('an endless body is given up at four times the limit', async () => {
    receiver = await openReceiver({ maxBody: 10_000, keepOfBroken: 1000 })
    const raw = await openRaw(receiver.url)
    await raw.send('POST /e HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n')
    for (let sent = 0; sent <= 50_000; sent += 1000) void raw.send(`3e8\r\n${'e'.repeat(1000)}\r\n`)
    expect((await receiver.captured(1))[0]).toMatchObject({ problem: 'oversized' })
    expect(receiver.captures[0]?.body.byteLength).toBe(1000)
    await raw.closed
  })

  test('one connection too many is closed unheard, and those that are there are served', async () => {
    receiver = await openReceiver({ maxConnections: 1 })
    const first = await openRaw(receiver.url)
    await first.send('GET /1 HTTP/1.1\r\nHost: h\r\n\r\n')
    await first.until(answer => answer.endsWith('kept'))
    const second = await openRaw(receiver.url)
    expect(await second.closed).toBe('')
    await first.send('GET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
    await first.closed
    expect(receiver.captures.map(({ target }) => target)).toEqual(['/1', '/2'])
    expect(await exchange(receiver.url, 'GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 200/)
  })

  test('a body of exactly the limit is taken', async () => {
    receiver = await openReceiver({ maxBody: 1000 })
    await exchange(receiver.url, `${post(1000, 'Connection: close\r\n')}${'x'.repeat(1000)}`)
    expect(receiver.captures).toMatchObject([{ problem: null }])
  })

  test('more bytes in flight than there is room for: 503 with Retry-After, and room again when the others are answered', async () => {
    let answer = (_: unknown) => {}
    const held = new Promise(resolve => {
      answer = resolve
    })
    receiver = await openReceiver({ maxInFlight: 10_000 }, async () => {
      await held
      return ok
    })
    const first = exchange(receiver.url, `${post(9000, 'Connection: close\r\n')}${'x'.repeat(9000)}`)
    await receiver.captured(1)
    const refused = await openRaw(receiver.url)
    await refused.send(`${post(4000)}${'y'.repeat(2000)}`)
    const text = await refused.closed
    expect(text).toMatch(/^HTTP\/1.1 503 Service Unavailable\r\n/)
    expect(text).toMatch(/\r\nRetry-After: \d+\r\n/)
    answer(null)
    await first
    expect(await exchange(receiver.url, `${post(9000, 'Connection: close\r\n')}${'z'.repeat(9000)}`)).toMatch(/^HTTP\/1.1 200/)
    expect(receiver.captures).toHaveLength(2)
  })

  test('an oversized body gives its room back but for what is kept', async () => {
    let answer = (_: unknown) => {}
    const held = new Promise(resolve => {
      answer = resolve
    })
    receiver = await openReceiver({ maxBody: 8000, keepOfBroken: 1000, maxInFlight: 10_000 }, async ({ problem }) => {
      if (problem) await held
      return problem ? { ...ok, status: 413 } : ok
    })
    const big = exchange(receiver.url, `${post(9000)}${'x'.repeat(9000)}`)
    await receiver.captured(1)
    expect(await exchange(receiver.url, `${post(8000, 'Connection: close\r\n')}${'y'.repeat(8000)}`)).toMatch(/^HTTP\/1.1 200/)
    answer(null)
    expect(await big).toMatch(/^HTTP\/1.1 413/)
  })
})
