import { randomBytes } from 'node:crypto'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { edgeCertificate, edgeKey } from './certificate.ts'
import { type MuxSession, type MuxStream, muxSession } from './muxado.ts'

const AUTH = 0
const BIND = 1
const PROXY = 3
const HEARTBEAT = 0xffffffff

/** A refusal as ngrok words it: its text ends with the code. */
export interface Refusal {
  readonly code: string
  readonly text: string
}

export interface NgrokEdge {
  /** `localhost:PORT`, for the agent's `serverAddr`. */
  readonly serverAddr: string
  /** What the agent must trust to talk to it, and the public to talk to `url`; PEM. */
  readonly ca: string
  /** Where the public reaches whoever is bound: `https://localhost:PORT`. */
  readonly url: string
  /** Auth and Bind requests of agents, in order. */
  readonly auths: Record<string, unknown>[]
  readonly binds: Record<string, unknown>[]
  /** Agents that are connected. */
  readonly sessions: number
  /** Says whether an authtoken may in; null = yes. */
  onAuth: (authtoken: string) => Refusal | null
  onBind: (bind: Record<string, unknown>) => Refusal | null
  /** Cuts every agent's connection in the middle of whatever it does. */
  cut(): void
  /** Turns new connections of agents away (and cuts those there are), or lets them in again. */
  offline(down: boolean): void
  /** Goes on as if all were well and answers no heartbeat and no new stream: a connection that only looks alive. */
  deaf(on: boolean): void
  close(): Promise<void>
}

/**
 * What ngrok's cloud is to its agent, on loopback: enough of its protocol for the real SDK, and a public front over TLS that adds the
 * forwarding headers. Bytes and header order go through as they came.
 */
export async function startEdge(): Promise<NgrokEdge> {
  const sockets = new Set<TLSSocket>()
  let bound: { session: MuxSession; id: string } | null = null
  let down = false
  let deaf = false
  const auths: Record<string, unknown>[] = []
  const binds: Record<string, unknown>[] = []

  const agents = createTlsServer({ cert: edgeCertificate, key: edgeKey }, socket => {
    if (down) return void socket.destroy()
    sockets.add(socket)
    const session = muxSession(
      socket,
      stream => void serveStream(stream, session).catch(() => stream.destroy()),
      () => {
        sockets.delete(socket)
        if (bound?.session === session) bound = null
      },
    )
  })
  // An agent that is cut off while it shakes hands.
  agents.on('tlsClientError', () => {})

  const serveStream = async (stream: MuxStream, session: MuxSession): Promise<void> => {
    const kind = (await take(stream, 4)).readUInt32BE(0)
    if (kind === HEARTBEAT) return beat(stream)
    if (kind === AUTH) {
      const request = (await readJson(stream)) as { ClientId: string; Extra: { AuthToken: string } }
      auths.push(request as unknown as Record<string, unknown>)
      const refused = edge.onAuth(request.Extra.AuthToken)
      return answer(stream, refused ? { Error: wording(refused) } : authorised)
    }
    if (kind === BIND) {
      const request = (await readJson(stream)) as { Id?: string; Opts: unknown; Proto: string }
      binds.push(request as unknown as Record<string, unknown>)
      const refused = edge.onBind(request as unknown as Record<string, unknown>)
      if (refused) return answer(stream, { Error: wording(refused) })
      const id = request.Id || randomBytes(8).toString('hex')
      bound = { session, id }
      return answer(stream, { Id: id, URL: edge.url, Proto: request.Proto, Opts: request.Opts, Extra: { Token: '' } })
    }
    await readJson(stream)
    answer(stream, {})
  }

  const beat = async (stream: MuxStream): Promise<void> => {
    for await (const chunk of stream) if (!deaf) stream.write(chunk)
  }

  const front = createHttpsServer({ cert: edgeCertificate, key: edgeKey, maxHeaderSize: 128 * 1024, requireHostHeader: false })
  const relay = (request: IncomingMessage, response: ServerResponse) => {
    if (!bound || deaf) {
      response.writeHead(bound ? 502 : 404, { 'ngrok-error-code': bound ? 'ERR_NGROK_8012' : 'ERR_NGROK_3200' })
      return void response.end('The endpoint is offline.')
    }
    const stream = bound.session.open()
    stream.write(proxyHead(bound.id, request.socket))
    const upstream = httpRequest({
      method: request.method,
      path: request.url,
      headers: forwarded(request) as never,
      createConnection: () => stream as unknown as Socket,
    })
    upstream.on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    upstream.on('error', () => response.destroy())
    request.pipe(upstream)
  }
  front.on('request', relay)
  // A WebSocket handshake goes through as a request like any other; what answers it decides what becomes of it.
  front.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (!bound) return void socket.destroy()
    const stream = bound.session.open()
    stream.write(proxyHead(bound.id, request.socket))
    const lines = pairs(forwarded(request)).map(([name, value]) => `${name}: ${value}\r\n`)
    stream.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`)
    stream.pipe(socket).on('error', () => {})
    socket.pipe(stream)
  })

  await Promise.all([agents, front].map(server => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))))
  const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const edge: NgrokEdge = {
    serverAddr: `localhost:${portOf(agents)}`,
    ca: edgeCertificate,
    url: `https://localhost:${portOf(front)}`,
    auths,
    binds,
    get sessions() {
      return sockets.size
    },
    onAuth: () => null,
    onBind: () => null,
    cut,
    offline(on) {
      down = on
      if (on) cut()
    },
    deaf(on) {
      deaf = on
    },
    async close() {
      cut()
      front.closeAllConnections()
      await Promise.all([agents, front].map(server => new Promise<void>(resolve => server.close(() => resolve()))))
    },
  }
  return edge
}

