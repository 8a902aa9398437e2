import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import type { Log } from '#app/ports.ts'
import type { CoreApi } from '#app/services.ts'
import { type ErrorShape, errorStatus } from '#contract/errors.ts'
import { errorShape } from '#transport/dispatch.ts'
import { bodyHead, bodyRefOf } from '#transport/web/bodies.ts'
import { fileHeaders, fileJobOf } from '#transport/web/files.ts'
import { commonHeaders, dataHeaders, pagePolicy } from '#transport/web/security-headers.ts'
import { uiFile, uiType } from '#transport/web/ui-file.ts'
import { isOurs, SCHEME } from './origin.ts'

/** Must run before Electron is ready. A standard, secure scheme: relative URLs, storage and fetch work as on the web. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** Serves the page's files, bodies and uploads to the window: the same paths and headers as the browser host, without a port. */
export function serveScheme(uiDir: string, core: CoreApi, log: Log): void {
  const answer = async (request: Request): Promise<Response> => {
    if (!isOurs(request.url)) return notFound()
    const path = new URL(request.url).pathname
    if (path === '/uploads') return await upload(core, request)
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: dataHeaders })
    const fileJob = fileJobOf(path)
    if (fileJob) return await file(core, fileJob)
    const ref = bodyRefOf(path)
    return ref ? await body(core, ref, request) : page(uiDir, path === '/' ? '/index.html' : path)
  }
  // What is thrown here would reach the page as a failed network, without the sentence.
  protocol.handle(SCHEME, request => answer(request).catch(error => refusal(errorShape(error, 'answering the window', log))))
}

function page(uiDir: string, path: string): Response {
  const file = uiFile(uiDir, path)
  if (file === null || !statSync(file, { throwIfNoEntry: false })?.isFile()) return notFound()
  const headers = {
    ...commonHeaders,
    'content-security-policy': pagePolicy,
    'content-type': uiType(file),
    'cache-control': 'no-store',
  }
  return new Response(webStream(createReadStream(file)), { headers })
}

async function body(core: CoreApi, ref: NonNullable<ReturnType<typeof bodyRefOf>>, request: Request): Promise<Response> {
  const stored = await core.openBody(ref)
  if (!stored) return notFound()
  const { status, headers, from, to } = bodyHead(ref, stored, request.headers.get('range') ?? undefined)
  const bytes = request.method === 'HEAD' || from === to ? null : webStream(Readable.from(stored.read(from, to), { objectMode: false }))
  return new Response(bytes, { status, headers })
}

async function file(core: CoreApi, jobId: string): Promise<Response> {
  const made = await core.openFile(jobId)
  return made ? new Response(webStream(Readable.from(made.read(), { objectMode: false })), { headers: fileHeaders(made) }) : notFound()
}

async function upload(core: CoreApi, request: Request): Promise<Response> {
  if (request.method !== 'PUT' || !request.body) return new Response(null, { status: 405, headers: dataHeaders })
  const value = await core.putUpload(request.body)
  return Response.json({ ok: true, value }, { headers: dataHeaders })
}

function notFound(): Response {
  return refusal({ code: 'not_found', message: 'There is nothing at this path. It may have been deleted; reload the list.' })
}

function refusal(error: ErrorShape): Response {
  return Response.json({ ok: false, error }, { status: errorStatus[error.code], headers: dataHeaders })
}

/** Node's stream as the web's; the two packages' types of the same thing differ in name only. */
function webStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}
