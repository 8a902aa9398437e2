import { type CertificateState, certificateEnd } from '#domain/signature/certificate.ts'
import type { Certificates } from '#intake/certified.ts'
import type { Clock } from './ports.ts'
import type { ProviderHosts } from './provider-hosts.ts'

/** A provider has two or three in use; the rest is room for several of them. */
const KEPT = 16
/** Certificates are replaced now and then, and revoked ones should not work for ever. */
const KEEP_MS = 24 * 3_600_000
/** A failure is remembered for less than senders wait (Retry-After: 30), so that their next try is a real one. */
const KEEP_FAILURE_MS = 5000
/** Whoever forges requests can name any path on the provider's host: that must not become a flood on it. */
const AT_ONCE = 4

export interface CertificateStore {
  /** Those that are valid now. */
  known(): Certificates
  /** The known ones and this one, fetched if need be: once, however many wait for it. Never rejects. */
  with(url: string): Promise<Certificates>
}

/** Certificates in memory. A URL must have been checked before: `certificateWanted` names none but a provider's own. */
export function createCertificates(hosts: Pick<ProviderHosts, 'get'>, clock: Pick<Clock, 'now'>): CertificateStore {
  const kept = new Map<string, { readonly state: CertificateState; readonly until: number }>()
  const underWay = new Map<string, Promise<CertificateState>>()

  const known = (): Certificates => {
    const now = clock.now()
    for (const [url, { until }] of kept) if (until <= now) kept.delete(url)
    return Object.fromEntries([...kept].map(([url, { state }]) => [url, state]))
  }

  const keep = (url: string, state: CertificateState, until: number) => {
    // Failures do not evict working certificates: a forger could otherwise empty the cache with made-up paths.
    const failed = [...kept].find(([, entry]) => entry.state.state === 'failed')?.[0]
    const oldest = failed ?? (state.state === 'failed' ? undefined : kept.keys().next().value)
    if (kept.size >= KEPT) {
      if (oldest === undefined) return
      kept.delete(oldest)
    }
    kept.set(url, { state, until })
  }

  const fetchOne = async (url: string): Promise<CertificateState> => {
    const fetched = await hosts.get(url)
    const pem = fetched.ok ? Buffer.from(fetched.body).toString('utf8') : ''
    const end = fetched.ok ? certificateEnd(pem) : null
    const now = clock.now()
    if (end !== null) {
      const state = { state: 'known', pem } as const
      // An expired one is kept as well: history is verified as of its arrival.
      keep(url, state, now + (end > now ? Math.min(KEEP_MS, end - now) : KEEP_MS))
      return state
    }
    const state = { state: 'failed', reason: fetched.ok ? 'The URL does not lead to a certificate.' : fetched.reason } as const
    keep(url, state, now + KEEP_FAILURE_MS)
    return state
  }

  return {
    known,
    async with(url) {
      const cached = known()
      if (cached[url]) return cached
      let fetching = underWay.get(url)
      if (!fetching) {
        if (underWay.size >= AT_ONCE) {
          return { ...cached, [url]: { state: 'failed', reason: 'Too many certificates are being fetched at once. Try again.' } }
        }
        fetching = fetchOne(url).finally(() => underWay.delete(url))
        underWay.set(url, fetching)
      }
      const state = await fetching
      return { ...known(), [url]: state }
    },
  }
}
