import { headerPairs, headerValue, type RawHeaders } from '../http/headers.ts'
import { type Exported, exactText, toBase64 } from './text.ts'

/** Requests as one HTTP Archive, version 1.2: with their replies, which is what a HAR is about. */
export function toHar(requests: readonly Exported[], version: string): string {
  const log = { version: '1.2', creator: { name: 'Hookbench', version }, entries: requests.map(entry) }
  return JSON.stringify({ log }, null, 2)
}

function entry({ method, url, httpVersion, headers, body, receivedAt, reply }: Exported) {
  const protocol = `HTTP/${httpVersion}`
  const type = headerValue(headers, 'content-type') ?? ''
  const text = exactText(body)
  return {
    startedDateTime: new Date(receivedAt).toISOString(),
    time: 0,
    request: {
      method,
      url,
      httpVersion: protocol,
      cookies: [],
      headers: named(headers),
      queryString: queryOf(url),
      // The format knows text only; readers take the same mark that it has for bodies of replies.
      ...(body.byteLength === 0
        ? {}
        : { postData: { mimeType: type, ...(text === null ? { text: toBase64(body), encoding: 'base64' } : { text }) } }),
      headersSize: -1,
      bodySize: body.byteLength,
    },
    response: {
      status: reply.status,
      statusText: '',
      httpVersion: protocol,
      cookies: [],
      headers: named(reply.headers),
      content: { size: reply.body.length, mimeType: headerValue(reply.headers, 'content-type') ?? '', text: reply.body },
      redirectURL: '',
      headersSize: -1,
      bodySize: reply.body.length,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  }
}

const named = (headers: RawHeaders) => headerPairs(headers).map(([name, value]) => ({ name, value }))

function queryOf(url: string): { name: string; value: string }[] {
  const at = url.indexOf('?')
  return at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))].map(([name, value]) => ({ name, value }))
}
