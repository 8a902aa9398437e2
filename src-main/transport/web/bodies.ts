import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BodyRef, CoreApi, StoredBody } from '#app/services.ts'
import { type Span, spanOf } from './range.ts'
import { methodNotAllowed, replyError } from './reply.ts'
import { dataHeaders } from './security-headers.ts'

/** What an answer with a body's bytes looks like; also for Electron's `app://` handler, which has no ServerResponse. */
export interface BodyHead {
  readonly status: 200 | 206 | 416
  readonly headers: Readonly<Record<string, string>>
  readonly from: number
  readonly to: number
}

/** `/body/<requestId>` or `/body/attempt/<id>/request|response`, either with `/decoded` behind it; null when the path is neither. Ids are plain, so nothing is decoded. */
export function bodyRefOf(whole: string): BodyRef | null {
  const path = whole.replace(/\/decoded$/, '')
  const decoded = path === whole ? {} : { decoded: true as const }
  const ofRequest = /^\/body\/([A-Za-z0-9_-]{1,64})$/.exec(path)?.[1]
  if (ofRequest) return { requestId: ofRequest, ...decoded }
  const [, attemptId, part] = /^\/body\/attempt\/([A-Za-z0-9_-]{1,64})\/(request|response)$/.exec(path) ?? []
  return attemptId ? { attemptId, part: part === 'request' ? 'request' : 'response', ...decoded } : null
}

/** Status and headers for a body and a Range header. Captured content is a download of bytes and never anything a browser renders. */
export function bodyHead(ref: BodyRef, body: Pick<StoredBody, 'size' | 'contentType'>, range: string | undefined): BodyHead {
  const span = spanOf(range, body.size)
  const headers = {
    ...dataHeaders,
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${fileName(ref, body.contentType)}"`,
    'accept-ranges': 'bytes',
  }
  if (span.kind === 'unsatisfiable') {
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${body.size}`, 'content-length': '0' }, from: 0, to: 0 }
  }
  return {
    status: span.kind === 'part' ? 206 : 200,
    headers: { ...headers, ...partHeader(span, body.size), 'content-length': String(span.to - span.from) },
    from: span.from,
    to: span.to,
  }
}

export async function serveBody(core: CoreApi, ref: BodyRef, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(response, 'GET, HEAD')
  const body = await core.openBody(ref)
  if (!body) {
    return replyError(response, { code: 'not_found', message: 'There is no such body. It may have been deleted; reload the list.' })
  }
  // We give no validator, so a condition on one (If-Range) cannot hold: the whole is sent.
  const head = bodyHead(ref, body, request.headers['if-range'] ? undefined : request.headers.range)
  response.writeHead(head.status, head.headers)
  if (request.method === 'HEAD' || head.to === head.from) return void response.end()
  await pipeline(Readable.from(body.read(head.from, head.to), { objectMode: false }), response)
}

function partHeader(span: Exclude<Span, { kind: 'unsatisfiable' }>, size: number): Record<string, string> {
  return span.kind === 'part' ? { 'content-range': `bytes ${span.from}-${span.to - 1}/${size}` } : {}
}

const extensions: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/x-www-form-urlencoded': 'txt',
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** Of our own characters alone: what a sender says never becomes part of a header. */
function fileName(ref: BodyRef, contentType: string | null): string {
  const name = 'requestId' in ref ? ref.requestId : `${ref.attemptId}-${ref.part}`
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const extension = Object.hasOwn(extensions, type) ? extensions[type] : 'bin'
  return `${name.replace(/[^A-Za-z0-9_-]/g, '_')}.${extension}`
}
