import { diskAlert } from '#domain/alerts.ts'
import { formatId, idMint } from '#domain/ids.ts'
import type { WriterNews } from '#intake/news.ts'
import { storeUnavailable } from '#intake/reply.ts'
import { defaultLimits } from '#receiver/limits.ts'
import { type Receiver, startReceiver } from '#receiver/server.ts'
import { createBodies } from './bodies.ts'
import { createCapture } from './capture.ts'
import { createCertificates } from './certificates.ts'
import { ConfigCache } from './config/cache.ts'
import { createDelivery } from './delivery.ts'
import { watchDisk } from './disk.ts'
import { createCoalescer } from './event-coalescer.ts'
import { createEventHub, type EventHub } from './event-hub.ts'
import { rowFilter } from './filters.ts'
import { jobKinds } from './jobs/kinds.ts'
import { createJobs } from './jobs/runner.ts'
import { startMaintenance } from './maintenance.ts'
import type { Ports } from './ports.ts'
import { createProviderHosts } from './provider-hosts.ts'
import { startRetention } from './retention.ts'
import { createReview } from './review.ts'
import { createRowUpdates } from './row-updates.ts'
import { appServices, readSettings } from './services/app.ts'
import { endpointServices } from './services/endpoints.ts'
import { exportServices } from './services/export.ts'
import { createHandshakes } from './services/handshakes.ts'
import { providerServices } from './services/providers.ts'
import { requestServices } from './services/requests.ts'
import { sampleServices } from './services/samples.ts'
import { sourceServices } from './services/sources.ts'
import type { CoreApi, Services } from './services.ts'
import { watchSignatures } from './signature-watch.ts'
import { startStore } from './store-client.ts'

export interface CoreOptions {
  readonly receiverHost: string
  /** 0 = any free port. */
  readonly receiverPort: number
  readonly version: string
  readonly capabilities: { readonly tray: boolean }
  /** A store thread died: no promise can be kept any more, and the host must end the process. `message` is a sentence. */
  readonly onFatal: (message: string) => void
}

export interface Core extends CoreApi {
  readonly hub: EventHub
  readonly receiverUrl: string
  /** Tells `app.info` where the API listens, once it does. */
  setApiUrl(url: string): void
  /** Stops accepting, finishes what is in hand, flushes, closes. */
  stop(): Promise<void>
}

/**
 * Wires the whole product for whichever host asks: store threads, configuration, delivery, receiver, services. The receiver opens
 * last, when everything that an incoming Request needs is there, and closes first.
 * @throws AppError `store_unavailable`, or the listen error of a taken port
 */
