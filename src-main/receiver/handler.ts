import type { Capture, ReplyPlan } from '#domain/capture.ts'
import type { Origin, Problem, Via } from '#domain/request.ts'
import type { BodyTaker, BrokenHead, ServerListener } from '#http1/server/connection.ts'
import type { Exchange } from '#http1/server/exchange.ts'
import type { RequestHead } from '#http1/server/head.ts'
import { BodyTaking, type Budget } from './body.ts'
import { brokenCapture } from './broken.ts'
import { stripOwnCookies } from './cookies.ts'
import { effectiveUrl, senderOf } from './effective-url.ts'
import { isCrooked, misbehave } from './fault.ts'
import type { Limits } from './limits.ts'
import { sendOverloaded, sendReply } from './reply.ts'

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

/** Makes Captures of what comes in by one socket. `via` comes from the socket, never from anything the sender wrote. */
export function createHandler(via: Via, localHost: string, budget: Budget, ports: ReceiverPorts): ServerListener {
  const { limits } = ports
  const publicUrl = () => (via === 'tunnel' ? (ports.publicUrl?.() ?? null) : null)

  const onRequest = (exchange: Exchange, head: RequestHead): BodyTaker | null => {
    if (head.method === 'GET' && ports.reached?.(head.target, via)) return reached(exchange)
    if (head.method === 'CONNECT') {
      // A 2xx would open a tunnel.
      refuse(exchange, starting(exchange, head)(NO_BODY, 'malformed'), 'This is a webhook receiver, not a proxy.')
      return null
    }
    const captured = starting(exchange, head)
    if (head.waits) {
      // A body that would be refused anyway is not asked for, and a well-behaved sender does not send it.
      if (head.framing.kind === 'counted' && head.framing.length > limits.maxBody) {
        store(exchange, captured(NO_BODY, 'oversized'), () => {})
        return null
      }
      exchange.proceed()
    }
    return new BodyTaking(limits, budget, (taken, taking) => {
      // What still comes of a request that is not read to its end would be taken for the next one.
      if (taken === 'overloaded' || taken.problem !== null) exchange.makeLast()
      if (taken === 'overloaded') {
        taking.release()
        return sendOverloaded(exchange)
      }
      store(exchange, captured(taken.body, taken.problem), () => taking.release())
    })
  }

  /** Starts the clock of a request; the returned function makes it a Capture. */
  const starting = (exchange: Exchange, head: RequestHead) => {
    const receivedAt = ports.now()
    const started = ports.monotonic()
    return (body: Uint8Array, problem: Problem | null): Capture => {
      const { headers, stripped } = stripOwnCookies(head.headers)
      return {
        receivedAt,
        method: head.method,
        target: head.target,
        httpVersion: head.httpVersion,
        headers,
        body,
        via,
        origin: ports.originOf(headers),
        effectiveUrl: effectiveUrl(via, headers, head.target, localHost, publicUrl()),
        remoteAddress: senderOf(via, headers) ?? exchange.remoteAddress,
        bodyMs: Math.round((ports.monotonic() - started) * 1000) / 1000,
        problem,
        strippedCookies: stripped,
      }
    }
  }

  const store = (exchange: Exchange, capture: Capture, release: () => void): void => {
    if (via === 'tunnel') ports.tunnelled?.(capture.body.byteLength)
    ports.capture(capture).then(
      stored => {
        release()
        reply(exchange, stored)
      },
      error => {
        release()
        failed(exchange, error)
      },
    )
  }

  const failed = (exchange: Exchange, error: unknown) => {
    ports.failed(error)
    sendReply(exchange, ports.unavailable)
  }

  const reply = (exchange: Exchange, { id, reply }: { id: number; reply: ReplyPlan }) => {
    const told = (outcome: string) => ports.wireOutcome(id, outcome)
    // A sender that ended its side in the middle of a body may still hold the connection open.
    if (reply.status === 0 && reply.fault === undefined) return exchange.abandon()
    const send = () => {
      if (exchange.gone) told('The sender closed the connection before the reply.')
      else if (isCrooked(reply)) misbehave(exchange, reply, told)
      else sendReply(exchange, reply)
    }
    if (reply.delayMs === 0 || reply.fault === 'drip') send()
    else setTimeout(send, reply.delayMs).unref()
  }

  const onBroken = (exchange: Exchange, broken: BrokenHead) => {
    const context = { receivedAt: ports.now(), via, remoteAddress: exchange.remoteAddress, localHost, keep: limits.keepOfBroken }
    refuse(exchange, brokenCapture(broken, context), broken.why)
  }

  /** What is no request is kept like one; its sender is told why it is none. */
  const refuse = (exchange: Exchange, capture: Capture, why: string) => {
    ports.capture(capture).then(
      ({ reply }) => {
        if (reply.status === 0) exchange.abandon()
        else exchange.answer(reply.status, PLAIN, `${why}\n`)
      },
      error => failed(exchange, error),
    )
  }

  return { onRequest, onBroken }
}

const NO_BODY = new Uint8Array()
const PLAIN = ['Content-Type', 'text/plain; charset=utf-8']

/** The tunnel's own test has arrived. */
function reached(exchange: Exchange): BodyTaker {
  return { data() {}, end: () => exchange.answer(204, [], ''), cut: () => exchange.abandon() }
}
