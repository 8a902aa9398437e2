import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Tunnel, TunnelConnection, TunnelReport } from '#tunnel/tunnel.ts'

/** One way to be reached, and the world around it, for the suite that every implementation passes. */
export interface TunnelUnderTest {
  /** @param port on 127.0.0.1, what it leads to */
  tunnel(port: number): Tunnel
  /** What somebody on the internet gets by POST to a path under the public URL: status and body. */
  ask(url: string, path: string, body: string): Promise<{ status: number; body: string }>
  close(): Promise<void>
}

/** All that the keeper relies on. */
export function tunnelSuite(name: string, setUp: () => Promise<TunnelUnderTest>): void {
  describe(`tunnel: ${name}`, () => {
    const closers: (() => Promise<unknown>)[] = []
    afterEach(async () => {
      for (const close of closers.splice(0).reverse()) await close()
    })

    const open = async () => {
      const world = await setUp()
      closers.push(world.close)
      const app = await echo()
      closers.push(app.close)
      return { world, app, tunnel: world.tunnel(app.port) }
    }
    const connect = async (tunnel: Tunnel) => {
      const heard = listen()
      const connection = tunnel.connect(heard.report)
      closers.push(connection.close)
      const up = await heard.next('up')
      return { connection, heard, url: up.type === 'up' ? up.url : '' }
    }

    test('comes up with a URL that leads to the port and nowhere else', async () => {
      const { world, tunnel } = await open()
      const { url } = await connect(tunnel)
      expect(url).toMatch(/^https?:\/\/[^/]+$/)
      const answer = await world.ask(url, '/some/path?q=1', 'the body')
      expect(answer).toMatchObject({ status: 200, body: 'POST /some/path?q=1 the body' })
    })

    test('reports nothing before connect has returned', async () => {
      const { tunnel } = await open()
      const heard = listen()
      const connection = tunnel.connect(heard.report)
      closers.push(connection.close)
      expect(heard.all).toEqual([])
      await heard.next('up')
    })

    test('after close nothing is reported, and another connection gets the same URL', async () => {
      const { world, tunnel } = await open()
      const first = await connect(tunnel)
      await first.connection.close()
      const before = first.heard.all.length
      const second = await connect(tunnel)
      expect(second.url).toBe(first.url)
      expect((await world.ask(second.url, '/', 'again')).body).toBe('POST / again')
      expect(first.heard.all).toHaveLength(before)
    })

    test('closing while it connects is no error, and closing twice neither', async () => {
      const { tunnel } = await open()
      const heard = listen()
      const connection: TunnelConnection = tunnel.connect(heard.report)
      await connection.close()
      await connection.close()
      expect(heard.all).toEqual([])
    })
  })
}

/** Reports of a connection, and the next one of a kind. */
export function listen() {
  const all: TunnelReport[] = []
  const waiting = new Set<() => void>()
  return {
    all,
    report(report: TunnelReport): void {
      all.push(report)
      for (const look of [...waiting]) look()
    },
    next(type: TunnelReport['type']): Promise<TunnelReport> {
      return new Promise(resolve => {
        const look = () => {
          const found = all.find(report => report.type === type)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
  }
}

/** An app that says what it was asked. */
export async function echo(): Promise<{ port: number; server: Server; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => response.end(`${request.method} ${request.url} ${Buffer.concat(chunks)}`))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
