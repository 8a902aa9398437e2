import type { DeliveryRow } from '#contract/deliveries.ts'
import { call } from '../state/api.ts'
import { chosenDeliveries, clearMarkedDeliveries } from '../state/deliveries.ts'
import { startJob } from '../state/jobs.ts'
import { app } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { deliveriesText } from '../strings/deliveries.ts'
import { notify, notifyError } from '../ui/toast.tsx'
import { tellRetried } from './delivery-hold.ts'

type Known = Pick<DeliveryRow, 'state' | 'endpointId'>
type Endpoints = AppState['endpoints']

/** An Endpoint that was deleted has nowhere to send to; a bare URL still has. */
export const canSend = (endpointId: string | null, endpoints: Endpoints = app().endpoints): boolean =>
  endpointId === null || endpoints.some(({ id }) => id === endpointId)

export const canRetry = (row: Known, endpoints: Endpoints = app().endpoints): boolean =>
  (row.state === 'pending' || row.state === 'failed' || row.state === 'cancelled') && canSend(row.endpointId, endpoints)

/** What has arrived or is still to be sent is history, or work: it is not removed. */
const canPurge = (row: Known): boolean => row.state === 'failed' || row.state === 'cancelled'

const able = { 'deliveries.retry': canRetry, 'deliveries.purge': canPurge } as const

/** Those of the chosen ones that the work is for, oldest first. Rows that are not in memory (far up or down the list) may be. */
export function chosenFor(
  kind: keyof typeof able,
  { deliveries, endpoints }: Pick<AppState, 'deliveries' | 'endpoints'> = app(),
): string[] {
  // All of a long list may be chosen: it is gone through once.
  const rows = new Map(deliveries.window.pages.flatMap(page => page.rows ?? []).map(row => [row.id, row]))
  return chosenDeliveries(deliveries).filter(id => {
    const row = rows.get(id)
    return row === undefined || able[kind](row, endpoints)
  })
}

const { work } = deliveriesText

/** Retries or cancels one Delivery, and says how that went. */
export async function workOn(method: 'deliveries.retry' | 'deliveries.cancel', id: string): Promise<void> {
  try {
    const { endpointId } = await call(method, { id })
    if (method === 'deliveries.retry') tellRetried(endpointId)
    else notify({ tone: 'ok', title: work.cancelled })
  } catch (error) {
    notifyError(work.failed, error)
  }
}

/** Retries or removes those of the chosen ones that this can be done with, oldest first, by a job. */
export async function workOnChosen(kind: keyof typeof able): Promise<void> {
  const ids = chosenFor(kind)
  if (ids.length === 0) return
  try {
    await startJob({ kind, ids })
    clearMarkedDeliveries()
  } catch (error) {
    notifyError(deliveriesText.many.failed, error)
  }
}
