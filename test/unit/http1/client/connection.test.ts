import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { Connection } from '#http1/client/connection.ts'
import { encodeRequest } from '#http1/client/request.ts'

/** A socket whose system is full: it holds on to what it is given until it is told to take it. */
function fullSocket() {
  const held: Buffer[] = []
  let take = () => {}
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _, callback) {
      held.push(chunk)
      take = callback
    },
  })
  const wire = { socket: socket as Socket, secure: false, listen() {} }
  return { wire, held, take: () => take() }
}

const silent = { onHead() {}, onBody() {}, onEnd() {}, onMalformed() {}, onBroken() {} }
const postOf = (letter: string) => {
  const body = Buffer.alloc(100, letter)
  const encoded = encodeRequest({ method: 'POST', origin: 'http://app.test', path: `/${letter}`, headers: [], body })
  if (!encoded.ok) throw new Error(encoded.reason)
  return encoded
}

test('what the system has not yet taken stays as it is while the next requests are put together', () => {
  const sockets = ['a', 'b', 'c'].map(letter => ({ letter, ...fullSocket() }))
  for (const { letter, wire } of sockets) new Connection(wire, () => {}).send(postOf(letter), 'POST', silent)
  for (const { letter, held, take } of sockets) {
    const text = Buffer.concat(held).toString('latin1')
    expect(text.startsWith(`POST /${letter} HTTP/1.1\r\n`)).toBe(true)
    expect(text.endsWith(`\r\n\r\n${letter.repeat(100)}`)).toBe(true)
    take()
  }
})
