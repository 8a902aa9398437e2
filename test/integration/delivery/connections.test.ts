import { expect, test } from 'vitest'
import { sending, turns } from '../../support/delivery/sending.ts'

const { senderOf, sinkOf, tcpOf } = sending()

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
const answered = { outcome: { kind: 'response', status: 200 } }

/** A server that answers each request with `answer`, and how many connections and requests it has seen. */
async function serverOf(answer: string) {
  const seen = { connections: 0, requests: 0 }
  const port = await tcpOf(socket => {
    seen.connections += 1
    socket.on('data', () => {
      seen.requests += 1
      socket.write(answer)
    })
  })
  return { seen, url: `http://127.0.0.1:${port}` }
}

test('a connection is used again, by as many requests at a time as there are', async () => {
  const sink = await sinkOf()
  const { send } = senderOf()
  await send(sink.url)
  await send(sink.url)
  await Promise.all([send(sink.url), send(sink.url)])
  const ports = sink.hits.map(({ port }) => port)
  expect(ports[1]).toBe(ports[0])
  expect(new Set(ports).size).toBe(2)
})

test.each([
  ['usually', 4000, OK],
  ['as the server says, with a second to get there', 1000, OK.replace('\r\n\r\n', '\r\nKeep-Alive: max=9, timeout=2\r\n\r\n')],
])('it is kept for a time: %s', async (_, ms, answer) => {
  const { clock, send } = senderOf()
  const { seen, url } = await serverOf(answer)
  await send(url)
  clock.advance(ms - 1)
  await send(url)
  expect(seen.connections).toBe(1)
  clock.advance(ms)
  await send(url)
  expect(seen.connections).toBe(2)
})

