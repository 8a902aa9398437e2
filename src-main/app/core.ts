import type { Capabilities } from '#contract/capabilities.ts'
import { namesThisMachine } from '#domain/address-guard/guard.ts'
import { diskAlert } from '#domain/alerts.ts'
import { formatId, idMint } from '#domain/ids.ts'
import type { WriterNews } from '#intake/news.ts'
import { storeUnavailable } from '#intake/reply.ts'
import { defaultLimits } from '#receiver/limits.ts'
import { type Receiver, startReceiver } from '#receiver/server.ts'
import { createAlerts } from './alerts/index.ts'
import { watchSignatures } from './alerts/signature-watch.ts'
import { exportKind } from './archive/export.ts'
import { createFiles } from './archive/fetch.ts'
import { importKind } from './archive/import.ts'
import { createPlacer } from './archive/place.ts'
import { createBodies } from './bodies.ts'
import { createCapture } from './capture.ts'
import { createCertificates } from './certificates.ts'
import { createCheckJob } from './checks/job.ts'
import { ConfigCache } from './config/cache.ts'
import { watchCrowd } from './crowd.ts'
import { createDelivery } from './delivery.ts'
import { watchDisk } from './disk.ts'
import { createCoalescer } from './event-coalescer.ts'
import { createEventHub, type EventHub } from './event-hub.ts'
import { rowFilter } from './filters.ts'
import { idNumber } from './ids.ts'
import { clearing } from './jobs/clearing.ts'
import { jobKinds } from './jobs/kinds.ts'
import { createJobs } from './jobs/runner.ts'
import { verifyKind } from './jobs/verify-kind.ts'
import { watchMachine } from './machine-watch.ts'
import { startMaintenance } from './maintenance.ts'
import { createOwnKeys } from './own-keys.ts'
import type { Ports } from './ports.ts'
import { createProviderHosts } from './provider-hosts.ts'
import { createPublicUrl } from './public-url.ts'
import { createRegistrations } from './registrations/index.ts'
import { createRelay } from './relay.ts'
import { requestLists } from './request-lists.ts'
import { startRetention } from './retention.ts'
import { createReview } from './review.ts'
import { createRowUpdates } from './row-updates.ts'
import { alertChannelServices } from './services/alert-channels.ts'
import { alertServices } from './services/alerts.ts'
import { appServices, readSettings } from './services/app.ts'
import { attemptServices } from './services/attempts.ts'
import { checkServices } from './services/checks.ts'
import { compareServices } from './services/compare.ts'
import { customProviderServices } from './services/custom-providers.ts'
import { endpointCareServices } from './services/endpoint-care.ts'
import { endpointServices } from './services/endpoints.ts'
import { eventServices } from './services/events.ts'
import { exportServices } from './services/export.ts'
import { createHandshakes } from './services/handshakes.ts'
import { keyServices } from './services/keys.ts'
import { payloadTypeServices } from './services/payload-types.ts'
import { proofServices } from './services/proof.ts'
import { providerServices } from './services/providers.ts'
import { requestServices } from './services/requests.ts'
import { sampleServices } from './services/samples.ts'
import { sourceServices } from './services/sources.ts'
import { statsServices } from './services/stats.ts'
import { updateServices } from './services/updates.ts'
import { webhookServices } from './services/webhooks.ts'
import { workbenchServices } from './services/workbench.ts'
import type { CoreApi, Services } from './services.ts'
import { startStore } from './store-client.ts'
import { createTunnel } from './tunnel.ts'

/** What only the host can know that it can do. */
export type HostCapabilities = Pick<Capabilities, 'tray' | 'openAtLogin'>

