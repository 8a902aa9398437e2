import { isFormType, mediaType } from '../../http/body.ts'
import { headerValue } from '../../http/headers.ts'
import type { RequestView } from '../../http/request-view.ts'
import { jsonForms } from './json.ts'
import type { Variant } from './variant.ts'

/** Above this the tries would take seconds, and somebody is looking at a window while they run. */
const MAX_BYTES = 2 * 1024 * 1024

/** What the body may have been before something on the way rewrote it: likeliest first, each only if it differs from what came. */
export function* bodyVariants({ body, content, headers }: RequestView): Generator<Variant<Uint8Array>> {
  if (content) {
    const encoding = headerValue(headers, 'content-encoding')
    const explanation = `The signature matches the decompressed body: it was signed before it was compressed (Content-Encoding: ${encoding}). The sender must sign the bytes that it sends, or send them uncompressed.`
    yield { name: 'body-decompressed', value: content, explanation }
  }
  if (body.length === 0 || body.length > MAX_BYTES) return
  const seen = new Set<string>([key(body)])
  for (const variant of allVariants(body, headerValue(headers, 'content-type'))) {
    const id = key(variant.value)
    if (seen.has(id)) continue
    seen.add(id)
    yield variant
  }
}

function* allVariants(body: Uint8Array, contentType: string | undefined): Generator<Variant<Uint8Array>> {
  const text = utf8(body)
  // Before any serialiser, which would drop a line break at the end along with everything else that it changes.
  yield* endVariants(body)
  if (text !== null) {
    for (const { name, value, explanation } of jsonForms(text)) yield { name, value: Buffer.from(value, 'utf8'), explanation }
  }
  yield* lineVariants(body)
  if (text !== null && isFormType(mediaType(contentType))) yield* formVariants(text)
  yield* charsetVariants(body, text)
  yield {
    name: 'body-empty',
    value: Buffer.alloc(0),
    explanation:
      'The signature matches an empty body: the sender signed before it had the body, or something in between consumed it first.',
  }
}

/** On bytes, as latin-1, so that a body in any charset keeps all its other bytes. */
function respaced(name: string, value: string, what: string): Variant<Uint8Array> {
  const explanation = `The signature matches ${what}: something between the provider and you changed the body’s whitespace.`
  return { name, value: Buffer.from(value, 'latin1'), explanation }
}

function* endVariants(body: Uint8Array): Generator<Variant<Uint8Array>> {
  const text = latin1(body)
  yield respaced('newline-removed', text.replace(/\r?\n$/, ''), 'without the trailing line break')
  yield respaced('newline-added', `${text}\n`, 'with a trailing line break added')
  yield respaced('newline-added', `${text}\r\n`, 'with a trailing line break (CRLF) added')
}

function* lineVariants(body: Uint8Array): Generator<Variant<Uint8Array>> {
  const text = latin1(body)
  yield respaced('line-ends-lf', text.replaceAll('\r\n', '\n'), 'if line endings are LF instead of CRLF')
  yield respaced('line-ends-crlf', text.replace(/\r?\n/g, '\r\n'), 'if line endings are CRLF instead of LF')
  yield respaced('trimmed', text.replace(/^[ \t\r\n]+/, '').replace(/[ \t\r\n]+$/, ''), 'without the whitespace around the body')
}

function* formVariants(text: string): Generator<Variant<Uint8Array>> {
  const explanation = 'The signature matches if the form is re-encoded: something between the provider and you parsed and rewrote the form.'
  const again = new URLSearchParams(text).toString()
  yield { name: 'form-reencoded', value: Buffer.from(again, 'utf8'), explanation }
  yield { name: 'form-reencoded', value: Buffer.from(again.replaceAll('+', '%20'), 'utf8'), explanation }
}

function* charsetVariants(body: Uint8Array, text: string | null): Generator<Variant<Uint8Array>> {
  const changed = 'something between the provider and you changed the charset of the body'
  if (text !== null && !/[^\0-\xff]/.test(text)) {
    const explanation = `The signature matches if the body is encoded in Latin-1 instead of UTF-8: ${changed}.`
    yield { name: 'utf8-to-latin1', value: Buffer.from(text, 'latin1'), explanation }
  }
  yield {
    name: 'latin1-to-utf8',
    value: Buffer.from(latin1(body), 'utf8'),
    explanation: `The signature matches if the body is read as Latin-1 and encoded in UTF-8: ${changed}.`,
  }
  const mark = Buffer.from([0xef, 0xbb, 0xbf])
  const marked = mark.equals(body.subarray(0, 3))
  yield {
    name: marked ? 'bom-removed' : 'bom-added',
    value: marked ? body.subarray(3) : Buffer.concat([mark, body]),
    explanation: `The signature matches ${marked ? 'without' : 'with'} a byte order mark at the start of the body: ${changed}.`,
  }
}

function utf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return null
  }
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
}

/** Exact and cheap enough at these sizes; a hash would be one more thing to explain. */
function key(body: Uint8Array): string {
  return latin1(body)
}
