import { request } from 'node:http'
import { flatHeaders } from '#domain/http/headers.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { providerById } from '#providers/index.ts'

export interface Said {
  readonly method?: string
  /** What follows the Source's path: `?a=b`. */
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
export interface Heard {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): Said => ({
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

/** Over a socket of its own. node:http and not fetch, which does not do every method and names headers its own way. */
export function say(url: string, { method = 'POST', query = '', headers = {}, body = '' }: Said): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const sent = request(url + query, { method, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) }, agent: false })
    sent.on('error', reject)
    sent.on('response', response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    sent.end(body)
  })
}

/** The same, signed now as the provider would, by its first scheme. */
export function signed(provider: string, secret: string, said: Said): Said {
  const found = providerById(provider)
  if (!found) throw new Error(provider)
  const draft = {
    method: said.method ?? 'POST',
    url: 'http://localhost/',
    headers: flatHeaders(Object.entries(said.headers ?? {})),
    body: Buffer.from(said.body ?? ''),
  }
  const result = signRequest(found, undefined, draft, secret, { now: Date.now(), messageId: 'msg_1' })
  if (!result.ok) throw new Error(result.reason)
  return { ...said, headers: { ...said.headers, ...Object.fromEntries(result.headers) } }
}
