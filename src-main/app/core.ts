import type { Capabilities } from '#contract/capabilities.ts'
import type { WriterNews } from '#intake/news.ts'
import { storeUnavailable } from '#intake/reply.ts'
import { defaultLimits } from '#receiver/limits.ts'
import { type Receiver, startReceiver } from '#receiver/server.ts'
import { createFiles } from './archive/fetch.ts'
import { createBodies } from './bodies.ts'
import type { EventHub } from './event-hub.ts'
import { layFoundation } from './foundation.ts'
import { idNumber } from './ids.ts'
import { watchMachine } from './machine-watch.ts'
import { createParts, type Parts } from './parts.ts'
import type { Ports } from './ports.ts'
import { createServices } from './services/index.ts'
import type { CoreApi } from './services.ts'
import type { StoreListeners } from './store-client.ts'

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
 * Starts the whole product for whichever host asks: foundation, parts, services, and last the receiver, when everything that an
 * incoming Request needs is there. It closes first.
 * @throws AppError `store_unavailable`, or the listen error of a taken port; nothing is left running then
 */
export async function startCore(options: CoreOptions, ports: Ports): Promise<Core> {
  const { clock, log, notifier, paths } = ports
  let died: Error | null = null
  const listeners: StoreListeners = {
    onNews() {},
    onWritten() {},
    onDeath(error) {
      died = error
    },
  }
  const foundation = await layFoundation(ports, listeners)
  const { store, hub, listening } = foundation
  const parts = await createParts(foundation, ports, options.version).catch(async error => {
    await store.stop()
    throw error
  })
  const { services, jobs } = createServices(parts, options, ports)
  listeners.onNews = news => spread(parts, news)
  listeners.onWritten = parts.maintenance.written
  notifier.onAction?.((id, action) => {
    // Whoever pressed it may not be looking at a window: a failure goes to the log, and the alert stays unseen.
    services['alerts.act']({ id, action }).catch(error => log.warn('alert.action_failed', { alert: id, action, error: String(error) }))
  })

  let receiver: Receiver | null = null
  let watch = { stop: () => {} }
  const stop = () => stopAll(parts, { receiver, jobs, watch })
  try {
    receiver = await openReceiver(parts, options, ports)
    listening.receiver = receiver.url
    parts.registrations.start(jobs.services['jobs.start'])
    parts.tunnel.open(receiver)
    const disturbed = (what: 'sleep' | 'network') => {
      log.info('machine.disturbed', { what })
      parts.tunnel.disturbed(what)
      if (what !== 'sleep') return
      parts.registrations.woke()
      // What was planned by the clock may be due.
      parts.delivery.engine.woke()
    }
    watch = watchMachine({ clock, machine: ports.machine, onWake: () => disturbed('sleep'), onNetwork: () => disturbed('network') })
    await parts.delivery.engine.start()
    await jobs.resume()
  } catch (error) {
    await stop()
    throw error
  }

  // Starting the thread anew would hide what broke; everything that was answered with a 2xx is on disk, so the process may end.
  listeners.onDeath = error =>
    options.onFatal(`The store has stopped working (${error.message}). Restart Hookbench; nothing that was accepted is lost.`)
  // While the rest was starting, too.
  if (died) listeners.onDeath(died)

  const setApiUrl = (url: string) => {
    listening.api = url
  }
  return { services, hub, receiverUrl: receiver.url, ...createBodies(store, clock), openFile: createFiles(store, paths), setApiUrl, stop }
}

function openReceiver({ capture, wireOutcome, samples, tunnel }: Parts, options: CoreOptions, { clock, log }: Ports): Promise<Receiver> {
  return startReceiver(
    { host: options.receiverHost, port: options.receiverPort, tunnelPort: tunnel.port() },
    {
      limits: defaultLimits,
      capture,
      unavailable: storeUnavailable,
      wireOutcome,
      originOf: samples.originOf,
      ...tunnel.receiverPorts,
      now: clock.now,
      monotonic: clock.monotonic,
      failed: error => log.error('capture.failed', { error: String(error) }),
    },
  )
}

/** What a commit brought, told to whom it concerns. */
function spread({ delivery, rows, hub, signatures, maintenance }: Parts, news: WriterNews): void {
  if (news.type === 'due') delivery.engine.wake(news.endpointIds)
  if (news.type === 'noted') rows.touch(news.requestId, false)
  if (news.type !== 'rows') return
  hub.publish('request.added', { rows: [...news.rows], ...(news.more > 0 ? { more: news.more } : {}) })
  rows.announced(news.upTo)
  // Whose count of repeats has grown.
  for (const { duplicateOf } of news.rows) if (duplicateOf !== null) rows.touch(idNumber('req', duplicateOf), false)
  signatures.seen(news.rows)
  maintenance.captured(news.rows.length + news.more)
}

interface Running {
  readonly receiver: Receiver | null
  readonly jobs: ReturnType<typeof createServices>['jobs']
  readonly watch: { stop(): void }
}

/** The order in which everything stops: whoever waits is answered, nothing new comes in, nothing new goes out, the store closes. */
async function stopAll(parts: Parts, { receiver, jobs, watch }: Running): Promise<void> {
  watch.stop()
  // First: a sender that waits for a certificate is answered now and not when its provider's host is.
  await parts.hosts.close()
  // While the tunnel is still up: what is registered at providers only while Hookbench runs is removed there.
  await parts.registrations.stop()
  parts.passThrough.close()
  await parts.tunnel.close()
  await receiver?.close()
  // In the same turn as the runner's own stop: what is cut short must not be started again.
  parts.checkJob.stop()
  await jobs.stop()
  await parts.payloadTypes.stop()
  await parts.delivery.engine.stop()
  await parts.alerts.stop()
  parts.disk.stop()
  parts.retention.stop()
  parts.maintenance.stop()
  parts.coalescer.close()
  await parts.store.stop()
}
