import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { accept } from '#http1/server/accept.ts'
import { type BodyTaker, type BrokenHead, Connection, type Cut } from '#http1/server/connection.ts'
import type { Exchange } from '#http1/server/exchange.ts'

const LIMITS = { maxHeaders: 1000, headersTimeout: 10_000, requestTimeout: 60_000 }

/** A connection whose sender and clock are the test's. @param reads whether the sender takes what it is sent */
function open(reads = true) {
  let now = 0
  let take = (_: Buffer) => {}
  let written = ''
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      written += chunk.toString('latin1')
      if (reads) done()
    },
  })
  // What a socket has beyond a stream.
  Object.assign(socket, { remoteAddress: '192.0.2.1', destroySoon: () => void socket.end(() => socket.destroy()) })
  const listen = (listener: typeof take) => {
    take = listener
  }
  const wire = { socket: socket as Socket, secure: false, listen }
  const cuts: Cut[] = []
  const broken: BrokenHead[] = []
  const exchanges: Exchange[] = []
  const taker: BodyTaker = { data() {}, end() {}, cut: why => void cuts.push(why) }
  const connection = new Connection(
    wire,
    {
      onRequest(exchange) {
        exchanges.push(exchange)
        return taker
      },
      onBroken(exchange, head) {
        exchanges.push(exchange)
        broken.push(head)
      },
    },
    LIMITS,
    { now: () => now, monotonic: () => now },
  )
  return {
    connection,
    socket,
    cuts,
    broken,
    exchanges,
    written: () => written,
    comes: (text: string) => take(Buffer.from(text, 'latin1')),
    passes(ms: number) {
      now += ms
      connection.check()
    },
  }
}
const request = 'GET / HTTP/1.1\r\n\r\n'

test('a connection that says nothing is ended after the time for headers, without a word', () => {
  const { passes, socket, broken, written } = open()
  passes(9999)
  expect(socket.destroyed).toBe(false)
  passes(1)
  expect([socket.destroyed, broken.length, written()]).toEqual([true, 0, ''])
})

test('a head has its time from its own first byte, however long the connection was unused before', () => {
  const { comes, passes, exchanges, broken } = open()
  comes(request)
  exchanges[0]?.answer(200, [], '')
  passes(25_000)
  comes('GET /slow HT')
  passes(9999)
  comes('TP/1.1\r\n')
  expect(broken).toEqual([])
  passes(1)
  expect(broken).toMatchObject([{ cut: 'timeout', why: 'The headers did not arrive in time.' }])
  expect(Buffer.from(broken[0]?.bytes ?? []).toString()).toBe('GET /slow HTTP/1.1\r\n')
})

test('empty lines are no beginning of a head, and do not keep a connection', () => {
  const { comes, passes, socket, broken } = open()
  for (let i = 0; i < 2; i++) {
    comes('\r\n')
    passes(4000)
  }
  comes('\r\n')
  passes(2000)
  expect([socket.destroyed, broken.length]).toEqual([true, 0])
})

test('of a sender that reads no answers no more requests are read, and in the end it is left', () => {
  const { comes, exchanges, socket } = open(false)
  const half = 'x'.repeat(512 * 1024)
  for (let i = 0; i < 2; i++) {
    comes(request)
    exchanges[i]?.answer(200, [], half)
  }
  expect(socket.isPaused()).toBe(true)
  // What lay in the same packet.
  for (let i = 2; i < 12; i++) {
    comes(request)
    exchanges[i]?.answer(200, [], half)
  }
  expect(socket.destroyed).toBe(true)
})

test('a body has its time from the first byte of its request', () => {
  const { comes, passes, cuts } = open()
  comes('POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n')
  for (let i = 0; i < 4; i++) {
    comes('x')
    passes(14_999)
  }
  expect(cuts).toEqual([])
  passes(4)
  expect(cuts).toEqual(['timeout'])
})

test('an answer to the request before it gives a body no more time', () => {
  const { comes, passes, exchanges, cuts } = open()
  comes(`${request}POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n`)
  passes(50_000)
  exchanges[0]?.answer(200, [], '')
  passes(9999)
  expect(cuts).toEqual([])
  passes(1)
  expect(cuts).toEqual(['timeout'])
})

test('one that waits for us is not ended; unused again, it is kept for as long as its answer says', () => {
  const { comes, passes, exchanges, socket, written } = open()
  comes(request)
  passes(100_000)
  expect(socket.destroyed).toBe(false)
  exchanges[0]?.answer(200, [], '')
  expect(written()).toContain('\r\nKeep-Alive: timeout=30\r\n')
  passes(29_999)
  expect(socket.destroyed).toBe(false)
  passes(1)
  expect(socket.destroyed).toBe(true)
})

test('a sender that does not take our last answer is let go after a while', () => {
  const { comes, passes, exchanges, socket } = open()
  // The system is full: nothing that is written ever leaves.
  socket._write = () => {}
  comes('GET / HTTP/1.0\r\n\r\n')
  exchanges[0]?.answer(200, [], 'x')
  passes(9000)
  expect(socket.destroyed).toBe(false)
  passes(1000)
  expect(socket.destroyed).toBe(true)
})

test('stopped, it answers what is in hand and says that it closes', () => {
  const busy = open()
  busy.comes(request + request)
  busy.connection.stop()
  expect(busy.socket.destroyed).toBe(false)
  for (const exchange of busy.exchanges) exchange.answer(200, [], '')
  expect(busy.written().match(/Connection: [a-z-]+/g)).toEqual(['Connection: keep-alive', 'Connection: close'])
  expect(busy.exchanges.every(exchange => exchange.gone)).toBe(true)
  const idle = open()
  idle.connection.stop()
  expect(idle.socket.destroyed).toBe(true)
})

test('an exchange tells once that it has ended: answered, or with its connection', () => {
  const { comes, exchanges, socket } = open()
  comes(request + request)
  const closed: number[] = []
  for (const [i, exchange] of exchanges.entries()) exchange.onClose(() => closed.push(i))
  exchanges[0]?.answer(200, [], '')
  expect(closed).toEqual([0])
  socket.destroy()
  return new Promise<void>(resolve =>
    socket.once('close', () => {
      expect(closed).toEqual([0, 1])
      // Too late for an answer, which is no error.
      exchanges[1]?.answer(200, [], '')
      expect(closed).toEqual([0, 1])
      resolve()
    }),
  )
})

test('a socket without a handle is listened to as node gives it out', async () => {
  const socket = new Duplex({ read() {}, write() {} })
  const wire = accept(socket as Socket)
  expect(wire.socket).toBe(socket)
  const got = new Promise<string>(resolve => wire.listen(bytes => resolve(bytes.toString())))
  socket.push('hello')
  expect(await got).toBe('hello')
})
