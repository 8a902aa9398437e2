import { headerValues, isHeaderName, type RawHeaders } from '#domain/http/headers.ts'
import { UnreadableResponse } from './unreadable.ts'

/** How the end of a body is found (RFC 9112 6.3); `counted` has so many bytes. */
export type Framing = { readonly kind: 'none' | 'chunked' | 'until-close' } | { readonly kind: 'counted'; readonly length: number }

export interface ResponseHead {
  readonly status: number
  readonly headers: RawHeaders
  readonly framing: Framing
  /** The sender of the response lets the connection be used again. */
  readonly persistent: boolean
  /** For how long it announces to do so, ms: `Keep-Alive: timeout=5`, in seconds; infinite where it says nothing. */
  readonly keepMs: number
}

const LENGTHS = 'its length is given more than once, or is no number (Content-Length, Transfer-Encoding).'

/**
 * Reads the head of a response. Lines may end in a bare LF, as RFC 9112 2.2 lets a recipient accept; a line that goes on behind a line
 * break is joined (5.2).
 * @param text latin-1, from the first line up to the empty one, which is left out
 * @param method of the request, which decides whether there is a body
 * @throws UnreadableResponse
 */
export function parseHead(text: string, method: string): ResponseHead {
  const lines = text.split('\n')
  const first = bare(lines[0] ?? '')
  const [, minor, code] = /^HTTP\/1\.([0-9]) ([0-9]{3})(?: |$)/.exec(first) ?? []
  if (code === undefined) throw new UnreadableResponse('message', `it begins with the line “${first.slice(0, 60)}”.`)
  const status = Number(code)
  // 101 answers a wish for another protocol, which nobody had.
  if (status < 100 || status === 101) {
    throw new UnreadableResponse('message', 'its status is below 100, or is 101 (Switching Protocols) although nobody asked for that.')
  }
  const headers = parseFields(lines)
  const framing = framingOf(status, method, headers)
  const persistent = framing.kind !== 'until-close' && isPersistent(minor !== '0', headers)
  return { status, headers, framing, persistent, keepMs: keepMsOf(headers) }
}

function parseFields(lines: readonly string[]): string[] {
  const headers: string[] = []
  for (let i = 1; i < lines.length; i++) {
    const line = bare(lines[i] ?? '')
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (headers.length === 0) throw new UnreadableResponse('message', 'its first header has no name.')
      headers[headers.length - 1] = `${headers.at(-1)} ${trimmed(line)}`.trim()
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon))
    if (!isHeaderName(name)) throw new UnreadableResponse('message', `its header line ${i} has no valid name before a colon.`)
    const value = trimmed(line.slice(colon + 1))
    if (/[\0\r]/.test(value)) throw new UnreadableResponse('message', `the value of its header ${name} has a character that none can hold.`)
    headers.push(name, value)
  }
  return headers
}

const bare = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

/** Without the blanks and tabs around it: of what `trim` takes, a value may have the rest. */
function trimmed(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlank(text.charCodeAt(from))) from += 1
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1
  return text.slice(from, to)
}
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09

function framingOf(status: number, method: string, headers: RawHeaders): Framing {
  const [length, ...lengths] = listed(headers, 'content-length')
  const codings = listed(headers, 'transfer-encoding')
  const wrong = length !== undefined && (!/^[0-9]{1,15}$/.test(length) || lengths.some(other => other !== length) || codings.length > 0)
  if (wrong) throw new UnreadableResponse('message', LENGTHS)
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { kind: 'none' }
  // What follows is no body but the tunnel that was asked for, and that nobody here wants.
  if (method === 'CONNECT' && status < 300) return { kind: 'until-close' }
  if (codings.length > 0) return { kind: codings.at(-1) === 'chunked' ? 'chunked' : 'until-close' }
  return length === undefined ? { kind: 'until-close' } : { kind: 'counted', length: Number(length) }
}

function isPersistent(since11: boolean, headers: RawHeaders): boolean {
  const options = listed(headers, 'connection')
  return since11 ? !options.includes('close') : options.includes('keep-alive')
}

function keepMsOf(headers: RawHeaders): number {
  const seconds = listed(headers, 'keep-alive').flatMap(part => /^timeout=([0-9]{1,6})$/.exec(part)?.[1] ?? [])[0]
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000
}

/** The parts of a list-valued field, in lower case. */
function listed(headers: RawHeaders, name: string): string[] {
  return headerValues(headers, name).flatMap(value =>
    value
      .toLowerCase()
      .split(',')
      .map(part => part.trim()),
  )
}
