import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ProviderNetwork } from '#app/ports.ts'
import { apiCertificate, apiKey } from './tls.ts'

/** One call as it came over the wire. */
export interface Seen {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly text: string
}
export interface Told {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}
/** What a stand-in answers; `hang-up`: it carries the call out and closes the connection without an answer. */
export type Provider = (call: Seen) => Told | Promise<Told>

export interface ApiServer {
  readonly url: string
  /** Every call, in order. */
  readonly seen: Seen[]
  /** Answers these, one after the other, before the provider is asked again; `lost`: the provider carries it out, its answer never comes. */
  readonly instead: (Told | 'lost' | 'hang-up')[]
  /** Makes the core take this server for the vendors' own hosts. */
  readonly network: ProviderNetwork
  close(): Promise<void>
}

/** A real server (TLS unless told otherwise) that stands in for providers' APIs, by their hosts. */
export async function openApiServer(providers: Readonly<Record<string, Provider>>, plain?: Provider): Promise<ApiServer> {
  const seen: Seen[] = []
  const instead: ApiServer['instead'] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const host = request.headers.host ?? ''
    const url = new URL(request.url ?? '/', `https://${host}`)
    const call: Seen = {
      method: request.method ?? '',
      host,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      text: Buffer.concat(chunks).toString(),
    }
    seen.push(call)
    const provider = plain ?? providers[host] ?? (host.endsWith('.myshopify.com') ? providers['*.myshopify.com'] : undefined)
    const next = instead.shift()
    if (next === 'hang-up') return void response.destroy()
    const told = typeof next === 'object' ? next : provider ? await provider(call) : { status: 421, body: { message: 'Nobody here.' } }
    if (next === 'lost') return void response.destroy()
    const text = told.body === undefined ? '' : typeof told.body === 'string' ? told.body : JSON.stringify(told.body)
    response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers }).end(text)
  }
  const answer = (request: IncomingMessage, response: ServerResponse) => void handle(request, response).catch(() => response.destroy())
  const server = plain ? createPlain(answer) : createTls({ cert: apiCertificate, key: apiKey }, answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${plain ? 'http' : 'https'}://127.0.0.1:${port}`,
    seen,
    instead,
    network: { ca: apiCertificate, port, reach: 'loopback', resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Throws where a call is not as the provider documents it: the test then sees a connection that ends without an answer. */
export function demand(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what)
}

/** A page of a list with a Link header, as GitHub and GitLab send it. */
export function linked<T>(call: Seen, items: readonly T[], perPage = Number(call.query.get('per_page') ?? 30)): Told {
  const page = Number(call.query.get('page') ?? 1)
  const rows = items.slice((page - 1) * perPage, page * perPage)
  const more = page * perPage < items.length
  const next = new URLSearchParams(call.query)
  next.set('page', String(page + 1))
  const scheme = call.host.startsWith('127.') ? 'http' : 'https'
  return { status: 200, body: rows, ...(more ? { headers: { link: `<${scheme}://${call.host}${call.path}?${next}>; rel="next"` } } : {}) }
}
