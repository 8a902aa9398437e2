import { isCredentialName } from '#domain/redact.ts'

/** What can be read of a request that is not valid HTTP. Bytes are latin-1 chars, as node has them in headers. */
export interface BrokenHead {
  readonly method: string | null
  readonly target: string | null
  readonly httpVersion: string | null
  /** Flat, as they stand: see `parted` for a line without a colon. */
  readonly headers: readonly string[]
  /** What follows the head; all of the bytes where there is none. */
  readonly rest: Uint8Array
}

/** What may be meant for one: a method with a path or an address, or with anything at all where the line looks like no other text. */
const REQUEST_LINES = [
  /^\s*(?<method>[A-Za-z]{1,64})[ \t]+(?<target>\/\S{0,65535}|[a-z]+:\/\/\S{1,65535})(?: HTTP\/(?<version>\d\.\d))?[^\r\n]*/,
  /^\s*(?<method>[!-~]{1,64})[ \t]+(?<target>\S{1,65535})[ \t]+HTTP\/(?<version>\d\.\d)?[^\r\n]*/,
  /^\s*(?<method>[A-Z][A-Z0-9_.-]{0,63})[ \t]+(?<target>\S{1,65535})[ \t]*(?=[\r\n]|$)/,
]
/** What a line begins with that can be a name, and what can be nothing else. */
const FIRST_NAME = /^[ \t]*[!#$%&'*+.^_`|~0-9A-Za-z-]+/
const ONLY_NAME = /^[ \t]*[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]*$/

/**
 * Takes a head apart line by line, whatever is wrong with it. It is not kept as one piece of bytes: credentials and cookies in it would
 * then be body, which is shown, searched and exported as it is. What neither begins with a request line nor has a line that names a
 * credential is not taken for a head, for the packet at hand may be a later one, from the middle of something.
 */
export function readBrokenHead(bytes: Uint8Array): BrokenHead {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const line = REQUEST_LINES.reduce<RegExpExecArray | null>((found, form) => found ?? form.exec(text), null)
  const { headers, end } = readFields(text, line?.[0].length ?? null)
  if (!line && !namesCredential(headers)) return { method: null, target: null, httpVersion: null, headers: [], rest: bytes }
  const { method, target, version } = line?.groups ?? {}
  return {
    method: method?.toUpperCase() ?? null,
    target: target ?? null,
    httpVersion: version ?? null,
    headers,
    rest: bytes.subarray(end),
  }
}

/** The fields of a head, and where it ends. @param requestLine length of the request line; null = there is none */
function readFields(text: string, requestLine: number | null): { headers: string[]; end: number } {
  const headers: string[] = []
  let begin = requestLine ?? 0
  let inHead = false
  while (begin < text.length) {
    const found = text.indexOf('\n', begin)
    const end = found < 0 ? text.length : found
    const line = text.slice(begin, end > begin && text[end - 1] === '\r' ? end - 1 : end)
    begin = found < 0 ? end : end + 1
    if (line === '' && inHead) break
    for (const field of apart(line)) addField(headers, field)
    // What comes first behind a request line is that line's own end, and empty lines may stand before a head.
    inHead ||= requestLine !== null || line !== ''
  }
  return { headers, end: begin }
}

/** HTTP knows no CR alone, but who sends one means a line's end: a credential behind it is a field of its own, or its value would show. */
function apart(line: string): string[] {
  if (!line.includes('\r')) return line === '' ? [] : [line]
  const fields: string[][] = []
  let isHidden = false
  for (const piece of line.split('\r')) {
    const isCredential = isCredentialName(parted(piece)[0])
    if (fields.length > 0 && (isHidden || !isCredential)) fields.at(-1)?.push(piece)
    else fields.push([piece])
    isHidden ||= isCredential
  }
  return fields.map(pieces => pieces.join('\r')).filter(field => field !== '')
}

/** A continuation ("obs-fold") belongs to the value before it, but one that names a credential would there be shown. */
function addField(headers: string[], field: string): void {
  const before = headers.at(-2)
  const isContinued = before !== undefined && /^[ \t]/.test(field) && (isCredentialName(before) || !isCredentialName(parted(field)[0]))
  if (isContinued) headers[headers.length - 1] += ` ${field.trim()}`
  else headers.push(...parted(field))
}

/** Names stay as they stand. Where the colon is missing, all of the line is one; but behind a credential's the rest is its value. */
function parted(field: string): [name: string, value: string] {
  const colon = field.indexOf(':')
  const name = colon < 0 ? field : field.slice(0, colon)
  const first = FIRST_NAME.exec(field)?.[0] ?? ''
  const isMissing = colon < 0 || !isCredentialName(name)
  if (isMissing && first.length < name.length && isCredentialName(first)) return [first, field.slice(first.length).trim()]
  return colon < 0 ? [field, ''] : [name, field.slice(colon + 1).trim()]
}

function namesCredential(headers: readonly string[]): boolean {
  return headers.some((name, i) => i % 2 === 0 && headers[i + 1] !== '' && ONLY_NAME.test(name) && isCredentialName(name))
}
