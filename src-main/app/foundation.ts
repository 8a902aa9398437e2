import { formatId, idMint, parseId } from '#domain/ids.ts'
import { createAlerts } from './alerts/index.ts'
import { ConfigCache } from './config/cache.ts'
import { watchCrowd } from './crowd.ts'
import { createCoalescer } from './event-coalescer.ts'
import { createEventHub } from './event-hub.ts'
import { rowFilter } from './filters.ts'
import { createOwnKeys } from './own-keys.ts'
import type { Ports } from './ports.ts'
import { createRowUpdates } from './row-updates.ts'
import { type StoreClient, type StoreListeners, startStore } from './store-client.ts'

export type Foundation = Awaited<ReturnType<typeof layFoundation>>

/**
 * What every other part stands on: the store's threads, the configuration, the events that windows hear, our own keys, the alerts.
 * @throws AppError `store_unavailable` when the database or the secrets in it cannot be opened; then no thread is left behind
 */
export async function layFoundation(ports: Ports, listeners: StoreListeners) {
  const store = await startStore(ports.paths, ports.log, listeners)
  try {
    return await layOn(store, ports)
  } catch (error) {
    await store.stop()
    throw error
  }
}

async function layOn(store: StoreClient, ports: Ports) {
  const { clock, random, log, secrets } = ports
  /** Names this run: events are numbered within it, and leases carry it. */
  const run = Buffer.from(random.bytes(9)).toString('base64url')
  const config = new ConfigCache(store, secrets, clock.now)
  await config.load()
  // The newest secret is the one with the highest id, whatever the clock has done since the last one was made.
  const secretIds = [...config.sources(), ...config.endpoints()].flatMap(({ secrets }) => secrets.map(({ id }) => parseId('sec', id) ?? 0))
  const mintId = idMint(
    clock.now,
    secretIds.reduce((highest, id) => Math.max(highest, id), 0),
  )
  const hub = createEventHub({ epoch: run, compileFilter: text => rowFilter(text, config, clock) })
  config.onChange(what => hub.publish('config.changed', { what }))
  const { rows } = await store.read.listRequests({ filter: null, now: clock.now(), sources: [], before: null, limit: 1 })
  const ownKeys = createOwnKeys(config, secrets, log)
  await ownKeys.load()
  return {
    store,
    config,
    hub,
    ownKeys,
    run,
    mintSecretId: () => formatId('sec', mintId()),
    coalescer: createCoalescer({ hub, clock }),
    rows: createRowUpdates({ store, hub, clock, log }, rows[0]?.id ?? ''),
    alerts: createAlerts({ store, config, hub, ports }),
    crowd: watchCrowd(store.writerLoad, clock.monotonic),
    /** Where the sockets are; empty until they listen. */
    listening: { receiver: '', api: '' },
  }
}
