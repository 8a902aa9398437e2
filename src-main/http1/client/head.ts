import type { RawHeaders } from '#domain/http/headers.ts'
import { listed, parseFields } from '../fields.ts'
import { declaredBody, type Framing, isPersistent } from '../framing.ts'
import { MalformedMessage } from '../malformed.ts'

export interface ResponseHead {
  readonly status: number
  readonly headers: RawHeaders
  readonly framing: Framing
  /** The sender of the response lets the connection be used again. */
  readonly persistent: boolean
  /** For how long it announces to do so, ms: `Keep-Alive: timeout=5`, in seconds; infinite where it says nothing. */
  readonly keepMs: number
}

/**
 * Reads the head of a response, tolerantly: what servers send is theirs, and people want to see what they answered.
 * @param text latin-1, from the first line up to the empty one, which is left out
 * @param method of the request, which decides whether there is a body
 * @throws MalformedMessage
 */
export function parseHead(text: string, method: string): ResponseHead {
  const [first = ''] = /^[^\r\n]*/.exec(text) ?? []
  const [, minor, code] = /^HTTP\/1\.([0-9]) ([0-9]{3})(?: |$)/.exec(first) ?? []
  if (code === undefined) throw new MalformedMessage('message', `it begins with the line “${first.slice(0, 60)}”.`)
  const status = Number(code)
  // 101 answers a wish for another protocol, which nobody had.
  if (status < 100 || status === 101) {
    throw new MalformedMessage('message', 'its status is below 100, or is 101 (Switching Protocols) although nobody asked for that.')
  }
  const lf = text.indexOf('\n')
  const headers = parseFields(text, lf < 0 ? text.length : lf + 1, 'tolerant')
  const framing = framingOf(status, method, headers)
  const persistent = framing.kind !== 'until-close' && isPersistent(Number(minor), headers)
  return { status, headers, framing, persistent, keepMs: keepMsOf(headers) }
}

function framingOf(status: number, method: string, headers: RawHeaders): Framing {
  const { length, codings } = declaredBody(headers)
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { kind: 'none' }
  // What follows is no body but the tunnel that was asked for, and that nobody here wants.
  if (method === 'CONNECT' && status < 300) return { kind: 'until-close' }
  if (codings.length > 0) return { kind: codings.at(-1) === 'chunked' ? 'chunked' : 'until-close' }
  return length === null ? { kind: 'until-close' } : { kind: 'counted', length }
}

function keepMsOf(headers: RawHeaders): number {
  const seconds = listed(headers, 'keep-alive').flatMap(part => /^timeout=([0-9]{1,6})$/.exec(part)?.[1] ?? [])[0]
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000
}
