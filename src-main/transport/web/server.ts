import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EventHub } from '#app/event-hub.ts'
import type { Clock, Log } from '#app/ports.ts'
import type { CoreApi } from '#app/services.ts'
import { AppError } from '#contract/errors.ts'
import { serveDuplex } from '../rpc-server.ts'
import { createAccess } from './access.ts'
import { reachableHost } from './hosts.ts'
import { openApi } from './openapi.ts'
import { askedBy, createRouter, type ExtraRoute, pathOf } from './router.ts'
import { createSockets, refuseUpgrade, socketPath } from './socket.ts'

export interface WebServerOptions {
  readonly core: CoreApi
  readonly hub: EventHub
  /** Address to listen on. Whether one beyond loopback is allowed has been decided before. */
  readonly host: string
  /** 0 = any free one. */
  readonly port: number
  readonly token: string
  /** Folder of the built window; null = none is served (Electron's API listener). */
  readonly uiDir: string | null
  readonly log: Log
  readonly version: string
  readonly clock: Clock
  /** Paths of others, asked after our own, behind the same access control. @returns whether it has answered */
  readonly extraRoutes?: ExtraRoute
  /** Validate what services answer (tests). */
  readonly checkOutputs?: boolean
}

export interface WebServer {
  /** `http://host:port`, without token. */
  readonly url: string
  readonly port: number
  /** Stops accepting, lets answers under way finish for a moment, then cuts. */
  close(): Promise<void>
}

const limits = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 32 * 1024,
}
const maxConnections = 256
const closingGraceMs = 2_000

/** Opens the listener for the window's files, the methods, bodies and the WebSocket. @throws AppError `conflict` when the port is taken */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { core, hub, host, log, clock } = options
  // Other upgrades are offers that may be ignored (`curl --http2` makes one with every request).
  const server = createServer({ ...limits, shouldUpgradeCallback: request => request.headers.upgrade?.toLowerCase() === 'websocket' })
  server.maxConnections = maxConnections
  const port = await listen(server, host, options.port)
  const url = `http://${reachableHost(host)}:${port}`

  const session = randomBytes(32).toString('base64url')
  const access = createAccess({ token: options.token, session, host, port })
  let described: unknown
  const route = createRouter({
    core,
    log,
    access,
    session,
    uiDir: options.uiDir,
    openApi: () => (described ??= openApi({ version: options.version, url })),
    extraRoutes: options.extraRoutes,
    checkOutputs: options.checkOutputs,
  })
  const rpc = { services: core.services, hub, log, checkOutputs: options.checkOutputs }
  const sockets = createSockets(clock, duplex => serveDuplex(duplex, rpc))

  server.on('request', (request, response) => void route(request, response))
  server.on('upgrade', (request, stream, head) => {
    const decision = access.data(askedBy(request))
    if (!decision.allowed) log.info('access.refused', { code: decision.code, path: socketPath })
    if (!decision.allowed) refuseUpgrade(stream, { code: decision.code, message: decision.message })
    else if (pathOf(request) === socketPath) sockets.accept(request, stream, head)
    else refuseUpgrade(stream, { code: 'not_found', message: `The WebSocket is at ${socketPath}.` })
  })
  // Bytes that are no HTTP: node's own default would answer with a bare 400 too, but leave the socket's errors unheard.
  server.on('clientError', (_error, stream) => stream.destroy())

  return { url, port, close: () => close(server, () => sockets.close(), clock) }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const details = { host, port, cause: error.code }
  if (error.code === 'EADDRINUSE') {
    return new AppError(
      'conflict',
      `Port ${port} on ${host} is in use by another program. Stop it, or choose another port with --ui-port.`,
      details,
    )
  }
  return new AppError(
    'unsupported',
    `Cannot listen on ${host}, port ${port} (${error.code}). Choose another with --host and --ui-port.`,
    details,
  )
}

function close(server: Server, closeSockets: () => void, clock: Clock): Promise<void> {
  return new Promise(resolve => {
    const cancel = clock.timer(closingGraceMs, () => server.closeAllConnections())
    server.close(() => {
      cancel()
      resolve()
    })
    closeSockets()
    server.closeIdleConnections()
  })
}