export interface CoreOptions {
  readonly receiverHost: string
  /** 0 = any free port. */
  readonly receiverPort: number
  readonly version: string
  readonly capabilities: HostCapabilities
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
  const wireOutcome = (id: number, outcome: string) =>
    void store.write.noteWireOutcome({ id, outcome }).then(
      () => rows.touch(id, false),
      error => log.warn('request.outcome_lost', { error: String(error) }),
    )
  const ownKeys = createOwnKeys(config, secrets, log)
  await ownKeys.load().catch(giveUp)
  const samples = sampleServices({ config, clock, random, receiverUrl: () => receiverUrl, ownKeys })
  const alerts = createAlerts({ store, config, hub, ports })
  const { alerting } = alerts
  const { joined, crowded } = watchCrowd(store.writerLoad, clock.monotonic)
  const delivery = createDelivery({
    store,
    config,
    ports,
    run: epoch,
    coalescer,
    alerting,
    hub,
    touchRequest: rows.touch,
    ownKeys,
    crowded,
  })
  const { attempting, made } = delivery
  const relay = createRelay({ store, attempting, touch: rows.touch, delivered: made, wake: delivery.engine.wake, wireOutcome })
  const publicUrl = createPublicUrl()
  const tunnel = createTunnel({ config, ports, hub, alerting, publicUrl, version: options.version })
  const hosts = createProviderHosts(clock, ports.providerNetwork)
  const certificates = createCertificates(hosts, clock)
  const registrations = createRegistrations({ store, config, certificates, hub, ports, publicUrl, mintSecretId })
  await registrations.load().catch(giveUp)
  const review = createReview(store, certificates)
  const handshakes = createHandshakes({ store, config, alerting, hosts, review, hub, clock, log, mintSecretId })
  const signatures = watchSignatures(config, draft => void alerting.raise(draft))
  const maintenance = startMaintenance(store, clock, log)
  onWritten = maintenance.written
  const requests = requestServices({ store, config, hub, clock, log, review })
  const payloadTypes = payloadTypeServices({ store, paths, list: requests['requests.list'] })
  const clear = clearing({ store, hub, clock, log }, requests)
  const retention = startRetention({ store, hub, settings: () => readSettings(config), purgeCleared: clear.purge, clock, log })
  const disk = watchDisk(paths.dataDir, clock, log, (state, free) => {
    if (state !== 'fine') void alerting.raise(diskAlert(state, free))
  })
  await disk.start()

  const base = {
    ...sourceServices(config, mintSecretId, () => publicUrl.current() ?? receiverUrl),
    ...tunnel.services,
    ...registrations.services,
    ...endpointServices({
      config,
      mintSecretId,
      randomBytes: random.bytes,
      cancelPending: delivery.cancelPending,
      care: delivery.care,
      now: clock.now,
    }),
    ...endpointCareServices({
      config,
      mintSecretId,
      randomBytes: random.bytes,
      care: delivery.care,
      prove: delivery.prove,
      now: clock.now,
    }),
    ...requests,
    ...eventServices({ store, lists: requestLists(store, config, clock, log) }),
    ...keyServices(ownKeys),
    ...clear.services,
    ...payloadTypes.services,
    ...workbenchServices({ store, hub, clock, log }),
    ...statsServices(store),
    ...updateServices(ports.updater, hub),
    ...handshakes.services,
    ...exportServices(store, log, options.version),
    ...attemptServices(store, log),
    ...compareServices({ store, config, clock, log }),
    ...proofServices({ store, config, review }),
    ...samples.services,
    ...delivery.services,
    ...providerServices(store),
    ...customProviderServices({ store, config, review }),
    ...appServices(store, config, () => ({
      version: options.version,
      receiver: receiverUrl,
      api: apiUrl,
      dataDir: paths.dataDir,
      capabilities: {
        nativeAlerts: notifier.native,
        alertHint: notifier.hint ?? null,
        ...options.capabilities,
        updates: ports.updater !== undefined,
        secretStorage: secrets.description,
      },
    })),
  }
  const checkJob = createCheckJob({ store, hub, clock, random, secrets })
  const jobs = createJobs({
    store,
    hub,
    clock,
    log,
    kinds: jobKinds(base, {
      'checks.run': checkJob.kind,
      backfill: registrations.job,
      ...delivery.jobKinds(base),
      'requests.clear': clear.kind,
      'workspace.export': exportKind({ store, config, paths, secrets, clock, log }),
      'workspace.import': importKind({
        store,
        paths,
        secrets,
        clock,
        placer: createPlacer({ store, config, services: base, hub, clock, log }),
      }),
      'requests.verify': verifyKind({ services: base, secrets }),
    }),
  })
  const alertActs = alertServices({
    store,
    hub,
    clock,
    mutes: alerts.mutes,
    retry: id => base['deliveries.retry']({ id }),
    startJob: jobs.services['jobs.start'],
  })
  const webhooks = webhookServices({
    config,
    mintSecretId,
    randomBytes: random.bytes,
    prove: delivery.prove,
    remove: base['endpoints.delete'],
    now: clock.now,
  })
  const exposed = !namesThisMachine(options.receiverHost)
  const checks = checkServices({ store, config, clock, secrets, mintSecretId, job: checkJob, jobs: jobs.services, exposed })
  const services: Services = {
    ...base,
    ...checks,
    ...webhooks,
    ...jobs.services,
    ...alertActs,
    ...alertChannelServices({ alerts, notifier, clock }),
  }
  notifier.onAction?.((id, action) => {
    // Whoever pressed it looks at no window: what could not be done is in the log, and the alert stays unseen.
    alertActs['alerts.act']({ id, action }).catch(error => log.warn('alert.action_failed', { alert: id, action, error: String(error) }))
  })

