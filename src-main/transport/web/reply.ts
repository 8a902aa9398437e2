import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, type ErrorShape, errorStatus } from '#contract/errors.ts'
import type { Result } from '../dispatch.ts'
import { commonHeaders, dataHeaders } from './security-headers.ts'

/** The largest JSON that a call may bring, over HTTP or WebSocket. What is larger goes to PUT /uploads. */
export const maxJsonBytes = 1024 * 1024

/** `{"ok":true,"value"}` or `{"ok":false,"error"}`, with the status that the contract gives the error. */
export function replyResult(response: ServerResponse, result: Result): void {
  replyJson(response, result.ok ? 200 : errorStatus[result.error.code], result)
}

export function replyError(response: ServerResponse, error: ErrorShape): void {
  replyResult(response, { ok: false, error })
}

export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  const bytes = Buffer.from(JSON.stringify(value))
  const authenticate = status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  response.writeHead(status, {
    ...dataHeaders,
    ...authenticate,
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
  })
  response.end(bytes)
}

/** One sentence for a person who looks at a browser's window. */
export function replyText(response: ServerResponse, status: number, sentence: string): void {
  const bytes = Buffer.from(`${sentence}\n`)
  response.writeHead(status, { ...dataHeaders, 'content-type': 'text/plain; charset=utf-8', 'content-length': bytes.length })
  response.end(bytes)
}

export function redirect(response: ServerResponse, location: string, cookie: string): void {
  response.writeHead(303, { ...commonHeaders, 'cache-control': 'no-store', location, 'set-cookie': cookie, 'content-length': 0 })
  response.end()
}

export function methodNotAllowed(response: ServerResponse, allow: string): void {
  response.setHeader('allow', allow)
  replyJson(response, 405, { ok: false, error: { code: 'unsupported', message: `This path accepts only ${allow}.` } })
}

/** Bytes of a request's body, counted as they come. @throws AppError `too_large` as soon as they are more than `limit` */
export async function* limited(request: IncomingMessage, limit: number, message: string): AsyncGenerator<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new AppError('too_large', message)
  let size = 0
  // Leaving the loop must not destroy the request: the refusal is still to be sent over its socket; node discards what remains.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new AppError('too_large', message)
    yield chunk
  }
}

/** The JSON of a call; an empty body is an empty input. @throws AppError `too_large`, `invalid_input` */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const message = 'The input is larger than 1 MiB. Send the body with PUT /uploads first and pass its "bodyRef".'
  const chunks: Uint8Array[] = []
  for await (const chunk of limited(request, maxJsonBytes, message)) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_input', 'The input is not JSON. Send one JSON object as the body.')
  }
}
