/** What can be read of a request that is not valid HTTP. Bytes are latin-1 chars, as node has them in headers. */
export interface BrokenHead {
  readonly method: string | null
  readonly target: string | null
  readonly httpVersion: string | null
  /** Flat, as they stand: a line without a colon is a name without a value. */
  readonly headers: readonly string[]
  /** What follows the head; all of the bytes where there is none. */
  readonly rest: Uint8Array
}

const REQUEST_LINE = /^([A-Za-z]{1,32}) (\/\S{0,65535}|[a-z]+:\/\/\S{1,65535})(?: HTTP\/(\d\.\d))?[^\n]*\r?\n?/

/**
 * Takes a head apart line by line, whatever is wrong with it. It is not kept as one piece of bytes: credentials and cookies in it would
 * then be body, which is shown, searched and exported as it is. Only what begins with a request line is taken for a head, for the packet at
 * hand may be a later one, from the middle of something.
 */
export function readBrokenHead(bytes: Uint8Array): BrokenHead {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const line = REQUEST_LINE.exec(text)
  if (!line) return { method: null, target: null, httpVersion: null, headers: [], rest: bytes }
  const headers: string[] = []
  let at = line[0].length
  while (at < text.length) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const field = text.slice(at, text[end - 1] === '\r' ? end - 1 : end)
    at = end + 1
    if (field === '') break
    // A continuation ("obs-fold") belongs to the value before it.
    if (/^[ \t]/.test(field) && headers.length > 0) headers[headers.length - 1] += ` ${field.trim()}`
    else headers.push(...parted(field))
  }
  const [, method = '', target = '', version] = line
  return {
    method: method.toUpperCase(),
    target,
    httpVersion: version ?? null,
    headers,
    rest: bytes.subarray(Math.min(at, bytes.byteLength)),
  }
}

function parted(field: string): [name: string, value: string] {
  const colon = field.indexOf(':')
  return colon < 0 ? [field, ''] : [field.slice(0, colon), field.slice(colon + 1).trim()]
}
