import type { Socket } from 'node:net'
import type { Capture } from '#domain/capture.ts'
import type { Problem, Via } from '#domain/request.ts'

interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
}

/** What node's parser refused, told in the terms of a row; null when it is no request at all (a scan, a reset, an idle connection). */
export function brokenRequest(error: ParserError, socket: Socket): { problem: Problem; reason: string; bytes: Uint8Array } | null {
  if (socket.bytesRead === 0 || error.code === 'ECONNRESET' || error.code === 'EPIPE') return null
  const bytes = new Uint8Array(error.rawPacket ?? [])
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return { problem: 'timeout', reason: 'The headers did not arrive in time.', bytes }
  if (error.code === 'HPE_HEADER_OVERFLOW') return { problem: 'malformed', reason: 'The headers are larger than 64 KiB.', bytes }
  return { problem: 'malformed', reason: error.message, bytes }
}

/** A row for it. What can be read off the first line is; the bytes that came are the body. */
export function brokenCapture(
  broken: { problem: Problem; bytes: Uint8Array },
  context: { receivedAt: number; via: Via; remoteAddress: string; localHost: string; keep: number },
): Capture {
  const line = /^([A-Za-z]{1,32}) (\S{1,2048})(?: HTTP\/(\d\.\d))?/.exec(Buffer.from(broken.bytes.subarray(0, 4096)).toString('latin1'))
  const target = line?.[2] ?? '/'
  return {
    receivedAt: context.receivedAt,
    method: line?.[1]?.toUpperCase() ?? '?',
    target,
    httpVersion: line?.[3] ?? '?',
    headers: [],
    body: new Uint8Array(broken.bytes.subarray(0, context.keep)),
    via: context.via,
    origin: 'received',
    effectiveUrl: `http://${context.localHost}${target.startsWith('/') ? target : `/${target}`}`,
    remoteAddress: context.remoteAddress,
    bodyMs: 0,
    problem: broken.problem,
    strippedCookies: [],
  }
}

/** Answers on the bare socket: there is no response object for what never became a request. */
export function refuseOnSocket(socket: Socket, status: number, reason: string, text: string): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = `${text}\n`
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
