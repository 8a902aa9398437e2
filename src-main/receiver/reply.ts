import type { ServerResponse } from 'node:http'
import type { ReplyPlan } from '#domain/capture.ts'

const overloadedText = 'This receiver is at its limit; send this webhook again.\n'

/** Writes a planned reply. The framing headers are node:http's business. */
export function writeReply(response: ServerResponse, reply: ReplyPlan): void {
  response.writeHead(reply.status, reply.headers as string[])
  response.end(reply.body)
}

/** Not stored and not decided: there was no room even to look at it. */
export function writeOverloaded(response: ServerResponse): void {
  response.shouldKeepAlive = false
  response.writeHead(503, ['Content-Type', 'text/plain; charset=utf-8', 'Retry-After', '5'])
  response.end(overloadedText)
}
