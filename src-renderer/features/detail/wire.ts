import type { RequestDetail } from '#contract/requests.ts'
import { MASK } from '#domain/redact-body.ts'
import type { ByteRange } from './body/hex.ts'

type Pairs = readonly (readonly [name: string, value: string])[]

/** Request line and header lines, without their line ends; with what was revealed, where it was. */
export function requestHead(request: RequestDetail, clear: { readonly headers: Pairs; readonly target: string } | null): string[] {
  const { headers, target } = clear ?? request
  return [`${request.method} ${target} HTTP/${request.httpVersion}`, ...lines(headers)]
}

/** Status line and header lines of our answer. */
export const replyHead = ({ reply, httpVersion }: RequestDetail): string[] => [
  `HTTP/${httpVersion} ${reply.status}`,
  ...lines(reply.headers),
]

const lines = (headers: Pairs): string[] => headers.map(([name, value]) => `${name}: ${value}`)

/** A message as bytes, with the runs in it that are hidden. */
export interface Wire {
  readonly bytes: Uint8Array
  readonly hidden: readonly ByteRange[]
}

/**
 * The message as it went over the wire: lines end with CR LF, an empty one closes the head, then the body. A char of a line is a byte;
 * a mask, which holds none of latin-1's characters, takes as many bytes as it has characters, all of them hidden.
 */
export function wireBytes(head: readonly string[], body: Uint8Array, hiddenInBody: readonly ByteRange[]): Wire {
  const text = `${head.join('\r\n')}\r\n\r\n`
  const bytes = new Uint8Array(text.length + body.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  bytes.set(body, text.length)
  const hidden: ByteRange[] = []
  for (let at = text.indexOf(MASK); at >= 0; at = text.indexOf(MASK, at + MASK.length)) hidden.push({ from: at, to: at + MASK.length - 1 })
  for (const { from, to } of hiddenInBody) hidden.push({ from: from + text.length, to: to + text.length })
  return { bytes, hidden }
}
