import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Via } from '#domain/request.ts'
import { createBudget } from './body.ts'
import { createHandler, type ReceiverPorts } from './handler.ts'

export interface Receiver {
  /** Base URL of the public socket, e.g. `http://127.0.0.1:4400`. */
  readonly url: string
  /** Port on 127.0.0.1 that only a tunnel is told. */
  tunnelPort(): number
  /** Listens for the tunnel on another port. @throws Error with code EADDRINUSE or EACCES when it cannot be had; the old one stays */
  moveTunnel(port: number): Promise<void>
  /** Stops accepting, lets the requests in hand be answered, closes. */
  close(): Promise<void>
}

/**
 * Opens the two sockets. Which one a request came in by is its `via`: provenance that no header can fake.
 * @param options.tunnelPort wanted for the tunnel's socket, 0 = any; any, too, when that one is taken: a tunnel that has to be pointed
 * elsewhere is no reason not to start
 * @throws Error with code EADDRINUSE or EACCES when the port cannot be had
 */
export async function startReceiver(options: { host: string; port: number; tunnelPort?: number }, ports: ReceiverPorts): Promise<Receiver> {
  const budget = createBudget(ports.limits.maxInFlight)
  const open = async (via: Via, host: string, port: number) => {
    const server = createServer({
      maxHeaderSize: ports.limits.maxHeaders,
      headersTimeout: ports.limits.headersTimeout,
      requestTimeout: ports.limits.requestTimeout,
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 30_000,
      noDelay: true,
      // HTTP/1.1 demands a Host, and node would answer for us and tell nobody; a sender without one is a row like any other.
      requireHostHeader: false,
    })
    server.maxConnections = ports.limits.maxConnections
    // Not httpAllowHalfOpen: a sender that gives up looks the same as one that only closes its side and waits, and that it gave up before our
    // reply is what people need to see.
    server.maxHeadersCount = 0
    // Asked once: a server that closes has no address any more, and there are still requests to be finished.
    let localHost = ''
    const handler = createHandler(via, () => localHost, budget, ports)
    server.on('request', handler.onRequest)
    server.on('checkContinue', handler.onExpect)
    server.on('checkExpectation', handler.onRequest)
    server.on('clientError', handler.onBroken)
    // Without a listener of its own an upgrade is a request like any other: whoever asks for a WebSocket here gets an ordinary answer.
    server.on('connect', handler.onConnect)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => resolve())
    })
    localHost = hostOf(server)
    return server
  }
  const front = await open('direct', options.host, options.port)
  const openBack = (port: number) => open('tunnel', '127.0.0.1', port)
  let back = await openBack(options.tunnelPort ?? 0).catch(() => openBack(0))
  let tunnelPort = portOf(back)
  return {
    url: `http://${hostOf(front)}`,
    tunnelPort: () => tunnelPort,
    async moveTunnel(port) {
      const next = await openBack(port)
      const old = back
      back = next
      tunnelPort = portOf(next)
      await closeServer(old)
    },
    close: async () => {
      await Promise.all([front, back].map(closeServer))
    },
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

function hostOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`
}

function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // Senders in hand get their answer; whoever is still dribbling a body after five seconds does not hold up the exit.
    setTimeout(() => server.closeAllConnections(), 5000).unref()
  })
}
