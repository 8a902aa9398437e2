import type { ServerResponse } from 'node:http'
import type { ReplyPlan } from '#domain/capture.ts'
import { hasBody, writeReply } from './reply.ts'

/** Bytes that a `bad-length` promises beyond those that it sends. */
const PROMISED = 64

/**
 * Sends a reply as a Source in fault mode wants it: wrong, and on purpose. Delays are over already, but for a drip's own.
 * @param told what went on the wire, when that is known: a sentence for the Request's owner
 */
export function misbehave(response: ServerResponse, reply: ReplyPlan, told: (outcome: string) => void): void {
  if (response.req.method === 'HEAD' && reply.fault !== 'reset') {
    writeReply(response, reply)
    told('A reply to HEAD has no body, so there was nothing to get wrong on purpose.')
    return
  }
  switch (reply.fault) {
    case 'reset': {
      // Not destroy(): that ends the connection politely, and a sender may take it for an empty answer.
      response.req.socket.resetAndDestroy()
      told('The connection was reset on purpose; no reply was sent.')
      return
    }
    case 'bad-length': {
      const bytes = Buffer.byteLength(reply.body)
      response.shouldKeepAlive = false
      response.strictContentLength = false
      response.writeHead(reply.status, [...reply.headers, 'Content-Length', String(bytes + PROMISED), 'Connection', 'close'])
      response.write(reply.body, () => response.req.socket.destroySoon())
      told(`On purpose, Content-Length said ${bytes + PROMISED}, but ${bytes} bytes were sent before the connection was closed.`)
      return
    }
    case 'drip':
      drip(response, reply, told)
      return
  }
}

/** The head at once, then the body byte by byte over the whole delay. */
function drip(response: ServerResponse, { status, headers, body, delayMs }: ReplyPlan, told: (outcome: string) => void): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, [...headers, 'Content-Length', String(bytes.length)])
  response.flushHeaders()
  let sent = 0
  const every = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1))
    sent += 1
    if (sent < bytes.length) return
    clearInterval(every)
    response.end()
  }, delayMs / bytes.length)
  every.unref()
  // Once for either end: `close` follows `finish`, and comes alone when the sender has gone.
  response.once('close', () => {
    clearInterval(every)
    const much =
      sent < bytes.length ? `the sender closed the connection after ${sent} of ${bytes.length} bytes` : 'the sender stayed to the end'
    told(`The reply was dripped over ${Math.round(delayMs / 1000)} s on purpose; ${much}.`)
  })
}

/** Whether a plan is to be sent by `misbehave`; the other faults are proper answers, late or bad. */
export const isCrooked = ({ fault, status }: ReplyPlan): boolean =>
  fault === 'reset' || ((fault === 'drip' || fault === 'bad-length') && hasBody(status))
