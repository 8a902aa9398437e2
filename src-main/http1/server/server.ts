import { type AddressInfo, createServer } from 'node:net'
import { ACCEPTING, accept } from './accept.ts'
import { Connection, type ServerClock, type ServerLimits, type ServerListener } from './connection.ts'

export interface HttpServer {
  readonly port: number
  /** `host:port` as it stands in a URL. */
  readonly host: string
  /** Stops accepting, lets the requests in hand be answered, closes; what is still coming in after five seconds is broken. */
  close(): Promise<void>
}

const CHECK_MS = 1000
const CLOSE_WITHIN_MS = 5000

/**
 * Listens for HTTP/1.x.
 * @throws Error with code EADDRINUSE or EACCES when the port cannot be had
 */
export async function listen(
  at: { readonly host: string; readonly port: number },
  limits: ServerLimits & { readonly maxConnections: number },
  clock: ServerClock,
  listenerFor: (host: string) => ServerListener,
): Promise<HttpServer> {
  const connections = new Set<Connection>()
  let listener: ServerListener
  const server = createServer(ACCEPTING, accepted => {
    const wire = accept(accepted)
    const connection = new Connection(wire, listener, limits, clock)
    connections.add(connection)
    wire.socket.once('close', () => connections.delete(connection))
  })
  server.maxConnections = limits.maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => resolve())
  })
  const { address, port, family } = server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`
  listener = listenerFor(host)
  const checks = setInterval(() => {
    for (const connection of connections) connection.check()
  }, CHECK_MS)
  checks.unref()
  return {
    port,
    host,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          clearInterval(checks)
          resolve()
        })
        for (const connection of connections) connection.stop()
        setTimeout(() => {
          for (const connection of connections) connection.destroy()
        }, CLOSE_WITHIN_MS).unref()
      }),
  }
}
