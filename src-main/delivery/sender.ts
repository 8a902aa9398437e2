import type { Reach } from '#domain/address-guard/guard.ts'
import { RESPONSE_KEPT } from '#domain/delivery/row.ts'
import type { RawHeaders } from '#domain/http/headers.ts'
import type { Outcome } from '#domain/outcome.ts'
import { Pool } from '#http1/client/pool.ts'
import { encodeRequest, type OutgoingRequest } from '#http1/client/request.ts'
import { createConnector, type Dialling, type Trust } from './connector.ts'
import { Exchange, type ExchangeDeps } from './exchange.ts'
import type { Clock } from './types.ts'

export interface SendOptions {
  /** For the whole attempt, ms. */
  readonly timeoutMs: number
  readonly reach: Reach
  /** What the receiver's certificate has to be; left out = what the machine trusts. */
  readonly trust?: Trust
  /** Ends the attempt at once; the answer is then null. */
  readonly signal: AbortSignal
  /**
   * Send it once more, at once, when a connection that was kept for it turns out to be closed. For Deliveries, which may arrive twice by
   * their nature; a provider's API would do what is asked a second time.
   */
  readonly repeatStale?: true
  /** Bytes of the answer's body that are read; RESPONSE_KEPT when left out. */
  readonly keep?: number
}

/** What came back. `body` is at most `keep` bytes; `size` counts all that arrived. */
export interface SendResult {
  readonly outcome: Outcome
  /** The header fields as they stand on the wire, also where no connection came about; none of what could stand on none. */
  readonly sent: RawHeaders
  readonly headers: RawHeaders
  readonly body: Uint8Array
  readonly size: number
  readonly note: string | null
}

export interface Sender {
  /** Never rejects: whatever happens is an outcome. Null only when `signal` ended it. */
  send(request: OutgoingRequest, options: SendOptions): Promise<SendResult | null>
  /** Breaks all connections. */
  close(): Promise<void>
}

/**
 * Sends requests over connections that are kept and used again; nothing follows a redirect. Each reach and trust has a pool of its own, so
 * that a connection which one Endpoint was allowed to make is never lent to one that was not.
 */
export function createSender(deps: { readonly clock: Clock } & Dialling): Sender {
  const { clock } = deps
  const ways = new Map<string, ExchangeDeps>()
  const wayOf = (reach: Reach, trust: Trust | undefined): ExchangeDeps => {
    const key = trust && (trust.insecure || trust.ca !== null) ? `${reach} ${trust.insecure} ${trust.ca}` : reach
    const existing = ways.get(key)
    if (existing) return existing
    const way = { clock, pool: new Pool(clock), connect: createConnector({ ...deps, reach, ...(trust ? { trust } : {}) }) }
    ways.set(key, way)
    return way
  }

  return {
    send(request, { reach, trust, timeoutMs, signal, repeatStale = false, keep = RESPONSE_KEPT }) {
      const encoded = encodeRequest(request)
      if (!encoded.ok)
        return Promise.resolve(unsent({ kind: 'cannot-send', reason: `${encoded.reason} Correct the request and send it again.` }))
      return new Promise(resolve => {
        new Exchange(wayOf(reach, trust), request, encoded, { timeoutMs, signal, repeatStale, keep }, resolve)
      })
    },
    async close() {
      for (const { pool } of ways.values()) pool.close()
      ways.clear()
    },
  }
}

/** The result of what was not sent at all. */
export function unsent(outcome: Outcome): SendResult {
  return { outcome, sent: [], headers: [], body: new Uint8Array(), size: 0, note: null }
}
