import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Capture } from '#domain/capture.ts'
import type { Problem, Via } from '#domain/request.ts'
import { stripOwnCookies } from './cookies.ts'

interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
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
  const bytes = new Uint8Array(error.rawPacket ?? [])
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

/**
 * A row for it. Without parsed headers, the first line supplies what can be read off it; the bytes that came are the body. The packet at
 * hand may be a later one, from the middle of a header, so only what looks like a request line is read as one.
 */
export function brokenCapture(broken: Broken, context: BrokenContext, head?: IncomingMessage): Capture {
  const text = Buffer.from(broken.bytes.subarray(0, 4096)).toString('latin1')
  const line = /^([A-Za-z]{1,32}) (\/\S{0,2048}|[a-z]+:\/\/\S{1,2048})(?: HTTP\/(\d\.\d))?/.exec(text)
  const { headers, stripped } = stripOwnCookies(head?.rawHeaders ?? [])
  const target = head?.url ?? line?.[2] ?? '/'
  return {
    receivedAt: context.receivedAt,
    method: head?.method ?? line?.[1]?.toUpperCase() ?? '?',
    target,
    httpVersion: head?.httpVersion ?? line?.[3] ?? '?',
    headers,
    body: new Uint8Array(broken.bytes.subarray(0, context.keep)),
    via: context.via,
    origin: 'received',
    effectiveUrl: /^[a-z]+:\/\//.test(target) ? target : `http://${context.localHost}${target.startsWith('/') ? target : `/${target}`}`,
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
