import { request } from 'node:http'
import { flatHeaders, type HeaderPair } from '#domain/http/headers.ts'
import type { Draft } from '#domain/signature/sign.ts'

/** Longer than any reply of ours is delayed on purpose; a Source that plays dead must not keep the caller for ever. */
const LIMIT_MS = 70_000

/**
 * Sends a draft to the receiver, with its headers in their order and letter case and none that it does not name: what is captured then
 * looks as the provider's own would (`fetch` writes all names in lower case and adds fields of its own).
 * @returns status of the answer; 0 when the connection ended without one, as a Source's reply mode may want
 */
export function sendToReceiver({ method, url, headers, body }: Draft, more: HeaderPair): Promise<number> {
  const framing: HeaderPair[] = [more, ['Host', new URL(url).host], ['Content-Length', String(body.byteLength)]]
  return new Promise(resolve => {
    const sent = request(url, {
      method,
      headers: [...headers, ...flatHeaders(framing)],
      agent: false,
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    sent.on('error', () => resolve(0))
    sent.on('response', response => {
      response.on('error', () => resolve(0))
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.resume()
    })
    sent.end(body)
  })
}
