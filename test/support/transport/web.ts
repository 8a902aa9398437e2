import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { startWebServer, type WebServer, type WebServerOptions } from '#transport/web/server.ts'
import { type FakeCore, fakeCore, realClock } from './fake-core.ts'

export const token = 'tok_correct-horse-battery'

export interface Web extends WebServer {
  readonly core: FakeCore
  readonly uiDir: string
  /** Host header of this listener. */
  readonly host: string
  end(): Promise<void>
}

/** The real web server on a real port, over a fake core and a folder with a tiny built window. */
export async function startWeb(overrides: Partial<WebServerOptions> = {}, core = fakeCore()): Promise<Web> {
  const uiDir = await mkdtemp(join(tmpdir(), 'hookbench-ui-'))
  await mkdir(join(uiDir, 'assets'))
  await writeFile(
    join(uiDir, 'index.html'),
    '<!doctype html><title>Hookbench</title><script type="module" src="/assets/index-abc123.js"></script>',
  )
  await writeFile(join(uiDir, 'assets/index-abc123.js'), 'document.title = "ran"')
  const server = await startWebServer({
    core,
    hub: core.hub,
    log: core.log,
    host: '127.0.0.1',
    port: 0,
    token,
    uiDir,
    version: '1.2.3',
    clock: realClock,
    checkOutputs: true,
    ...overrides,
  })
  return {
    ...server,
    core,
    uiDir,
    host: `127.0.0.1:${server.port}`,
    async end() {
      await server.close()
      await rm(uiDir, { recursive: true, force: true })
    },
  }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  json(): { ok: boolean; value?: unknown; error?: { code: string; message: string; details?: unknown } }
}

type Sent = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array }

/** One request by node:http, which unlike fetch sends any Host, Origin and Cookie. No redirect is followed. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const all = Buffer.concat(chunks)
        const text = all.toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: all, text, json: () => JSON.parse(text) })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** As a program does: with the token as a bearer. */
export function askWithToken(port: number, path: string, sent: Sent = {}): Promise<Answer> {
  return ask(port, path, { ...sent, headers: { authorization: `Bearer ${token}`, ...sent.headers } })
}

export function callRpc(port: number, method: string, input: unknown): Promise<Answer> {
  return askWithToken(port, `/rpc/${method}`, { method: 'POST', body: JSON.stringify(input) })
}

/** Bytes as they are to the socket, and all that comes back until the server closes. */
export function rawExchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let got = ''
    socket.on('data', chunk => {
      got += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(got))
    socket.on('error', reject)
  })
}

/** Status of a WebSocket upgrade: 101 when it was taken. */
export function upgradeStatus(port: number, headers: Record<string, string>, path = '/rpc/ws'): Promise<number> {
  const { Origin, Host, ...rest } = headers
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
      headers: { ...rest, ...(Host ? { Host } : {}), ...(Origin ? { Origin } : {}) },
    })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', reject)
  })
}

/** The cookie pair that the first navigation gives. */
export async function signIn(port: number): Promise<string> {
  const answer = await ask(port, `/?token=${token}`, {
    headers: { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  })
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}
