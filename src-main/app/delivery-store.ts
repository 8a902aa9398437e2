import type { DeliveryStore } from '#delivery/types.ts'
import { leasing } from '#store/lease-wire.ts'
import { cancelWaiting } from './cancelling.ts'
import type { StoreClient } from './store-client.ts'

type Writes =
  | 'leaseDue'
  | 'finishAttempts'
  | 'releaseLeases'
  | 'recoverLeases'
  | 'mendSchedule'
  | 'cancelForEndpoint'
  | 'latestId'
  | 'loadHealth'
  | 'saveHealth'

interface Threads {
  readonly write: Pick<StoreClient['write'], Writes>
  readonly read: Pick<StoreClient['read'], 'dueHeads' | 'waitedFor' | 'readBody'>
}

/** The engine's store is writes and reads in one: it need not know that they go to different threads. */
export function deliveryStore({ write, read }: Threads): DeliveryStore {
  return {
    ...leasing(write),
    releaseLeases: write.releaseLeases,
    recoverLeases: write.recoverLeases,
    mendSchedule: write.mendSchedule,
    cancelForEndpoint: input => cancelWaiting(write, input),
    latestId: write.latestId,
    loadHealth: write.loadHealth,
    saveHealth: write.saveHealth,
    dueHeads: read.dueHeads,
    waitedFor: read.waitedFor,
    readBody: read.readBody,
  }
}