  onNews = news => {
    if (news.type === 'due') return delivery.engine.wake(news.endpointIds)
    if (news.type === 'noted') return rows.touch(news.requestId, false)
    hub.publish('request.added', { rows: [...news.rows], ...(news.more > 0 ? { more: news.more } : {}) })
    rows.announced(news.upTo)
    // Whose count of repeats has grown.
    for (const { duplicateOf } of news.rows) if (duplicateOf !== null) rows.touch(idNumber('req', duplicateOf), false)
    signatures.seen(news.rows)
    maintenance.captured(news.rows.length + news.more)
  }

  const disturbed = (what: 'sleep' | 'network') => {
    log.info('machine.disturbed', { what })
    tunnel.disturbed(what)
    if (what !== 'sleep') return
    registrations.woke()
    // What was planned by the clock may be due.
    delivery.engine.wake()
  }
  let watch = { stop: () => {} }
  let receiver: Receiver | null = null
  const stop = async () => {
    watch.stop()
    // First: a sender that waits for a certificate is answered now and not when its provider's host is.
    await hosts.close()
    // While the tunnel is still up: what is to be there only while Hookbench runs is taken away at the providers.
    await registrations.stop()
    relay.close()
    await tunnel.close()
    await receiver?.close()
    // In the same turn as the runner's own stop: what is cut short must not be begun again.
    checkJob.stop()
    await jobs.stop()
    await payloadTypes.stop()
    await delivery.engine.stop()
    await alerts.stop()
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
    { host: options.receiverHost, port: options.receiverPort, tunnelPort: tunnel.port() },
    {
      limits: defaultLimits,
      capture: createCapture({ store, config, certificates, full: disk.full, joined, followUp: handshakes.followUp, relay: relay.reply }),
      unavailable: storeUnavailable,
      wireOutcome,
      originOf: samples.originOf,
      ...tunnel.receiverPorts,
      now: clock.now,
      monotonic: clock.monotonic,
      failed: error => log.error('capture.failed', { error: String(error) }),
    },
  ).catch(abandon)
  receiverUrl = receiver.url
  registrations.start(jobs.services['jobs.start'])
  tunnel.open(receiver)
  watch = watchMachine({ clock, machine: ports.machine, onWake: () => disturbed('sleep'), onNetwork: () => disturbed('network') })
  await delivery.engine.start().catch(abandon)
  await jobs.resume().catch(abandon)

  // Starting the thread anew would hide what broke; everything that was answered with a 2xx is on disk, so the process may end.
  onDeath = error =>
    options.onFatal(`The store has stopped working (${error.message}). Restart Hookbench; nothing that was accepted is lost.`)
  // While the rest was starting, too.
  if (died) onDeath(died)

  const setApiUrl = (url: string) => {
    apiUrl = url
  }
  return { services, hub, receiverUrl, ...createBodies(store, clock), openFile: createFiles(store, paths), setApiUrl, stop }
}
