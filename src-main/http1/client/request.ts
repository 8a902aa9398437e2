import { isHeaderName, isHeaderValue, isMethod, type RawHeaders } from '#domain/http/headers.ts'

/** A request to put on the wire: `path` is the request target, `body` empty for none. */
export interface OutgoingRequest {
  readonly method: string
  /** `scheme://host:port` and nothing else. */
  readonly origin: string
  readonly path: string
  /** Without `Host`, `Connection` and `Content-Length`, which are written here. */
  readonly headers: RawHeaders
  readonly body: Uint8Array
}

/** A request as it goes out. `head`: latin-1, up to and with the empty line. `fields`: all header fields, as they stand in it. */
export interface EncodedRequest {
  readonly ok: true
  readonly head: string
  readonly body: Uint8Array
  readonly fields: RawHeaders
}

/** `host:port` of an origin. */
export function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2)
}

/** RFC 9110 8.6: of these methods a recipient expects a body, so that there is none has to be said. */
const EXPECTS_BODY = /^(POST|PUT|PATCH)$/

/** RFC 9112 3.2.1: the target in its usual form. */
const TARGET = /^\/[\x21-\x7e\x80-\xff]*$/

/**
 * A request as HTTP/1.1 has it (RFC 9112). Order, letter case and repetitions of its header fields are kept.
 * @returns `reason`: a sentence without its subject
 */
export function encodeRequest(request: OutgoingRequest): EncodedRequest | { readonly ok: false; readonly reason: string } {
  const { method, origin, path, headers, body } = request
  const fields = ['Host', hostOf(origin), 'Connection', 'keep-alive', ...headers]
  if (body.byteLength > 0 || EXPECTS_BODY.test(method)) fields.push('Content-Length', String(body.byteLength))
  const reason = refusalOf(method, path, fields)
  if (reason !== null) return { ok: false, reason }
  let head = `${method} ${path} HTTP/1.1\r\n`
  for (let i = 0; i + 1 < fields.length; i += 2) head += `${fields[i]}: ${fields[i + 1]}\r\n`
  return { ok: true, head: `${head}\r\n`, body, fields }
}

/** Each part by itself: a line break in one would begin a line of its own, which looks as good as the others. */
function refusalOf(method: string, path: string, fields: RawHeaders): string | null {
  if (!isMethod(method)) return `${JSON.stringify(method)} cannot be the method of a request.`
  if (!TARGET.test(path)) return 'its URL has a character that no request can hold.'
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const name = fields[i] as string
    if (!isHeaderName(name)) return `${JSON.stringify(name)} cannot be the name of a header.`
    if (!isHeaderValue(fields[i + 1] as string)) return `the value of its header ${name} has a character that no header can hold.`
  }
  return null
}
