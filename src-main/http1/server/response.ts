import { STATUS_CODES } from 'node:http'
import { headerValue, isHeaderName, isHeaderValue, type RawHeaders } from '#domain/http/headers.ts'
import { rememberLast } from '#domain/remember.ts'

/** How long a connection is kept for its sender's next request, seconds. */
export const KEEP_SECONDS = 30

/** Whether an answer of this status has a body at all (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export const hasBody = (status: number): boolean => status !== 204 && status !== 205 && status !== 304

/** What becomes of the connection behind a response, as its head tells. */
export interface ConnectionFate {
  readonly persistent: boolean
  /** ms since epoch. */
  readonly now: number
}

/**
 * The head of a response, up to and with the empty line; latin-1. A field that no header can hold is left out: with a line break in its
 * value it would begin another.
 * @param headers without framing fields
 * @param length of the body; null = no field tells one
 */
export function encodeHead(status: number, headers: RawHeaders, length: number | null, { persistent, now }: ConnectionFate): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] as string
    const value = headers[i + 1] as string
    if (isHeaderName(name) && isHeaderValue(value)) head += `${name}: ${value}\r\n`
  }
  if (length !== null) head += `Content-Length: ${length}\r\n`
  if (headerValue(headers, 'date') === undefined) head += `Date: ${httpDate(Math.floor(now / 1000))}\r\n`
  return `${head}${persistent ? KEPT : CLOSED}\r\n`
}
const KEPT = `Connection: keep-alive\r\nKeep-Alive: timeout=${KEEP_SECONDS}\r\n`
const CLOSED = 'Connection: close\r\n'

/** IMF-fixdate (RFC 9110 5.6.7). @param seconds since epoch */
const httpDate = rememberLast((seconds: number) => new Date(seconds * 1000).toUTCString())

/**
 * A whole response, with its length: an HTTP/1.0 sender can read no chunks. As text of latin-1 where that is enough, for one write is
 * cheaper than two.
 * @param body text is sent as UTF-8
 * @param withBody false in answer to HEAD, which hears of the length only
 */
export function encodeResponse(
  status: number,
  headers: RawHeaders,
  body: string | Uint8Array,
  withBody: boolean,
  fate: ConnectionFate,
): string | Uint8Array {
  // A 205 has none and must say so; to the other two a length is forbidden, or stands for a body that is elsewhere.
  if (!hasBody(status)) return encodeHead(status, headers, status === 205 ? 0 : null, fate)
  const length = Buffer.byteLength(body)
  const head = encodeHead(status, headers, length, fate)
  if (!withBody || length === 0) return head
  // As many bytes as characters: all of them are ASCII.
  if (typeof body === 'string' && body.length === length) return head + body
  return Buffer.concat([Buffer.from(head, 'latin1'), typeof body === 'string' ? Buffer.from(body) : body])
}
