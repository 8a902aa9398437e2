/** One part of a multipart body. Offsets point into the body: part bytes are never copied for parsing. */
export interface Part {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly start: number
  readonly end: number
}

export type MultipartProblem = 'no-boundary' | 'not-found' | 'not-closed' | 'part-headers' | 'too-many'

export interface Multipart {
  readonly parts: readonly Part[]
  /** What is wrong with the framing; the parts found so far are still shown. */
  readonly problem: MultipartProblem | null
}

const MAX_PARTS = 1000
const CR = 13
const LF = 10
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Header lines of a part: browsers write names and file names in UTF-8 (RFC 7578 §5.1), older senders in latin-1. */
function headerText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

/** Splits a multipart body at its boundary (RFC 2046 §5.1). Accepts bare LF line ends, as several senders write them. */
export function parseMultipart(bytes: Uint8Array, boundary: string | undefined): Multipart {
  if (boundary === undefined || boundary === '') return { parts: [], problem: 'no-boundary' }
  const delimiter = new TextEncoder().encode(`--${boundary}`)
  const parts: Part[] = []
  let mark = nextDelimiter(bytes, delimiter, 0)
  if (mark === null) return { parts, problem: 'not-found' }
  while (!mark.last) {
    const next = nextDelimiter(bytes, delimiter, mark.after)
    const part = readPart(bytes, mark.after, next ? next.start : bytes.length)
    if (!part) return { parts, problem: 'part-headers' }
    parts.push(part)
    if (!next) return { parts, problem: 'not-closed' }
    if (parts.length >= MAX_PARTS) return { parts, problem: 'too-many' }
    mark = next
  }
  return { parts, problem: null }
}

interface Mark {
  /** End of what came before, without the line break that belongs to the delimiter. */
  readonly start: number
  readonly after: number
  readonly last: boolean
}

function nextDelimiter(bytes: Uint8Array, delimiter: Uint8Array, from: number): Mark | null {
  for (let at = indexOfBytes(bytes, delimiter, from); at >= 0; at = indexOfBytes(bytes, delimiter, at + 1)) {
    if (at > 0 && bytes[at - 1] !== LF) continue
    let after = at + delimiter.length
    const last = bytes[after] === 0x2d && bytes[after + 1] === 0x2d
    if (last) after += 2
    // Only padding may stand between the delimiter and its line end: a longer boundary that begins alike is another one.
    while (bytes[after] === 0x20 || bytes[after] === 0x09) after++
    if (bytes[after] === CR && bytes[after + 1] === LF) after += 2
    else if (bytes[after] === LF) after += 1
    else if (after < bytes.length) continue
    const start = at >= 2 && bytes[at - 2] === CR ? at - 2 : Math.max(0, at - 1)
    return { start: Math.max(from, start), after, last }
  }
  return null
}

function readPart(bytes: Uint8Array, start: number, end: number): Part | null {
  const headers: [string, string][] = []
  for (let at = start; at <= end; ) {
    const found = bytes.indexOf(LF, at)
    const lineEnd = found < 0 || found >= end ? end : found
    const line = headerText(bytes.subarray(at, lineEnd)).replace(/\r$/, '')
    if (line === '') return { headers, start: Math.min(lineEnd + 1, end), end }
    const last = headers.at(-1)
    const colon = line.indexOf(':')
    if (/^[ \t]/.test(line) && last) last[1] += ` ${line.trim()}`
    else if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()])
    else return null
    if (lineEnd === end) return null
    at = lineEnd + 1
  }
  return null
}

function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let k = 1
    while (k < wanted.length && bytes[at + k] === wanted[k]) k++
    if (k === wanted.length) return at
  }
  return -1
}

/** Value of a part's header by its name in any letter case. */
export function partHeader(part: Part, name: string): string | undefined {
  return part.headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1]
}
