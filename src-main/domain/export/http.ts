import { headerPairs } from '../http/headers.ts'
import { type Exported, exactText, portableHeaders, toBase64 } from './text.ts'

/**
 * The request as an `.http` file, which editors can send. A head that was no valid HTTP may hold a break that would be a line of its own
 * here. A binary body is named, since the format has no place for bytes.
 */
export function toHttpFile(request: Exported): string {
  const text = exactText(request.body)
  const named = (part: string) => part.replaceAll(request.mask, '{{secret}}')
  const head = [`${request.method} ${named(request.url)} HTTP/${request.httpVersion}`]
  for (const [name, value] of portableHeaders(request.headers)) head.push(`${name}: ${named(value)}`.replace(/[\r\n\0]/g, ' '))
  if (text === null) head.unshift(`# The body is ${request.body.byteLength} bytes of binary data; download it from Hookbench.`)
  return `${head.join('\n')}\n\n${request.bodyMasked ? named(text ?? '') : (text ?? '')}`
}

/** The request as JSON: all headers in order, the body as text when it is exactly that, else as base64. */
export function toJson(request: Exported): string {
  const text = exactText(request.body)
  const body = text === null ? { bodyBase64: toBase64(request.body) } : { body: text }
  const { method, url, target, httpVersion } = request
  return JSON.stringify({ method, url, target, httpVersion, headers: headerPairs(request.headers), ...body }, null, 2)
}
