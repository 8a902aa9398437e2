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
/** Of one part. Browsers write two, and a body that is all header lines must not become millions of texts. */
const MAX_HEADERS = 100
const CR = 13
const LF = 10
const utf8 = new TextDecoder('utf-8', { fatal: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

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
  for (let at = from === 0 ? 0 : nextLine(bytes, from - 1); at >= 0; at = nextLine(bytes, at)) {
    if (!startsAt(bytes, delimiter, at)) continue
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
    else if (colon > 0 && headers.length < MAX_HEADERS) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()])
    else return null
    if (lineEnd === end) return null
    at = lineEnd + 1
  }
  return null
}

/** Where the line after begins; -1 at the last one. Looked for by lines: in a body of nothing but dashes each would begin a delimiter. */
function nextLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LF, from)
  return end < 0 ? -1 : end + 1
}

function startsAt(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let k = 0; k < wanted.length; k++) if (bytes[at + k] !== wanted[k]) return false
  return true
}

/** Value of a part's header by its name in any letter case. */
export function partHeader(part: Part, name: string): string | undefined {
  return part.headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1]
}

/** The name of the form field that a part is. */
export function partName(part: Part): string | undefined {
  const found = /(?:^|[;\s])name\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(partHeader(part, 'content-disposition') ?? '')
  return found?.[1] ?? found?.[2]
}

/** The boundary that a Content-Type names. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const found = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '')
  return found?.[1] ?? found?.[2]
}

/**
 * The fields of a form that was sent in parts, in order; null when it cannot be taken apart. Files are left out, whatever their size.
 * Never throws: bytes that are no UTF-8 are replaced.
 */
export function multipartFields(bytes: Uint8Array, contentType: string | undefined): [name: string, value: string][] | null {
  const { parts, problem } = parseMultipart(bytes, boundaryOf(contentType))
  if (problem !== null) return null
  const fields: [string, string][] = []
  for (const part of parts) {
    const name = partName(part)
    if (name === undefined || isFile(part)) continue
    fields.push([name, lossy.decode(bytes.subarray(part.start, part.end))])
  }
  return fields
}

function isFile(part: Part): boolean {
  return /[;\s]filename\*?\s*=/i.test(partHeader(part, 'content-disposition') ?? '')
}
