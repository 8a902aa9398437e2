import { isMethod, type RawHeaders } from '#domain/http/headers.ts'
import { listed, parseFields } from '../fields.ts'
import { declaredBody, type Framing, isPersistent } from '../framing.ts'
import { MalformedMessage } from '../malformed.ts'

export interface RequestHead {
  readonly method: string
  /** As on the request line. */
  readonly target: string
  /** `1.0` or `1.1`. */
  readonly httpVersion: string
  readonly headers: RawHeaders
  readonly framing: Framing
  /** Its sender wants to use the connection again. */
  readonly persistent: boolean
  /** Its sender waits with the body until it is asked for it (RFC 9110 10.1.1). */
  readonly waits: boolean
}

const REQUEST_LINE = /^([^ \r\n]+) ([^ \r\n]+) HTTP\/([0-9])\.([0-9])(\r?)(?:\n|$)/
/** Origin, absolute and asterisk form (RFC 9112 3.2); CONNECT has one of its own. */
const TARGET = /^(?:\/|[a-z][a-z0-9+.-]*:|\*$)[\x21-\x7e\x80-\xff]*$/i

/**
 * Reads the head of a request, strictly: what a sender does wrong is what it has to be told. One without a Host is taken all the same, for
 * its bytes matter more than the rule.
 * @param text latin-1, from the request line up to the CR of the last line
 * @throws MalformedMessage
 */
export function parseRequestHead(text: string): RequestHead {
  const { method, target, minor, length } = parseRequestLine(text)
  const headers = parseFields(text, length, 'strict')
  return {
    method,
    target,
    httpVersion: minor === 0 ? '1.0' : '1.1',
    headers,
    framing: framingOf(headers),
    persistent: isPersistent(minor, headers),
    waits: minor > 0 && listed(headers, 'expect').includes('100-continue'),
  }
}

/**
 * @param text latin-1, of which the first line is looked at
 * @returns with the line's length, up to and with its end
 * @throws MalformedMessage
 */
export function parseRequestLine(text: string) {
  const [line = '', method = '', target = '', major, minor, cr] = REQUEST_LINE.exec(text) ?? []
  if (!isMethod(method)) throw new MalformedMessage('protocol', `it begins with ${shownLine(text)}.`)
  if (major !== '1') throw new MalformedMessage('protocol', `it is HTTP/${major}.${minor}, and HTTP/1.1 is what is spoken here.`)
  if (cr === '') throw new MalformedMessage('message', 'its first line ends in LF alone; it must be CR LF.')
  if (method !== 'CONNECT' && !TARGET.test(target)) throw new MalformedMessage('message', 'its target is neither a path nor a URL.')
  return { method, target, minor: Number(minor), length: line.length }
}

/** RFC 9112 6.3: the end of a request never is that of its connection. */
function framingOf(headers: RawHeaders): Framing {
  const { length, codings } = declaredBody(headers)
  if (codings.length === 0) return length ? { kind: 'counted', length } : { kind: 'none' }
  if (codings.indexOf('chunked') !== codings.length - 1) {
    throw new MalformedMessage('message', 'chunked is not the last of its Transfer-Encoding, and nothing else tells where it ends.')
  }
  return { kind: 'chunked' }
}

function shownLine(text: string): string {
  const line = /^[\x20-\x7e]{0,60}/.exec(text)?.[0] ?? ''
  return line === '' ? 'bytes that are no text' : `“${line}”`
}

/** How much of a first line `canBegin` looks at. */
export const BEGINNING = 33

/** Whether a first line that is not complete can still become a request's: what is another protocol's is refused at once. */
export function canBegin(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}(?: |$)/.test(text.slice(0, BEGINNING))
}
