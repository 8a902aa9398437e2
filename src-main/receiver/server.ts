import type { Via } from '#domain/request.ts'
import { listen } from '#http1/server/server.ts'
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
  const open = (via: Via, host: string, port: number) =>
    listen({ host, port }, ports.limits, ports, local => createHandler(via, local, budget, ports))
  const front = await open('direct', options.host, options.port)
  const openBack = (port: number) => open('tunnel', '127.0.0.1', port)
  let back = await openBack(options.tunnelPort ?? 0).catch(() => openBack(0))
  return {
    url: `http://${front.host}`,
    tunnelPort: () => back.port,
    async moveTunnel(port) {
      const next = await openBack(port)
      const old = back
      back = next
      await old.close()
    },
    close: async () => {
      await Promise.all([front.close(), back.close()])
    },
  }
}
