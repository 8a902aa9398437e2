import type { ReplyPlan } from '#domain/capture.ts'
import type { Exchange } from '#http1/server/exchange.ts'
import { hasBody } from '#http1/server/response.ts'
import { sendReply } from './reply.ts'

/** Bytes that a `bad-length` promises beyond those that it sends. */
const PROMISED = 64

/**
 * Sends a reply as a Source in fault mode wants it: wrong, and on purpose. Delays are over already, but for a drip's own.
 * @param told what went on the wire, when that is known: a sentence for the Request's owner
 */
export function misbehave(exchange: Exchange, reply: ReplyPlan, told: (outcome: string) => void): void {
  if (!exchange.takesBody && reply.fault !== 'reset') {
    sendReply(exchange, reply)
    told('A reply to HEAD has no body, so there was nothing to get wrong on purpose.')
    return
  }
  switch (reply.fault) {
    case 'reset': {
      exchange.reset()
      told('The connection was reset on purpose; no reply was sent.')
      return
    }
    case 'bad-length': {
      const bytes = Buffer.from(reply.body)
      exchange.makeLast()
      exchange.begin(reply.status, reply.headers, bytes.length + PROMISED, () => {
        exchange.write(bytes)
        exchange.end()
      })
      told(
        `On purpose, Content-Length said ${bytes.length + PROMISED}, but ${bytes.length} bytes were sent before the connection was closed.`,
      )
      return
    }
    case 'drip':
      drip(exchange, reply, told)
      return
  }
}

/** The head at once, then the body byte by byte over the whole delay. */
function drip(exchange: Exchange, { status, headers, body, delayMs }: ReplyPlan, told: (outcome: string) => void): void {
  const bytes = Buffer.from(body)
  let sent = 0
  exchange.begin(status, headers, bytes.length, () => {
    const every = setInterval(() => {
      exchange.write(bytes.subarray(sent, sent + 1))
      sent += 1
      if (sent >= bytes.length) exchange.end()
    }, delayMs / bytes.length)
    every.unref()
    exchange.onClose(() => clearInterval(every))
  })
  exchange.onClose(() => {
    const much =
      sent < bytes.length ? `the sender closed the connection after ${sent} of ${bytes.length} bytes` : 'the sender stayed to the end'
    told(`The reply was dripped over ${Math.round(delayMs / 1000)} s on purpose; ${much}.`)
  })
}

/** Whether a plan is to be sent by `misbehave`; the other faults are proper answers, late or bad. */
export const isCrooked = ({ fault, status }: ReplyPlan): boolean =>
  fault === 'reset' || ((fault === 'drip' || fault === 'bad-length') && hasBody(status))
