import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the sink got it. */
export interface Hit {
  readonly method: string
  readonly url: string
  readonly rawHeaders: readonly string[]
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  /** The client's port: equal ports mean one connection. */
  readonly port: number
}

export type Answer = (hit: Hit, response: ServerResponse, count: number) => void

export interface Sink {
  readonly url: string
  readonly hits: Hit[]
  answer: Answer
  /** Resolves when so many requests have come in all. */
  received(count: number): Promise<void>
  close(): Promise<void>
}

/** Answers with a status and an optional body. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (_, response) =>
    void response.writeHead(code, headers).end(body)

/** A real HTTP server on loopback that keeps what it gets. */
export async function openSink(answer: Answer = status(200)): Promise<Sink> {
  const hits: Hit[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('error', () => {})
    request.on('end', () => {
      const { method = '', url = '', rawHeaders, headers } = request
      const hit: Hit = { method, url, rawHeaders, headers, body: Buffer.concat(chunks), port: request.socket.remotePort ?? 0 }
      hits.push(hit)
      sink.answer(hit, response, hits.length)
      for (const waiter of waiting) if (hits.length >= waiter.count) waiter.resolve()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const sink: Sink = {
    url: `http://127.0.0.1:${port}`,
    hits,
    answer,
    received: count => (hits.length >= count ? Promise.resolve() : new Promise(resolve => waiting.push({ count, resolve }))),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return sink
}
