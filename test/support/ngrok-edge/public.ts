import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { edgeCertificate } from './certificate.ts'

/** Somebody on the internet: one request to a URL of the edge, and the whole answer. Headers go out in this order and case. */
export function fromPublic(
  url: string,
  { method = 'POST', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false, ca: edgeCertificate }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
