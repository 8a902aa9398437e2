import type { Capture } from '#domain/capture.ts'
import type { Via } from '#domain/request.ts'
import type { BrokenHead } from '#http1/server/connection.ts'
import { readBrokenHead } from './broken-head.ts'
import { stripOwnCookies } from './cookies.ts'

export interface BrokenContext {
  readonly receivedAt: number
  readonly via: Via
  readonly remoteAddress: string
  readonly localHost: string
  /** Bytes of it that are kept beside what can be read of its head. */
  readonly keep: number
}

/** A row for what is no request: what can be read of its head is read, and the rest of the bytes that came is the body. */
export function brokenCapture({ cut, bytes, headersTooLarge }: BrokenHead, context: BrokenContext): Capture {
  const read = readBrokenHead(bytes)
  const { headers, stripped } = stripOwnCookies(read.headers)
  const target = read.target ?? '/'
  return {
    receivedAt: context.receivedAt,
    method: read.method ?? '?',
    target,
    httpVersion: read.httpVersion ?? '?',
    headers,
    body: new Uint8Array(read.rest.subarray(0, context.keep)),
    via: context.via,
    origin: 'received',
    effectiveUrl: /^https?:\/\//i.test(target) ? target : `http://${context.localHost}${target.startsWith('/') ? target : `/${target}`}`,
    remoteAddress: context.remoteAddress,
    bodyMs: 0,
    problem: cut,
    ...(headersTooLarge ? { headersTooLarge: true } : {}),
    strippedCookies: stripped,
  }
}
