import type { IncomingMessage } from 'node:http'
import type { Duplex as ByteStream } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '#app/ports.ts'
import type { ErrorShape } from '#contract/errors.ts'
import { errorStatus } from '#contract/errors.ts'
import type { Duplex } from '#contract/frames.ts'
import { portDuplex } from '../port-duplex.ts'
import { maxJsonBytes } from './reply.ts'

export const socketPath = '/rpc/ws'
const heartbeatMs = 30_000
const maxSockets = 64
/** A reader that takes nothing while answers pile up to this is cut off: answers, unlike events, cannot be dropped. */
const maxUnreadBytes = 64 * 1024 * 1024

export interface Sockets {
  accept(request: IncomingMessage, stream: ByteStream, head: Buffer): void
  close(): void
}

/** The WebSocket side of the listener; who may connect has been decided before. */
export function createSockets(clock: Clock, serve: (duplex: Duplex) => void): Sockets {
  // Compression would cost more than it saves on loopback, and mixes our secrets with a sender's text.
  const server = new WebSocketServer({ noServer: true, maxPayload: maxJsonBytes, perMessageDeflate: false })
  const silent = new WeakSet<WebSocket>()

  /** A peer that has not answered the last ping is gone, even if its machine never said so. */
  const beat = (): void => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate()
      silent.add(socket)
      if (socket.readyState === socket.OPEN) socket.ping()
    }
    cancel = clock.timer(heartbeatMs, beat)
  }
  let cancel = clock.timer(heartbeatMs, beat)

  return {
    accept(request, stream, head) {
      if (server.clients.size >= maxSockets) {
        return refuseUpgrade(stream, {
          code: 'store_unavailable',
          message: `${maxSockets} pages are connected. Close some, then try again.`,
        })
      }
      server.handleUpgrade(request, stream, head, socket => {
        socket.on('pong', () => silent.delete(socket))
        serve(socketDuplex(socket))
      })
    },
    close() {
      cancel()
      for (const socket of server.clients) socket.close(1001, 'Hookbench is shutting down.')
    },
  }
}

/** Frames over one socket of `ws`. */
export function socketDuplex(socket: WebSocket): Duplex {
  const drainListeners: (() => void)[] = []
  const drained = (): void => {
    for (const listener of drainListeners) listener()
  }
  // `ws` reports what breaks the protocol (a frame over the limit, bad UTF-8) here, then closes by itself with the right code.
  socket.on('error', () => {})
  return portDuplex({
    post(text) {
      socket.send(text, drained)
      if (socket.bufferedAmount > maxUnreadBytes) socket.terminate()
    },
    onMessage: listener =>
      socket.on('message', (data, isBinary) => {
        if (isBinary) socket.close(1003, 'Frames are text.')
        else listener(data.toString())
      }),
    onClose: listener => socket.on('close', listener),
    close: () => socket.close(),
    pressure: { buffered: () => socket.bufferedAmount, onDrain: listener => void drainListeners.push(listener) },
  })
}

/** Answers an upgrade with an error as any other route would: there is no ServerResponse at this point. */
export function refuseUpgrade(stream: ByteStream, error: ErrorShape): void {
  const body = JSON.stringify({ ok: false, error })
  stream.on('error', () => {})
  stream.end(
    `HTTP/1.1 ${errorStatus[error.code]} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `X-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
