import { createServer as createHttp, type Server as HttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Handler } from '../../fixtures/handlers/support.ts'

/**
 * One port with a handler behind it that can be swapped, as when a developer mends the code and starts it again. `held` keeps what comes
 * in waiting, so that a check under way can be looked at for as long as it takes.
 */
export async function startFront(first: Handler) {
  let handler = first
  let holding: Promise<void> | null = null
  const sockets = new Set<Socket>()
  const server = createServer(async socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    await holding
    const behind = connect(Number(new URL(handler.url).port), '127.0.0.1')
    behind.on('error', () => socket.destroy()).on('close', () => socket.destroy())
    socket.on('close', () => behind.destroy())
    socket.pipe(behind).pipe(socket)
  })
  const observed = createHttp((_, response) => response.end(String(handler.effects())))
  for (const each of [server, observed]) await new Promise<void>(resolve => each.listen(0, '127.0.0.1', resolve))
  const portOf = (each: typeof server | HttpServer) => (each.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${portOf(server)}/webhooks`,
    observation: `http://127.0.0.1:${portOf(observed)}/count`,
    /** @returns lets go of what waits */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>()
      holding = promise
      return () => {
        holding = null
        resolve()
      }
    },
    async swap(next: Handler): Promise<void> {
      const old = handler
      handler = next
      await old.close()
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      observed.closeAllConnections()
      for (const each of [server, observed]) await new Promise<void>(resolve => each.close(() => resolve()))
      await handler.close()
    },
  }
}
