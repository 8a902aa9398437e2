import { createSender } from '#delivery/sender.ts'
import { outcomeSentence } from '#domain/outcome.ts'
import type { Clock, ProviderNetwork } from './ports.ts'

const TIMEOUT_MS = 3000

export type Fetched =
  | { readonly ok: true; readonly body: Uint8Array }
  /** `reason`: a sentence. */
  | { readonly ok: false; readonly reason: string }

export interface ProviderHosts {
  /**
   * GET of a URL that was checked against a pattern of the provider's before. Public addresses only, no redirect, 3 s, 64 KiB; a status
   * other than 2xx is a failure. Never rejects.
   */
  get(url: string): Promise<Fetched>
  close(): Promise<void>
}

/**
 * The few requests that we make to providers' own hosts. They go out by the sender that deliveries use, which checks every address after
 * DNS: the pattern pins the name, this pins where the name may lead.
 */
export function createProviderHosts(clock: Clock, network: ProviderNetwork = {}): ProviderHosts {
  const sender = createSender({ clock, ...network })
  const ending = new AbortController()
  return {
    async get(url) {
      if (ending.signal.aborted) return { ok: false, reason: 'Hookbench is shutting down.' }
      const { origin, pathname, search } = new URL(url)
      const headers = ['User-Agent', 'Hookbench', 'Accept', '*/*']
      const request = { method: 'GET', origin, path: pathname + search, headers, body: new Uint8Array() }
      const sent = await sender.send(request, { timeoutMs: TIMEOUT_MS, reach: network.reach ?? 'public', signal: ending.signal })
      if (!sent) return { ok: false, reason: 'Hookbench is shutting down.' }
      const { outcome, body, size } = sent
      if (outcome.kind !== 'response') return { ok: false, reason: outcomeSentence(outcome, 'provider') ?? 'It did not respond.' }
      if (outcome.status < 200 || outcome.status > 299) return { ok: false, reason: `It answered ${outcome.status}.` }
      if (size > body.byteLength) return { ok: false, reason: 'Its response is longer than 64 KiB.' }
      return { ok: true, body }
    },
    close() {
      ending.abort()
      return sender.close()
    },
  }
}
