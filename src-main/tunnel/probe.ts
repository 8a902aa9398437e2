import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Nonces } from './nonces.ts'

/** What a self-test found. `reason`: a sentence; `sure`: asking again would find the same, for it did arrive, but not as it should. */
export type ProbeResult = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly reason: string; readonly sure?: true }

export interface ProbeParts {
  readonly nonces: Nonces
  readonly monotonic: () => number
  /** Certificate authority to trust beside the usual ones, PEM; for tests. */
  readonly ca?: string | undefined
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 8000

/** Sends one request to the public URL and waits for it at the receiver. Never throws. */
export async function probe(url: string, { nonces, monotonic, ca, timeoutMs = TIMEOUT_MS }: ProbeParts): Promise<ProbeResult> {
  const nonce = nonces.issue()
  const started = monotonic()
  const answer = ask(`${url}${nonce.path}`, ca, timeoutMs)
  try {
    // Whichever comes first: a response to a request that never arrived came from something in between.
    const first = await Promise.race([nonce.arrived, answer])
    if (!('target' in first)) return { ok: false, reason: notArrived(url, first) }
    if (first.target !== nonce.path) {
      const before = first.target.slice(0, -nonce.path.length)
      return {
        ok: false,
        sure: true,
        reason: `The request arrived, but with ${before} in front of its path. Have the proxy strip ${before}, or enter the URL without it.`,
      }
    }
    if (first.via === 'direct') {
      return {
        ok: false,
        sure: true,
        reason:
          'The request arrived at the receiver’s public port, where forwarding headers are not trusted. Point the tunnel at the address shown here.',
      }
    }
    return { ok: true, ms: Math.round(monotonic() - started) }
  } finally {
    nonce.forget()
  }
}

type Answer = { readonly status: number; readonly ngrok: string | null } | { readonly error: NodeJS.ErrnoException }

function ask(url: string, ca: string | undefined, timeoutMs: number): Promise<Answer> {
  return new Promise(resolve => {
    const secure = url.startsWith('https:')
    const headers = { 'User-Agent': 'Hookbench', 'ngrok-skip-browser-warning': '1' }
    const options = { method: 'GET', agent: false as const, timeout: timeoutMs, headers, ...(ca === undefined ? {} : { ca }) }
    const sent = (secure ? httpsRequest : httpRequest)(url, options, response => {
      response.resume()
      const ngrok = response.headers['ngrok-error-code']
      resolve({ status: response.statusCode ?? 0, ngrok: typeof ngrok === 'string' ? ngrok : null })
    })
    const late = setTimeout(() => sent.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })), timeoutMs)
    sent.on('error', error => resolve({ error }))
    sent.on('close', () => clearTimeout(late))
    sent.end()
  })
}

function notArrived(url: string, answer: Answer): string {
  const { host } = new URL(url)
  if ('status' in answer) {
    if (answer.ngrok === 'ERR_NGROK_3200') return `ngrok has nothing online at ${host}.`
    if (answer.ngrok !== null) return `ngrok answered in place of Hookbench (${answer.ngrok}).`
    return `${host} answered ${answer.status}, but the request did not arrive here. Something else is listening there, or it is forwarded elsewhere.`
  }
  switch (answer.error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${host} could not be found. Check the URL and the network.`
    case 'ECONNREFUSED':
      return `Nothing is listening at ${host}. Start the tunnel there, or check the URL.`
    case 'ETIMEDOUT':
      return `${host} did not respond in time.`
    case 'ECONNRESET':
    case 'EPIPE':
      return `${host} closed the connection without responding.`
    default:
      return /CERT|SIGNED|TLS|SSL/i.test(answer.error.code ?? '')
        ? `The certificate of ${host} is not valid (${answer.error.code}).`
        : `${host} cannot be reached (${answer.error.code ?? answer.error.message}).`
  }
}
