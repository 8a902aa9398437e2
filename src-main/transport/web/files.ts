import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CoreApi, StoredFile } from '#app/services.ts'
import { methodNotAllowed, replyError } from './reply.ts'
import { dataHeaders } from './security-headers.ts'

/** The job in `/files/<jobId>`; null when the path is another. */
export function fileJobOf(path: string): string | null {
  return /^\/files\/([A-Za-z0-9_-]{1,64})$/.exec(path)?.[1] ?? null
}

/** Headers of a download. */
export function fileHeaders(file: Pick<StoredFile, 'name' | 'size'>): Readonly<Record<string, string>> {
  return {
    ...dataHeaders,
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${file.name.replace(/[^A-Za-z0-9._-]/g, '_')}"`,
    'content-length': String(file.size),
  }
}

/** Answers `GET /files/<jobId>` with what the job has made. */
export async function serveFile(core: CoreApi, jobId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(response, 'GET, HEAD')
  const file = await core.openFile(jobId)
  if (!file) {
    const message = 'There is no file for this job: it has not finished, or its file was deleted after a day. Export again.'
    return replyError(response, { code: 'not_found', message })
  }
  response.writeHead(200, fileHeaders(file))
  if (request.method === 'HEAD') return void response.end()
  await pipeline(Readable.from(file.read()), response)
}
