import type { ServerResponse } from 'node:http'
import type { ReplyPlan } from '#domain/capture.ts'

const overloadedText = 'This receiver is at its limit; send this webhook again.\n'

/** Whether an answer of this status has a body at all (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export const hasBody = (status: number): boolean => status !== 204 && status !== 205 && status !== 304

/** Writes a planned reply, with its length: node would send it in chunks, which an HTTP/1.0 sender cannot read. */
export function writeReply(response: ServerResponse, reply: ReplyPlan): void {
  const body = !hasBody(reply.status) ? null : reply.bodyBase64 === undefined ? reply.body : Buffer.from(reply.bodyBase64, 'base64')
  // A 205 has none and must say so; to the other two a length is forbidden, or stands for a body that is elsewhere.
  const bytes = body === null ? (reply.status === 205 ? 0 : null) : Buffer.byteLength(body)
  const length = bytes === null ? [] : ['Content-Length', String(bytes)]
  response.writeHead(reply.status, [...reply.headers, ...length])
  response.end(body ?? '')
}

/** Not stored and not decided: there was no room even to look at it. */
export function writeOverloaded(response: ServerResponse): void {
  response.shouldKeepAlive = false
  writeReply(response, {
    status: 503,
    headers: ['Content-Type', 'text/plain; charset=utf-8', 'Retry-After', '5'],
    body: overloadedText,
    delayMs: 0,
  })
}
