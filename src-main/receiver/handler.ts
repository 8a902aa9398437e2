import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Capture, ReplyPlan } from '#domain/capture.ts'
import type { Origin, Via } from '#domain/request.ts'
import { type Budget, type TakenBody, type Taking, takeBody } from './body.ts'
import { type Broken, brokenCapture, brokenRequest, connectRefused, problemOf, refuseOnSocket } from './broken.ts'
import { stripOwnCookies } from './cookies.ts'
import { effectiveUrl, senderOf } from './effective-url.ts'
import { isCrooked, misbehave } from './fault.ts'
import type { Limits } from './limits.ts'
import { writeOverloaded, writeReply } from './reply.ts'

/** What the receiver needs from the rest: somewhere to put a Capture, and somewhere to report what became of the reply. */
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
  /** Whether this belongs to a self-test of the tunnel under way, which is answered and never captured. Absent: there are none. */
  reached?(target: string, via: Via): boolean
  /** Base URL under which the internet reaches us by the tunnel, when that is known. */
  publicUrl?(): string | null
  /** Told of each request that came by the tunnel. @param bytes of its body */
  tunnelled?(bytes: number): void
  now(): number
  monotonic(): number
  failed(error: unknown): void
}

/** Handlers of one listening socket; `via` comes from the socket, never from anything the sender wrote. */
export function createHandler(via: Via, localHost: () => string, budget: Budget, ports: ReceiverPorts) {
  const { limits } = ports
  /** The latest request of each socket, because Node reports a late or malformed body only on its socket. */
  const latest = new WeakMap<Socket, { readonly taking: Taking; readonly request: IncomingMessage; readonly response: ServerResponse }>()
  /** The parser complains again about every packet after a broken one; one row is enough. */
  const broken = new WeakSet<Socket>()

  const publicUrl = () => (via === 'tunnel' ? (ports.publicUrl?.() ?? null) : null)

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET' && ports.reached?.(request.url ?? '', via)) {
      request.resume()
      response.writeHead(204)
      return void response.end()
    }
    const taker = store(request, response)
    const taking = takeBody(request, limits, budget, taken => {
      if (taken !== 'overloaded') return taker(taken, taking.release)
      taking.release()
      writeOverloaded(response)
    })
    latest.set(request.socket, { taking, request, response })
  }

  /** `Expect: 100-continue`: a body that would be refused anyway is not asked for, and a well-behaved sender does not send it. */
  const onExpect = (request: IncomingMessage, response: ServerResponse) => {
    const declared = Number(request.headers['content-length'] ?? 0)
    if (declared > limits.maxBody) return store(request, response)({ body: new Uint8Array(), problem: 'oversized' }, () => {})
    response.writeContinue()
    onRequest(request, response)
  }

  /** Starts the clock of a request; the returned function makes it a Capture, has it stored, and answers. */
  const store = (request: IncomingMessage, response: ServerResponse) => {
    const receivedAt = ports.now()
    const started = ports.monotonic()
    return (taken: TakenBody, release: () => void): void => {
      const { headers, stripped } = stripOwnCookies(request.rawHeaders)
      const target = request.url ?? '/'
      if (via === 'tunnel') ports.tunnelled?.(taken.body.byteLength)
      const capture: Capture = {
        receivedAt,
        method: request.method ?? 'GET',
        target,
        httpVersion: request.httpVersion,
        headers,
        body: taken.body,
        via,
        origin: ports.originOf(headers),
        effectiveUrl: effectiveUrl(via, headers, target, localHost(), publicUrl()),
        remoteAddress: senderOf(via, headers) ?? request.socket.remoteAddress ?? '',
        bodyMs: Math.round((ports.monotonic() - started) * 1000) / 1000,
        problem: taken.problem,
        strippedCookies: stripped,
      }
      // The rest of a request that was not read to its end would be taken for the next one.
      if (taken.problem !== null) response.shouldKeepAlive = false
      ports.capture(capture).then(
        stored => {
          release()
          reply(response, stored)
        },
        error => {
          release()
          ports.failed(error)
          if (!isGone(response)) writeReply(response, ports.unavailable)
        },
      )
    }
  }

  const reply = (response: ServerResponse, { id, reply }: { id: number; reply: ReplyPlan }) => {
    const told = (outcome: string) => ports.wireOutcome(id, outcome)
    // A sender that ended its side in the middle of a body may still hold the connection open.
    if (reply.status === 0 && reply.fault === undefined) return void response.destroy()
    const send = () => {
      if (isGone(response)) told('The sender closed the connection before the reply.')
      else if (isCrooked(reply)) misbehave(response, reply, told)
      else writeReply(response, reply)
    }
    if (reply.delayMs === 0 || reply.fault === 'drip') send()
    else setTimeout(send, reply.delayMs).unref()
  }

  const onBroken = (error: Error, socket: Socket) => {
    const current = latest.get(socket)
    // The headers had arrived, so there is a response to answer with; the row has as much of the body as came.
    if (current && !current.request.complete) return current.taking.end(problemOf(error))
    if (broken.has(socket)) return
    broken.add(socket)
    const found = brokenRequest(error, socket)
    // A turn later: the end of a request before it in the same packet has yet to be told.
    if (found) setImmediate(() => refuse(found, socket))
    else socket.destroy()
  }

  const onConnect = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    refuse({ ...connectRefused, bytes: head }, socket as Socket, request)

  const refuse = (found: Broken, socket: Socket, head?: IncomingMessage) => {
    // The sender may go while the row is written.
    socket.on('error', () => {})
    const remoteAddress = socket.remoteAddress ?? ''
    const context = { receivedAt: ports.now(), via, remoteAddress, localHost: localHost(), keep: limits.keepOfBroken }
    ports.capture(brokenCapture(found, context, head)).then(
      ({ reply }) => inTurn(socket, () => refuseOnSocket(socket, reply.status, STATUS_CODES[reply.status] ?? '', found.reason)),
      error => {
        ports.failed(error)
        inTurn(socket, () => refuseOnSocket(socket, 503, 'Service Unavailable', 'This webhook could not be stored; send it again.'))
      },
    )
  }

  /** Replies go out in the order of the requests (RFC 9112 section 9.3.2): what came before has its answer first. */
  const inTurn = (socket: Socket, send: () => void) => {
    const response = latest.get(socket)?.response
    if (!response || response.closed || socket.destroyed) send()
    else response.once('close', send)
  }

  return { onRequest, onBroken, onExpect, onConnect }
}

/** Asks the request's socket: the response to a pipelined request has none until those before it are answered. */
function isGone(response: ServerResponse): boolean {
  return response.destroyed || response.req.socket.destroyed
}
