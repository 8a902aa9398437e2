import type { RawHeaders } from '#domain/http/headers.ts'
import { listed } from './fields.ts'
import { MalformedMessage } from './malformed.ts'

/** How the end of a body is found (RFC 9112 6.3); `counted` has so many bytes. */
export type Framing = { readonly kind: 'none' | 'chunked' | 'until-close' } | { readonly kind: 'counted'; readonly length: number }

const LENGTHS = 'its length is given more than once, or is no number (Content-Length, Transfer-Encoding).'

/**
 * What a message's own headers say of its body: the length, null where none is given, and the transfer codings in lower case.
 * @throws MalformedMessage where they contradict each other: two recipients could then see different bodies (RFC 9112 11.2)
 */
export function declaredBody(headers: RawHeaders): { readonly length: number | null; readonly codings: readonly string[] } {
  const [length, ...lengths] = listed(headers, 'content-length')
  const codings = listed(headers, 'transfer-encoding')
  const wrong = length !== undefined && (!/^[0-9]{1,15}$/.test(length) || lengths.some(other => other !== length) || codings.length > 0)
  if (wrong) throw new MalformedMessage('message', LENGTHS)
  return { length: length === undefined ? null : Number(length), codings }
}

/** Whether the sender of a message lets its connection be used again (RFC 9112 9.3). @param minor of its HTTP/1.x version */
export function isPersistent(minor: number, headers: RawHeaders): boolean {
  const options = listed(headers, 'connection')
  return !options.includes('close') && (minor >= 1 || options.includes('keep-alive'))
}
