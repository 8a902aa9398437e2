import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '#app/ports.ts'
import type { CoreApi } from '#app/services.ts'
import { dispatch, errorShape } from '../dispatch.ts'
import type { Access, Asked, Refusal } from './access.ts'
import { bodyRefOf, serveBody } from './bodies.ts'
import { fileJobOf, serveFile } from './files.ts'
import { limited, methodNotAllowed, readJson, redirect, replyError, replyJson, replyResult, replyText } from './reply.ts'
import { serveUi } from './ui-files.ts'
import { serveWebhooks, webhooksPath } from './webhooks.ts'

export type ExtraRoute = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

export interface RouterOptions {
  readonly core: CoreApi
  readonly log: Log
  readonly access: Access
  readonly session: string
  readonly uiDir: string | null
  readonly openApi: () => unknown
  readonly extraRoutes: ExtraRoute | undefined
  readonly checkOutputs: boolean | undefined
}

const maxUploadBytes = 64 * 1024 * 1024

/** The path of a request, without its query; null for a target that is not a path (`http://..`, `*`): we serve nothing at such targets. */
export function pathOf(request: IncomingMessage): string | null {
  const target = request.url ?? ''
  return target.startsWith('/') && !target.startsWith('//') ? (target.split('?', 1)[0] ?? null) : null
}

export function askedBy(request: IncomingMessage): Asked {
  return { headers: request.headers, local: { address: request.socket.localAddress } }
}

/** Answers one request. Access comes before anything else, and whatever is not a file of the window counts as data. */
export function createRouter(options: RouterOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { core, log, access, uiDir } = options
  const refuse = (request: IncomingMessage, refusal: Refusal): void =>
    log.info('access.refused', { code: refusal.code, method: request.method, path: pathOf(request)?.slice(0, 200) })

  async function data(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const decision = access.data(askedBy(request))
    if (!decision.allowed) {
      refuse(request, decision)
      return replyError(response, { code: decision.code, message: decision.message })
    }
    if (path === '/rpc') return describe(request, response)
    if (path.startsWith('/rpc/')) return call(path.slice('/rpc/'.length), request, response)
    if (path === '/uploads') return upload(request, response)
    if (path === webhooksPath || path.startsWith(`${webhooksPath}/`)) {
      return serveWebhooks({ services: core.services, log, checkOutputs: options.checkOutputs }, path, request, response)
    }
    const ref = bodyRefOf(path)
    if (ref) return serveBody(core, ref, request, response)
    const fileJob = fileJobOf(path)
    if (fileJob) return serveFile(core, fileJob, request, response)
    if (await options.extraRoutes?.(request, response)) return
    replyError(response, { code: 'not_found', message: 'There is nothing at this path. GET /rpc describes the API.' })
  }
  function describe(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'GET' || request.method === 'HEAD') replyJson(response, 200, options.openApi())
    else methodNotAllowed(response, 'GET, HEAD')
  }
  async function call(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return methodNotAllowed(response, 'POST')
    const input = await readJson(request)
    replyResult(response, await dispatch({ services: core.services, log, checkOutputs: options.checkOutputs }, name, input))
  }
  async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'PUT') return methodNotAllowed(response, 'PUT')
    const message = 'The upload is larger than 64 MiB, which is more than Hookbench sends. Use a smaller body.'
    replyResult(response, { ok: true, value: await core.putUpload(limited(request, maxUploadBytes, message)) })
  }
  function page(path: string, folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> | void {
    const token = path === '/' && request.method === 'GET' ? tokenOf(request) : null
    const decision = token === null ? access.page(askedBy(request)) : access.token(askedBy(request), token)
    if (!decision.allowed) {
      refuse(request, decision)
      return replyText(response, decision.code === 'unauthorized' ? 401 : 403, decision.message)
    }
    if (token === null) return serveUi(folder, path, request, response)
    redirect(response, '/', `${access.cookieName}=${options.session}; HttpOnly; SameSite=Strict; Path=/`)
  }

  return async (request, response) => {
    try {
      const path = pathOf(request)
      if (path === null) return replyError(response, { code: 'invalid_input', message: 'The request target must be a path.' })
      if (uiDir === null || /^\/(rpc|body|uploads|api|files)(\/|$)/.test(path)) await data(path, request, response)
      else await page(path, uiDir, request, response)
    } catch (error) {
      // Once the head is out, or the caller is gone, nothing can be said any more; a cut connection at least does not look like a whole answer.
      if (response.headersSent || request.socket.destroyed) response.destroy()
      else replyError(response, errorShape(error, 'answering this request', log))
    }
  }
}

function tokenOf(request: IncomingMessage): string | null {
  return new URLSearchParams(request.url?.split('?').slice(1).join('?')).get('token')
}