test.each([
  ['the server says so', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'],
  ['more comes than the answer', `${OK}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged`],
])('not when %s', async (_, answer) => {
  const { seen, url } = await serverOf(answer)
  const { send } = senderOf()
  expect(await send(url)).toMatchObject({ ...answered, size: 0 })
  expect(await send(url)).toMatchObject({ ...answered, size: 0 })
  expect(seen).toEqual({ connections: 2, requests: 2 })
})

test('what a server says unasked on a kept connection is no answer to the next request', async () => {
  const port = await tcpOf((socket, before) => {
    socket.on('data', () => {
      socket.write(OK)
      if (before === 0) setImmediate(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged'))
    })
  })
  const { send } = senderOf()
  const url = `http://127.0.0.1:${port}`
  await send(url)
  await turns()
  expect(await send(url)).toMatchObject({ ...answered, size: 0, note: null })
})

test.each([
  ['ends', 'end'],
  ['resets', 'resetAndDestroy'],
] as const)('one that the receiver %s when the next request is on its way costs nothing: it is sent again on a new one', async (_, how) => {
  let requests = 0
  const port = await tcpOf((socket, before) => {
    let answers = 0
    socket.on('data', () => {
      requests += 1
      answers += 1
      if (before === 0 && answers > 1) socket[how]()
      else socket.write(OK)
    })
  })
  const { send } = senderOf()
  const url = `http://127.0.0.1:${port}`
  expect(await send(url)).toMatchObject({ ...answered, note: null })
  const again = await send(url, {}, { repeatStale: true })
  expect(again).toMatchObject({ ...answered, note: expect.stringMatching(/sent again at once/) })
  expect(requests).toBe(3)
})

test('nor is one lost that was closed while nobody used it', async () => {
  const port = await tcpOf(socket => void socket.on('data', () => socket.write(OK, () => socket.end())))
  const { send } = senderOf()
  const url = `http://127.0.0.1:${port}`
  await send(url)
  await turns()
  expect(await send(url)).toMatchObject({ ...answered, note: null })
})

test('a new connection that ends without an answer is a failure: it is not sent twice', async () => {
  let requests = 0
  const port = await tcpOf(socket => {
    socket.on('data', () => {
      requests += 1
      socket.end()
    })
  })
  const { send } = senderOf()
  const sent = await send(`http://127.0.0.1:${port}`, {}, { repeatStale: true })
  expect(sent).toMatchObject({ outcome: { kind: 'reset', stage: 'headers', code: 'EOF' } })
  expect(requests).toBe(1)
})

test('without the wish it is not sent twice either: a provider’s API would do it a second time', async () => {
  let requests = 0
  const port = await tcpOf(socket => {
    let answers = 0
    socket.on('data', () => {
      requests += 1
      answers += 1
      if (answers > 1) socket.end()
      else socket.write(OK)
    })
  })
  const { send } = senderOf()
  const url = `http://127.0.0.1:${port}`
  await send(url)
  expect(await send(url)).toMatchObject({ outcome: { kind: 'reset', stage: 'headers' } })
  expect(requests).toBe(2)
})

test('interim answers that nobody asked for are passed over', async () => {
  const { url } = await serverOf(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}`)
  const { send } = senderOf()
  expect(await send(url)).toMatchObject({ ...answered, headers: ['Content-Length', '0'] })
})

test('an answer that ends with its connection is whole', async () => {
  const port = await tcpOf(socket => void socket.on('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nall of it')))
  const { send } = senderOf()
  const sent = await send(`http://127.0.0.1:${port}`)
  expect(sent).toMatchObject({ ...answered, size: 9 })
  expect(Buffer.from(sent?.body ?? []).toString()).toBe('all of it')
})

test('an answer before the request has left in full stands, and its connection is given up', async () => {
  const { promise: second, resolve } = Promise.withResolvers<void>()
  const port = await tcpOf((socket, before) => {
    if (before > 0) resolve()
    // The first is answered at its headers, and the rest of it never read.
    socket.once('data', () => {
      if (before === 0) socket.pause()
      socket.write('HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n')
    })
  })
  const { send } = senderOf()
  const url = `http://127.0.0.1:${port}`
  const body = new Uint8Array(25 * 1024 * 1024)
  expect((await send(url, { body }))?.outcome).toMatchObject({ kind: 'response', status: 413 })
  expect((await send(url))?.outcome).toMatchObject({ kind: 'response', status: 413 })
  await second
})

test('large bodies arrive whole, each as it is', async () => {
  const sink = await sinkOf()
  const { send } = senderOf()
  for (const size of [64 * 1024, 64 * 1024 + 1, 8 * 1024 * 1024]) {
    const body = Buffer.alloc(size, `${size}-`)
    expect(await send(sink.url, { body })).toMatchObject(answered)
    expect(sink.hits.at(-1)?.body.equals(body)).toBe(true)
  }
})

test('many at a time, of every size: none has bytes of another', async () => {
  const sink = await sinkOf()
  const { send } = senderOf()
  const bodies = Array.from({ length: 300 }, (_, i) => Buffer.alloc((i * 1237) % 70_000, `${i}.`))
  const sent = await Promise.all(bodies.map((body, i) => send(sink.url, { path: `/${i}`, headers: ['X-Number', String(i)], body })))
  expect(new Set(sent.map(result => result?.outcome.kind))).toEqual(new Set(['response']))
  expect(sink.hits).toHaveLength(bodies.length)
  for (const hit of sink.hits) {
    expect(hit.url).toBe(`/${String(hit.headers['x-number'])}`)
    expect(hit.body.equals(bodies[Number(hit.headers['x-number'])] as Buffer)).toBe(true)
  }
})

test('closing ends what is under way, and what is still being connected', async () => {
  const sink = await sinkOf(() => {})
  let found = (_: { address: string; family: number }[]) => {}
  const { send, close } = senderOf({ resolve: () => new Promise(resolve => (found = resolve)) })
  const waiting = send(sink.url)
  const connecting = send(sink.url.replace('127.0.0.1', 'app.test'))
  await sink.received(1)
  await close()
  found([{ address: '127.0.0.1', family: 4 }])
  expect((await waiting)?.outcome).toMatchObject({ kind: 'reset', stage: 'headers', code: 'ECANCELED' })
  expect((await connecting)?.outcome).toMatchObject({ kind: 'reset', stage: 'headers' })
  expect(sink.hits).toHaveLength(1)
})
