import type { ServerResponse } from 'node:http'
import type { ReplyPlan } from '#domain/capture.ts'

const overloadedText = 'This receiver is at its limit; send this webhook again.\n'

/** Writes a planned reply, with its length: node would send it in chunks, which an HTTP/1.0 sender cannot read. */
export function writeReply(response: ServerResponse, reply: ReplyPlan): void {
  const bodiless = reply.status === 204 || reply.status === 304
  const length = bodiless ? [] : ['Content-Length', String(Buffer.byteLength(reply.body))]
  response.writeHead(reply.status, [...reply.headers, ...length])
  response.end(bodiless ? '' : reply.body)
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
