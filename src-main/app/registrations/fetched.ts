import type { Capture } from '#domain/capture.ts'
import type { Missed } from '#registration/adapter.ts'
import type { CertificateStore } from '../certificates.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { Clock } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'
import type { Registered } from './book.ts'
import type { Desk } from './desk.ts'
import { adapterOf } from './orders.ts'

/** Stores what an API told of; answers how many were news. */
export type TakeFetched = (registered: Registered, items: readonly Missed[], forward: boolean) => Promise<number>

/** Takes Events from a provider's API in as Requests, by the way that captures take: the same rules, the same claims, the same thread. */
export function takeFetched(deps: {
  readonly store: Pick<StoreClient, 'write' | 'prepare'>
  readonly config: Pick<ConfigCache, 'source'>
  readonly desk: Pick<Desk, 'wanted'>
  readonly certificates: Pick<CertificateStore, 'known'>
  readonly clock: Pick<Clock, 'now'>
}): TakeFetched {
  const { store, config, desk, certificates, clock } = deps
  return async (registered, items, forward) => {
    const source = config.source(registered.sourceId)
    if (!source) return 0
    const { name, docs } = adapterOf(registered)
    const note = `Fetched from the provider’s API: ${name} had been unable to deliver it. It carries no signature.`
    let taken = 0
    // Oldest first, as they would have come; lists have the newest first.
    for (const { body, occurredAt } of items.toReversed()) {
      if (body === undefined) continue
      const arrival: Omit<Capture, 'body'> = {
        receivedAt: clock.now(),
        method: 'POST',
        target: `/${source.slug}`,
        httpVersion: '1.1',
        headers: ['Content-Type', 'application/json'],
        via: 'direct',
        origin: 'backfilled',
        effectiveUrl: desk.wanted(registered) ?? `http://localhost/${source.slug}`,
        remoteAddress: new URL(docs).hostname,
        bodyMs: 0,
        problem: null,
        strippedCookies: [],
        ...(occurredAt === null ? {} : { occurredAt }),
      }
      const known = certificates.known()
      const { assessment, body: bytes } = await store.prepare.assess({ arrival, certificates: known }, new TextEncoder().encode(body))
      const { id } = await store.write.ingestFetched({ capture: { ...arrival, body: bytes }, assessment, note, forward })
      if (id !== null) taken += 1
    }
    return taken
  }
}
