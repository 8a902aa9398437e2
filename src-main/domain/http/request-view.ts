import { type ParsedBody, parseBody } from './body.ts'
import { headerValue, type RawHeaders } from './headers.ts'

/** A Request as the pure rules (signature engine, event keys, handshakes, provider guess) look at it. */
export interface RequestView {
  readonly method: string
  /** Effective URL: scheme, host, path and query as the sender saw them (some providers sign it). */
  readonly url: string
  /** Path and query as they stood on the request line. */
  readonly target: string
  readonly headers: RawHeaders
  /** The bytes as received, before any decompression: what signatures are computed over. */
  readonly body: Uint8Array
  /** The body after Content-Encoding was undone, where it had one that could be. */
  readonly content?: Uint8Array
  /** ms since epoch, when the Request arrived: tolerances are measured against this, so history does not age. */
  readonly receivedAt: number
  /** The body after Content-Encoding, parsed by the Request's own Content-Type. Computed once, on demand. */
  parsed(): ParsedBody
}

/** Builds a view. `content` = body after Content-Encoding was undone; the body itself where there is none, null where it cannot be. */
export function requestView(parts: Omit<RequestView, 'parsed' | 'content'>, content: Uint8Array | null = parts.body): RequestView {
  let parsed: ParsedBody | undefined
  return {
    ...parts,
    ...(content === null || content === parts.body || content.byteLength === 0 ? {} : { content }),
    parsed() {
      parsed ??= content === null ? { kind: 'other' } : parseBody(headerValue(parts.headers, 'content-type'), content)
      return parsed
    },
  }
}

/** Query parameters of the request line, decoded. */
export function queryOf(target: string): [name: string, value: string][] {
  const at = target.indexOf('?')
  return at < 0 ? [] : [...new URLSearchParams(target.slice(at + 1))]
}

/** Path of the request line, without the query. */
export function pathOf(target: string): string {
  const at = target.indexOf('?')
  return at < 0 ? target : target.slice(0, at)
}
