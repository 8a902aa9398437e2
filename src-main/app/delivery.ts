import { createDeliveryEngine, GONE } from '#delivery/engine.ts'
import { createSender } from '#delivery/sender.ts'
import { disabledAlert } from '#domain/alerts.ts'
import type { OwnershipHandshake } from '#domain/delivery/ownership-handshake.ts'
import { formatId, parseId } from '#domain/ids.ts'
import type { Alerting } from './alerts/alerting.ts'
import { cancelWaiting } from './cancelling.ts'
import type { ConfigCache } from './config/cache.ts'
import { deliveryStore } from './delivery-store.ts'
import type { Coalescer } from './event-coalescer.ts'
import type { EventHub } from './event-hub.ts'
import { idNumber } from './ids.ts'
import { deliveryKinds } from './jobs/delivery-kinds.ts'
import { resendKind } from './jobs/resend-kind.ts'
import type { OwnKeys } from './own-keys.ts'
import { type HandshakeTarget, performHandshake } from './ownership-handshake.ts'
import type { Ports } from './ports.ts'
import { deliveryServices } from './services/deliveries.ts'
import { draftServices } from './services/drafts.ts'
import { messageServices } from './services/messages.ts'
import { resendEach, resendServices } from './services/resend.ts'
import { createSigner } from './services/signer.ts'
import type { Services } from './services.ts'
import type { StoreClient } from './store-client.ts'

const SENDING_TOLD_MS = 100

interface Deps {
  readonly store: StoreClient
  readonly config: ConfigCache
  readonly ports: Ports
  /** Names this run of the process in leases. */
  readonly run: string
  readonly coalescer: Coalescer
  readonly alerting: Pick<Alerting, 'attempted' | 'purged' | 'raise'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly touchRequest: (requestId: number, searchable: boolean) => void
  readonly ownKeys: OwnKeys
  /** Whether captures wait for the disk. */
  readonly crowded: () => boolean
}

/** The sending half, wired: engine, and the services that give it work. */
export function createDelivery({ store, config, ports, run, coalescer, alerting, hub, touchRequest, ownKeys, crowded }: Deps) {
  const { clock, random, log, secrets } = ports
  const signer = createSigner(secrets, ownKeys)

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

  const purged = (rows: readonly Row[]) => {
    coalescer.deliveriesRemoved(rows.map(row => row.id))
    // The dead letter that a Request was found by is none of it any more.
    for (const { requestId } of rows) if (requestId !== null) touchRequest(parseId('req', requestId) ?? 0, true)
    alerting.purged(rows.filter(row => row.state === 'failed'))
  }

  /** Windows ask for the Endpoints again; many that open or close in a moment are one such event. */
  let telling = false
  const sendingChanged = () => {
    if (telling) return
    telling = true
    clock.timer(SENDING_TOLD_MS, () => {
      telling = false
      hub.publish('config.changed', { what: 'endpoints' })
    })
  }

  const attempting = { store: deliveryStore(store), config, clock, signer, sender: createSender({ clock }) }
  const engine = createDeliveryEngine({
    ...attempting,
    random,
    log,
    run,
    crowded,
    onOutcome: result => {
      changed([result.row])
      void alerting.attempted(result)
    },
    onSlow: ids => {
      const tell = async () => {
        const rows = await store.read.getDeliveries({ ids })
        // One that has ended meanwhile is told with its end, and must not seem to be sent again.
        changed(rows.filter(({ id }) => engine.isSlow(idNumber('dlv', id))))
      }
      tell().catch(error => log.warn('delivery.slow_untold', { error: String(error) }))
    },
    onSendingChanged: sendingChanged,
    disableEndpoint: (id, reason) =>
      config.exclusively(async () => {
        const endpoint = config.endpoint(id)
        if (!endpoint?.enabled) return
        await config.noteEndpoint(endpoint, { enabled: false, disabledReason: reason })
        // Of a 410 the evaluator of attempts has told.
        if (reason !== GONE) {
          const facts = { endpointId: formatId('ep', id), endpointName: endpoint.name, reason: reason.replace(/\.$/, '') }
          void alerting.raise(disabledAlert(facts))
        }
      }),
  })
  const deps = { store, clock, config, signer, secrets, wake: engine.wake, changed }

  return {
    engine,
    /** For attempts that are made while a sender waits. */
    attempting,
    /** Tells the windows of Deliveries that are new. */
    made: async (ids: readonly number[]) => changed(await store.read.getDeliveries({ ids })),
    performHandshake: (kind: OwnershipHandshake, endpoint: HandshakeTarget) =>
      performHandshake({ clock, random, sender: attempting.sender, signer }, kind, endpoint),
    care: { sendingOf: engine.sending, forgive: engine.forgive, probe: engine.probe },
    jobKinds: (services: Pick<Services, 'requests.list' | 'requests.count'>) => ({
      ...deliveryKinds({ store, config, clock, wake: engine.wake, changed, purged }),
      'requests.resend': resendKind({
        services,
        secrets,
        now: clock.now,
        resend: (input, more) => resendEach(deps, input, more),
        random: () => Buffer.from(random.bytes(9)).toString('base64url'),
      }),
    }),
    services: {
      ...deliveryServices(deps),
      ...messageServices(deps),
      ...resendServices(deps),
      ...draftServices({ ...deps, random }),
    },
    cancelPending: async (endpointId: number) => changed(await cancelWaiting(store.write, { endpointId, now: clock.now() })),
  }
}
