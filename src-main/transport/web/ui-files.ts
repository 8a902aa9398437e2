import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { methodNotAllowed, replyText } from './reply.ts'
import { commonHeaders, pagePolicy } from './security-headers.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** The built window. A page's own address (`/requests/..`) gives index.html, but only to a navigation: a script that is missing must be a 404. */
export async function serveUi(uiDir: string, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(response, 'GET, HEAD')
  const page = path === '/' || (extname(path) === '' && request.headers['sec-fetch-mode'] === 'navigate')
  const file = page ? join(uiDir, 'index.html') : fileOf(uiDir, path)
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
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': size,
    // The build puts a hash of the content into the names below /assets/: another content has another name.
    'cache-control': path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
  })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file), response)
}

/** Null unless every segment is a plain file name: `..`, hidden files, back slashes and encoded characters of any kind are none of ours. */
function fileOf(uiDir: string, path: string): string | null {
  return /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path) ? join(uiDir, path) : null
}

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? found.size : null
}
