import { formatId } from '#domain/ids.ts'
import type { CertificateStore } from '../certificates.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { EventHub } from '../event-hub.ts'
import type { Ports } from '../ports.ts'
import { createProviderApi } from '../provider-api.ts'
import type { PublicUrl } from '../public-url.ts'
import { registrationServices } from '../services/registrations.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { backfillJob } from './backfill.ts'
import { publicId, RegistrationBook } from './book.ts'
import { createDesk } from './desk.ts'
import { takeFetched } from './fetched.ts'
import { followRegistrations } from './follow.ts'

interface Deps {
  readonly store: StoreClient
  readonly config: ConfigCache
  readonly certificates: CertificateStore
  readonly hub: EventHub
  readonly ports: Ports
  readonly publicUrl: PublicUrl
  readonly mintSecretId: () => string
}

/** Registration at providers, wired: its services, its job, and what it does by itself. */
export function createRegistrations({ store, config, certificates, hub, ports, publicUrl, mintSecretId }: Deps) {
  const { clock, log, random, secrets } = ports
  const api = createProviderApi(clock, ports.providerNetwork)
  const book = new RegistrationBook(store, secrets, clock, ({ sourceId }) =>
    hub.publish('registration.changed', { sourceId: formatId('src', sourceId) }),
  )
  const desk = createDesk({ book, config, api, publicUrl, clock, log, mintSecretId })
  const take = takeFetched({ store, config, desk, certificates, clock })
  let startJob: Services['jobs.start'] = () => Promise.reject(new Error('Jobs have not begun.'))
  const follow = followRegistrations({
    book,
    desk,
    config,
    publicUrl,
    clock,
    log,
    backfill: registered => startJob({ kind: 'backfill', options: { registrationId: publicId(registered), byItself: true } }),
  })
  return {
    services: registrationServices({ book, desk, config, api, publicUrl, clock, random, startJob: input => startJob(input) }),
    job: backfillJob({ book, desk, store, take, clock }),
    /** @throws AppError `store_unavailable` when a token cannot be opened */
    load: () => book.load(),
    /** Once jobs can be started. */
    start(jobs: Services['jobs.start']): void {
      startJob = jobs
      follow.start()
    },
    woke: follow.woke,
    async stop(): Promise<void> {
      await follow.stop()
      await api.close()
    },
  }
}