export async function startCore(options: CoreOptions, ports: Ports): Promise<Core> {
  const { clock, random, log, paths, secrets, notifier } = ports
  const mintId = idMint(clock.now)
  const mintSecretId = () => formatId('sec', mintId())
  const epoch = Buffer.from(random.bytes(9)).toString('base64url')

  let onNews = (_: WriterNews) => {}
  let onWritten = () => {}
  let died: Error | null = null
  let onDeath = (error: Error) => {
    died = error
  }
  const store = await startStore(paths, log, {
    onNews: news => onNews(news as WriterNews),
    onWritten: () => onWritten(),
    onDeath: error => onDeath(error),
  })
  const config = new ConfigCache(store, secrets, clock.now)
  // A key that does not open the secrets must not leave the threads behind.
  const giveUp = async (error: unknown): Promise<never> => {
    await store.stop()
    throw error
  }
  await config.load().catch(giveUp)
  const hub = createEventHub({ epoch, compileFilter: text => rowFilter(text, config, clock) })
  const coalescer = createCoalescer({ hub, clock })
  const [newest] = (await store.read.listRequests({ filter: null, now: clock.now(), sources: [], before: null, limit: 1 }).catch(giveUp))
    .rows
  const rows = createRowUpdates({ store, hub, clock, log }, newest?.id ?? '')
  config.onChange(what => hub.publish('config.changed', { what }))

  let receiverUrl = ''
  let apiUrl = ''
  const samples = sampleServices({ config, clock, random, receiverUrl: () => receiverUrl })
  const delivery = createDelivery({ store, config, ports, run: epoch, hub, coalescer, touchRequest: rows.touch })
  const hosts = createProviderHosts(clock, ports.providerNetwork)
  const certificates = createCertificates(hosts, clock)
  const review = createReview(store, certificates)
  const { alerting } = delivery
  const handshakes = createHandshakes({ store, config, alerting, hosts, review, hub, clock, log, mintSecretId })
  const signatures = watchSignatures(config, draft => void delivery.alerting.raise(draft))
  const maintenance = startMaintenance(store, clock, log)
  onWritten = maintenance.written
  const retention = startRetention(store, hub, () => readSettings(config), clock, log)
  const disk = watchDisk(paths.dataDir, clock, log, (state, free) => {
    if (state !== 'fine') void delivery.alerting.raise(diskAlert(state, free))
  })
  await disk.start()

  const base = {
    ...sourceServices(config, mintSecretId, () => receiverUrl),
    ...endpointServices({ config, mintSecretId, randomBytes: random.bytes, cancelPending: delivery.cancelPending }),
    ...requestServices({ store, config, hub, clock, log, review }),
    ...handshakes.services,
    ...exportServices(store, log),
    ...samples.services,
    ...delivery.services,
    ...providerServices(store),
    ...appServices(store, config, () => ({
      version: options.version,
      receiver: receiverUrl,
      api: apiUrl,
      dataDir: paths.dataDir,
      capabilities: { nativeAlerts: notifier.native, tray: options.capabilities.tray, secretStorage: secrets.description },
    })),
  }
  const jobs = createJobs({ store, hub, clock, log, kinds: jobKinds(base, secrets) })
  const services: Services = { ...base, ...jobs.services }

  onNews = news => {
    if (news.type === 'due') return delivery.engine.wake(news.endpointIds)
    hub.publish('request.added', { rows: [...news.rows], ...(news.more > 0 ? { more: news.more } : {}) })
    rows.announced(news.upTo)
    signatures.seen(news.rows)
    maintenance.captured(news.rows.length + news.more)
  }

  let receiver: Receiver | null = null
  const stop = async () => {
    // First: a sender that waits for a certificate is answered now and not when its provider's host is.
    await hosts.close()
    await receiver?.close()
    await jobs.stop()
    await delivery.engine.stop()
    disk.stop()
    retention.stop()
    maintenance.stop()
    coalescer.close()
    await store.stop()
  }
  const abandon = async (error: unknown): Promise<never> => {
    await stop()
    throw error
  }
  receiver = await startReceiver(
    { host: options.receiverHost, port: options.receiverPort },
    {
      limits: defaultLimits,
      capture: createCapture({ store, config, certificates, full: disk.full, followUp: handshakes.followUp }),
      unavailable: storeUnavailable,
      wireOutcome: (id, outcome) =>
        void store.write.noteWireOutcome({ id, outcome }).catch(error => log.warn('request.outcome_lost', { error: String(error) })),
      originOf: samples.originOf,
      now: clock.now,
      monotonic: clock.monotonic,
      failed: error => log.error('capture.failed', { error: String(error) }),
    },
  ).catch(abandon)
  receiverUrl = receiver.url
  await delivery.engine.start().catch(abandon)
  await jobs.resume().catch(abandon)

  // Starting the thread anew would hide what broke; everything that was answered with a 2xx is on disk, so the process may end.
  onDeath = error =>
    options.onFatal(`The store has stopped working (${error.message}). Start Hookbench again; nothing that was accepted is lost.`)
  // While the rest was starting, too.
  if (died) onDeath(died)

  const setApiUrl = (url: string) => {
    apiUrl = url
  }
  return { services, hub, receiverUrl, ...createBodies(store, clock), setApiUrl, stop }
}
