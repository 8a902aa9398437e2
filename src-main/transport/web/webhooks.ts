import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DispatchOptions } from '../dispatch.ts'
import { dispatch, type Result } from '../dispatch.ts'
import { methodNotAllowed, readJson, replyJson, replyResult } from './reply.ts'

/** Where an app under development registers itself; `/<id>` after it names one. */
export const webhooksPath = '/api/v1/webhooks'

/**
 * `POST`, `GET` and `DELETE /api/v1/webhooks` as an app would use them at a provider: plain JSON for a success, the errors of `/rpc`
 * for a refusal. The id to delete stands in the path, in `?id=` or in the body.
 */
export async function serveWebhooks(
  options: DispatchOptions,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = (name: string, input: unknown) => dispatch(options, name, input)
  // Ids need no decoding; what is encoded is none of them.
  const named = path.slice(webhooksPath.length + 1)
  switch (request.method) {
    case 'POST':
      return reply(response, 201, await call('webhooks.register', await readJson(request)))
    case 'GET':
      return named === '' ? reply(response, 200, await call('webhooks.list', {})) : one(response, named, await call('webhooks.list', {}))
    case 'DELETE': {
      const query = new URLSearchParams(request.url?.split('?').slice(1).join('?')).get('id')
      const id = named || query
      return reply(response, 200, await call('webhooks.delete', id ? { id } : await readJson(request)))
    }
    default:
      methodNotAllowed(response, 'GET, POST, DELETE')
  }
}

function reply(response: ServerResponse, status: number, result: Result): void {
  if (result.ok) replyJson(response, status, result.value)
  else replyResult(response, result)
}

function one(response: ServerResponse, id: string, result: Result): void {
  const rows = result.ok ? (result.value as { rows: { id: string }[] }).rows : []
  const found = rows.find(row => row.id === id)
  const message = `No app has registered ${id}. GET ${webhooksPath} lists what there is.`
  const missing: Result = { ok: false, error: { code: 'not_found', message } }
  if (found) replyJson(response, 200, found)
  else replyResult(response, result.ok ? missing : result)
}
