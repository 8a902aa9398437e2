import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { methodNotAllowed, replyText } from './reply.ts'
import { commonHeaders, pagePolicy } from './security-headers.ts'
import { uiFile, uiType } from './ui-file.ts'

/** The built window. A page's own address (`/requests/..`) gives index.html, but only to a navigation: a script that is missing must be a 404. */
export async function serveUi(uiDir: string, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(response, 'GET, HEAD')
  const page = path === '/' || (extname(path) === '' && request.headers['sec-fetch-mode'] === 'navigate')
  const file = page ? join(uiDir, 'index.html') : uiFile(uiDir, path)
  const size = file === null ? null : await sizeOf(file)
  if (file === null || size === null) {
    return replyText(
      response,
      404,
      page ? 'The window has not been built. Run "npm run build", then reload this page.' : 'There is no such file.',
    )
  }
  response.writeHead(200, {
    ...commonHeaders,
    'content-security-policy': pagePolicy,
    'content-type': uiType(file),
    'content-length': size,
    // The build puts a hash of the content into the names below /assets/: another content has another name.
    'cache-control': path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
  })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file), response)
}

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? found.size : null
}
