import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Capture } from '#domain/capture.ts'
import type { Problem, Via } from '#domain/request.ts'
import { beginningOfBroken, readBrokenHead } from './broken-head.ts'
import { stripOwnCookies } from './cookies.ts'

interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
  readonly bytesParsed?: number
}

/** A request that Node could not parse: what is wrong with it, what to tell its sender, and the bytes there are. */
export interface Broken {
  readonly problem: Problem
  readonly reason: string
  readonly bytes: Uint8Array
  readonly headersTooLarge?: true
}

/** Whether a body that was under way is wrong, late, or cut off. */
export function problemOf(error: ParserError): Problem {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'timeout'
  return error.code?.startsWith('HPE_') && error.code !== 'HPE_INVALID_EOF_STATE' ? 'malformed' : 'aborted'
}

/** Describes as a row what Node's parser rejected; null if it was not a request at all (a scan, a reset, an idle connection). */
export function brokenRequest(error: ParserError, socket: Socket): Broken | null {
  if (socket.bytesRead === 0 || error.code === 'ECONNRESET' || error.code === 'EPIPE') return null
  const packet = new Uint8Array(error.rawPacket ?? [])
  const bytes = packet.subarray(beginningOfBroken(packet, error.bytesParsed ?? 0, error.code))
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return { problem: 'timeout', reason: 'The headers did not arrive in time.', bytes }
  if (error.code === 'HPE_HEADER_OVERFLOW')
    return { problem: 'malformed', reason: 'The headers are larger than this receiver accepts.', bytes, headersTooLarge: true }
  if (error.code === 'HPE_INVALID_EOF_STATE')
    return { problem: 'malformed', reason: 'The connection ended partway through the headers.', bytes }
  return { problem: 'malformed', reason: error.message, bytes }
}

/** Well-formed, yet nothing a receiver can serve: a 2xx would open a tunnel. */
export const connectRefused: Omit<Broken, 'bytes'> = { problem: 'malformed', reason: 'This is a webhook receiver, not a proxy.' }

export interface BrokenContext {
  readonly receivedAt: number
  readonly via: Via
  readonly remoteAddress: string
  readonly localHost: string
  readonly keep: number
}

/** A row for it: what can be read of its head is read, and the rest of the bytes that came is the body. */
export function brokenCapture(broken: Broken, context: BrokenContext, head?: IncomingMessage): Capture {
  const read = head ? null : readBrokenHead(broken.bytes)
  const { headers, stripped } = stripOwnCookies(head?.rawHeaders ?? read?.headers ?? [])
  const target = head?.url ?? read?.target ?? '/'
  return {
    receivedAt: context.receivedAt,
    method: head?.method ?? read?.method ?? '?',
    target,
    httpVersion: head?.httpVersion ?? read?.httpVersion ?? '?',
    headers,
    body: new Uint8Array((read?.rest ?? broken.bytes).subarray(0, context.keep)),
    via: context.via,
    origin: 'received',
    effectiveUrl: /^https?:\/\//i.test(target) ? target : `http://${context.localHost}${target.startsWith('/') ? target : `/${target}`}`,
    remoteAddress: context.remoteAddress,
    bodyMs: 0,
    problem: broken.problem,
    ...(broken.headersTooLarge ? { headersTooLarge: true } : {}),
    strippedCookies: stripped,
  }
}

/** Answers on the bare socket, and closes it: there is no response object for what never became a request. */
export function refuseOnSocket(socket: Socket, status: number, reason: string, text: string): void {
  if (socket.writable && status > 0) {
    const body = `${text}\n`
    socket.write(
      `HTTP/1.1 ${status} ${reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  }
  // Not end() alone: a peer that never closes its side would hold the connection forever.
  socket.destroySoon()
}
