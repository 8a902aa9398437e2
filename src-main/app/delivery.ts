import { createDeliveryEngine } from '#delivery/engine.ts'
import { createSender } from '#delivery/sender.ts'
import { parseId } from '#domain/ids.ts'
import type { ConfigCache } from './config/cache.ts'
import type { Coalescer } from './event-coalescer.ts'
import type { EventHub } from './event-hub.ts'
import type { Ports } from './ports.ts'
import { alertServices, createAlerting } from './services/alerts.ts'
import { readSettings } from './services/app.ts'
import { deliveryServices } from './services/deliveries.ts'
import { messageServices } from './services/messages.ts'
import { resendServices } from './services/resend.ts'
import { createSigner } from './services/signer.ts'
import type { StoreClient } from './store-client.ts'

/** Calls that wait for the writer; as many as a burst of captures makes, and a few deliveries do not. */
const CROWDED_FROM = 24

interface Deps {
  readonly store: StoreClient
  readonly config: ConfigCache
  readonly ports: Ports
  /** Names this run of the process in leases. */
  readonly run: string
  readonly hub: EventHub
  readonly coalescer: Coalescer
  readonly touchRequest: (requestId: number, searchable: boolean) => void
}

/** The sending half, wired: engine, alerts, and the services that give it work. */
export function createDelivery({ store, config, ports, run, hub, coalescer, touchRequest }: Deps) {
  const { clock, random, log, secrets, notifier } = ports
  const alerting = createAlerting({ store, hub, notifier, clock, log, notifies: () => readSettings(config).notifications })
  const signer = createSigner(secrets)

  type Row = Parameters<Coalescer['deliveryChanged']>[0]
  const changed = (rows: readonly Row[]) => {
    for (const row of rows) {
      coalescer.deliveryChanged(row)
      const requestId = row.requestId === null ? null : parseId('req', row.requestId)
      // The index knows whether a Request was forwarded and whether that has failed: only a first Delivery and a dead letter (or the
      // end of one) change that.
      if (requestId !== null) touchRequest(requestId, row.attemptCount === 0 || row.state === 'failed' || row.attemptCount > 1)
    }
  }

  const engine = createDeliveryEngine({
    store: deliveryStore(store),
    config,
    clock,
    random,
    log,
    run,
    signer,
    sender: createSender({ clock }),
    crowded: () => store.writerLoad() > CROWDED_FROM,
    onOutcome: result => {
      changed([result.row])
      void alerting.attempted(result)
    },
    disableEndpoint: (id, reason) =>
      config.exclusively(async () => {
        const endpoint = config.endpoint(id)
        if (endpoint) await config.saveEndpoint(id, { ...endpoint, enabled: false, disabledReason: reason })
      }),
  })
  const deps = { store, clock, config, signer, secrets, wake: engine.wake, changed }

  return {
    engine,
    alerting,
    services: {
      ...deliveryServices(deps),
      ...messageServices(deps),
      ...resendServices(deps),
      ...alertServices({ store, hub, clock }),
    },
    cancelPending: async (endpointId: number) => changed(await store.write.cancelForEndpoint({ endpointId, now: clock.now() })),
  }
}

/** The engine's store is writes and reads in one: it need not know that they go to different threads. */
function deliveryStore({ write, read }: StoreClient) {
  return {
    leaseDue: write.leaseDue,
    finishAttempt: write.finishAttempt,
    releaseLeases: write.releaseLeases,
    recoverLeases: write.recoverLeases,
    mendSchedule: write.mendSchedule,
    dueHeads: read.dueHeads,
    readBody: read.readBody,
  }
}