const authorised = {
  Version: '3',
  ClientId: 'edge-test',
  Extra: { Version: 'prod', Region: 'us', Cookie: '', AccountName: 'Test', SessionDuration: 0, PlanName: 'Free', Banner: '' },
}
const wording = ({ code, text }: Refusal) => `${text}\n\n${code}\n`

function proxyHead(id: string, { remotePort }: { remotePort?: number | undefined }): Buffer {
  const about = { Id: id, ClientAddr: `203.0.113.7:${remotePort ?? 40000}`, Proto: 'https', EdgeType: '3', PassthroughTLS: false }
  const json = Buffer.from(JSON.stringify(about))
  const head = Buffer.alloc(12)
  head.writeUInt32BE(PROXY, 0)
  head.writeBigInt64LE(BigInt(json.byteLength), 4)
  return Buffer.concat([head, json])
}

/** The headers as sent, with what ngrok's edge says of the sender at their end: what the sender claims of itself does not go through. */
function forwarded({ rawHeaders, headers }: IncomingMessage): string[] {
  const kept = pairs(rawHeaders).filter(([name]) => !/^x-forwarded-/i.test(name))
  return [
    ...kept,
    ['X-Forwarded-For', '203.0.113.7'],
    ['X-Forwarded-Host', headers.host ?? ''],
    ['X-Forwarded-Proto', 'https'],
  ].flat() as string[]
}

function pairs(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at] ?? '', flat[2 * at + 1] ?? ''])
}

async function take(stream: Duplex, count: number): Promise<Buffer> {
  for (;;) {
    const chunk = stream.read(count) as Buffer | null
    if (chunk) return chunk
    await new Promise<void>((resolve, reject) => {
      stream.once('readable', resolve)
      stream.once('close', () => reject(new Error('The stream has ended.')))
    })
  }
}

/** One JSON value: the agent sends nothing after it, and does not end its side. */
async function readJson(stream: Duplex): Promise<unknown> {
  let text = ''
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    try {
      return JSON.parse(text)
    } catch {
      // More of it is on its way.
    }
  }
  throw new Error('The stream has ended.')
}

function answer(stream: Duplex, value: unknown): void {
  stream.end(JSON.stringify(value))
}
