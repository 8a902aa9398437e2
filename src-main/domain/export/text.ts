import { type HeaderPair, headerPairs, type RawHeaders } from '../http/headers.ts'

/** A Request to put into words for another tool. `mask`: text that stands in for a credential, where some were masked. */
export interface Exported {
  readonly method: string
  readonly url: string
  readonly httpVersion: string
  readonly target: string
  readonly headers: RawHeaders
  readonly body: Uint8Array
  readonly mask: string
  /** Whether the body has been masked too. When not, text in it that reads like the mask is the sender's own. */
  readonly bodyMasked: boolean
  /** ms since epoch. */
  readonly receivedAt: number
  readonly eventType: string | null
  /** What it was answered with. */
  readonly reply: { readonly status: number; readonly headers: RawHeaders; readonly body: string }
}

/** Fields that the receiving tool must work out for itself. */
const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'expect', 'host'])

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The body as text when it is exactly that: valid UTF-8 without NUL, so that a shell or an editor gives the same bytes back. */
export function exactText(body: Uint8Array): string | null {
  try {
    const text = utf8.decode(body)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/** Header pairs without framing. Values are latin-1: a char code is a byte on the wire. */
export function portableHeaders(raw: RawHeaders): HeaderPair[] {
  return headerPairs(raw).filter(([name]) => !framing.has(name.toLowerCase()))
}

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(binary)
}
