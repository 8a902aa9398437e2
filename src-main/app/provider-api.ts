import { createSender } from '#delivery/sender.ts'
import { namesThisMachine, reachOf } from '#domain/address-guard/guard.ts'
import { flatHeaders } from '#domain/http/headers.ts'
import type { Outcome } from '#domain/outcome.ts'
import type { Answer, Call, Send, Silence } from '#registration/call.ts'
import type { Clock, ProviderNetwork } from './ports.ts'

const TIMEOUT_MS = 15_000
/** A page of a hundred events with all that belongs to them. */
const MOST_BYTES = 8 * 1024 * 1024

/** Root of an API, and whose it is: the vendor's own, or a server that the person has named. */
export interface ApiRoot {
  readonly base: string
  readonly own: boolean
  /** Private addresses are meant. */
  readonly local: boolean
}

export interface ProviderApi {
  /** Sends calls under this root and to nowhere else: a page's link must not lead a token to another host. Never rejects. */
  at(root: ApiRoot): Send
  close(): Promise<void>
}

/**
 * Calls of providers' APIs, over the sender that deliveries use: every address is checked after DNS, no redirect is followed. The vendors'
 * roots are written down in their adapters; a server of one's own may be in a private network if it was marked local.
 */
export function createProviderApi(clock: Clock, network: ProviderNetwork = {}): ProviderApi {
  const vendors = createSender({ clock, ...network })
  const own = createSender({ clock })
  const ending = new AbortController()

  const send = async (root: ApiRoot, call: Call): Promise<Answer | Silence> => {
    const { origin, pathname, search, hostname } = new URL(call.url)
    if (origin !== new URL(root.base).origin) return lost(`${origin} is not the API of ${new URL(root.base).host}, so it was not called.`)
    const headers = flatHeaders([['User-Agent', 'Hookbench'], ...call.headers])
    const body = new TextEncoder().encode(call.body ?? '')
    const reach = root.own ? reachOf(hostname, { local: root.local, callerTrusted: true }) : (network.reach ?? 'public')
    const sent = await (root.own ? own : vendors).send(
      { method: call.method, origin, path: pathname + search, headers, body },
      { timeoutMs: TIMEOUT_MS, reach, signal: ending.signal, keep: MOST_BYTES },
    )
    if (!sent) return { kind: 'silence', sent: true, reason: 'Hookbench is shutting down, so it did not wait for the response.' }
    const { outcome } = sent
    if (outcome.kind !== 'response') return { kind: 'silence', sent: mayHaveArrived(outcome), reason: reasonOf(outcome, hostname) }
    if (sent.size > MOST_BYTES) return lost(`The response from ${hostname} is longer than 8 MiB, so it was not read.`)
    return { kind: 'answer', status: outcome.status, headers: sent.headers, text: new TextDecoder().decode(sent.body) }
  }

  return {
    at: root => call => send(root, call),
    async close() {
      ending.abort()
      await Promise.all([vendors.close(), own.close()])
    },
  }
}

/** Why this root may not be used; null when it may. A token never travels in clear over a network. */
export function wrongRoot(base: string): string | null {
  if (!URL.canParse(base)) return 'That is not a URL. Enter it in full, like https://git.example.com.'
  const { protocol, hostname } = new URL(base)
  if (protocol === 'https:' || (protocol === 'http:' && namesThisMachine(hostname))) return null
  return 'The URL must start with https://, because the token is sent there. Only this machine may use http://.'
}

const lost = (reason: string): Silence => ({ kind: 'silence', sent: true, reason })

function mayHaveArrived(outcome: Outcome): boolean {
  if (outcome.kind === 'timeout') return outcome.stage === 'headers' || outcome.stage === 'body'
  return outcome.kind === 'reset' || outcome.kind === 'not-http'
}

function reasonOf(outcome: Outcome, host: string): string {
  switch (outcome.kind) {
    case 'timeout':
      return `${host} did not respond within ${outcome.timeoutMs / 1000} s. Try again; Hookbench first checks what was done there.`
    case 'dns':
      return `The name ${host} could not be looked up (${outcome.code}). Check that this machine is online.`
    case 'connect':
      return `${host} could not be reached (${outcome.code}). Check that this machine is online.`
    case 'tls':
      return `The TLS handshake with ${host} failed (${outcome.code}): ${outcome.message}`
    case 'refused-address':
      return `${host} was not called, because it resolves to ${outcome.address}, which is not public. Mark it as local if it is your own server.`
    case 'reset':
      return `${host} closed the connection before its response was complete (${outcome.code}). Try again; Hookbench first checks what was done there.`
    default:
      return `${host} did not respond like a web API. Check the URL.`
  }
}
