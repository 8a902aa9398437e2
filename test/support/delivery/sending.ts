import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach } from 'vitest'
import { createSender, type SendOptions } from '#delivery/sender.ts'
import type { OutgoingRequest } from '#http1/client/request.ts'
import { FakeClock } from '../fake-clock.ts'
import { openSink, status } from './sink.ts'

/** Senders and servers for one test file; all are closed after each test. */
export function sending() {
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  return {
    closing,
    senderOf(deps: Partial<Parameters<typeof createSender>[0]> = {}) {
      const clock = new FakeClock()
      const sender = createSender({ clock, ...deps })
      closing.push(() => sender.close())
      const send = (origin: string, request: Partial<OutgoingRequest> = {}, options: Partial<SendOptions> = {}) =>
        sender.send(
          { method: 'POST', origin, path: '/', headers: [], body: new TextEncoder().encode('hello'), ...request },
          { timeoutMs: 1000, reach: 'any', signal: new AbortController().signal, ...options },
        )
      return { clock, send, close: () => sender.close() }
    },
    async sinkOf(answer = status(200)) {
      const sink = await openSink(answer)
      closing.push(sink.close)
      return sink
    },
    /** A TCP server whose connections are handed to `serve`, with how many there were before. @returns its port */
    async tcpOf(serve: (socket: Socket, before: number) => void): Promise<number> {
      const sockets = new Set<Socket>()
      const server: Server = createServer(socket => {
        const before = sockets.size
        sockets.add(socket)
        socket.on('error', () => {})
        serve(socket, before)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      closing.push(() => {
        for (const socket of sockets) socket.destroy()
        server.close()
      })
      return (server.address() as AddressInfo).port
    },
  }
}

/** What lies in the sockets is read, and what follows from it has happened. */
export async function turns(count = 10): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(resolve => setImmediate(resolve))
}
