import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Capture, ReplyPlan } from '#domain/capture.ts'
import type { Origin, Via } from '#domain/request.ts'
import { type Budget, type TakenBody, takeBody } from './body.ts'
import { brokenCapture, brokenRequest, refuseOnSocket } from './broken.ts'
import { stripOwnCookies } from './cookies.ts'
import { effectiveUrl } from './effective-url.ts'
import type { Limits } from './limits.ts'
import { writeOverloaded, writeReply } from './reply.ts'

/** What the receiver needs of the rest: somewhere to put a Capture, and somewhere to say what became of the reply. */
export interface ReceiverPorts {
  readonly limits: Limits
  /** Resolves once the Capture is on disk, with the reply to send; when it rejects, the sender is asked to retry. */
  capture(capture: Capture): Promise<{ id: number; reply: ReplyPlan }>
  /** The reply to send when a Capture could not be stored. */
  readonly unavailable: ReplyPlan
  /** Tells that the reply of a stored Request did not go out as planned. */
  wireOutcome(id: number, outcome: string): void
  /** A test webhook of our own proves itself by a one-time token in this header; null for everybody else. */
  originOf(headers: readonly string[]): Origin
  now(): number
  monotonic(): number
  failed(error: unknown): void
}

/** Handlers of one listening socket; `via` is the socket's and of nothing that a sender can write. */
export function createHandler(via: Via, localHost: () => string, budget: Budget, ports: ReceiverPorts) {
  const { limits } = ports
  /** Requests whose body has not ended, by socket: a time-out is reported on the socket alone. */
  const reading = new WeakMap<Socket, { timedOut: boolean }>()

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const state = { timedOut: false }
    const taker = store(request, response, state)
    reading.set(request.socket, state)
    const release = takeBody(request, limits, budget, taken => {
      reading.delete(request.socket)
      if (taken !== 'overloaded') return taker(taken, release)
      release()
      writeOverloaded(response)
    })
  }

  /** `Expect: 100-continue`: a body that would be refused anyway is not asked for, and a well-behaved sender keeps it to itself. */
  const onExpect = (request: IncomingMessage, response: ServerResponse) => {
    const declared = Number(request.headers['content-length'] ?? 0)
    if (declared > limits.maxBody)
      return store(request, response, { timedOut: false })({ body: new Uint8Array(), problem: 'oversized' }, () => {})
    response.writeContinue()
    onRequest(request, response)
  }

  /** Starts the clock of a request; the returned function makes it a Capture, has it stored, and answers. */
  const store = (request: IncomingMessage, response: ServerResponse, state: { readonly timedOut: boolean }) => {
    const receivedAt = ports.now()
    const started = ports.monotonic()
    return (taken: TakenBody, release: () => void): void => {
      const { headers, stripped } = stripOwnCookies(request.rawHeaders)
      const target = request.url ?? '/'
      const capture: Capture = {
        receivedAt,
        method: request.method ?? 'GET',
        target,
        httpVersion: request.httpVersion,
        headers,
        body: taken.body,
        via,
        origin: ports.originOf(headers),
        effectiveUrl: effectiveUrl(via, headers, target, localHost()),
        remoteAddress: request.socket.remoteAddress ?? '',
        bodyMs: Math.round((ports.monotonic() - started) * 1000) / 1000,
        problem: state.timedOut ? 'timeout' : taken.problem,
        strippedCookies: stripped,
      }
      ports.capture(capture).then(
        stored => {
          release()
          reply(response, stored)
        },
        error => {
          release()
          ports.failed(error)
          if (!response.destroyed) writeReply(response, ports.unavailable)
        },
      )
    }
  }

  const reply = (response: ServerResponse, { id, reply }: { id: number; reply: ReplyPlan }) => {
    if (reply.status === 0) return
    if (response.destroyed || response.socket?.destroyed) {
      ports.wireOutcome(id, 'The sender closed the connection before it was answered.')
      return
    }
    if (reply.status === 408 || reply.status === 413) response.shouldKeepAlive = false
    if (reply.delayMs === 0) writeReply(response, reply)
    else setTimeout(() => writeReply(response, reply), reply.delayMs)
  }

  const onBroken = (error: Error, socket: Socket) => {
    const state = reading.get(socket)
    if (state) {
      // The headers had arrived: the request's own handler writes the row when its socket closes.
      state.timedOut = (error as { code?: string }).code === 'ERR_HTTP_REQUEST_TIMEOUT'
      refuseOnSocket(socket, 408, 'Request Timeout', 'The request took too long to arrive.')
      return
    }
    const broken = brokenRequest(error, socket)
    if (!broken) {
      socket.destroy()
      return
    }
    const capture = brokenCapture(broken, {
      receivedAt: ports.now(),
      via,
      remoteAddress: socket.remoteAddress ?? '',
      localHost: localHost(),
      keep: limits.keepOfBroken,
    })
    ports.capture(capture).then(
      ({ reply }) => refuseOnSocket(socket, reply.status, STATUS_CODES[reply.status] ?? '', broken.reason),
      error => {
        ports.failed(error)
        refuseOnSocket(socket, 503, 'Service Unavailable', 'This webhook could not be stored; send it again.')
      },
    )
  }

  return { onRequest, onBroken, onExpect }
}
