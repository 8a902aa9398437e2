import type { DeliveryRow } from '#contract/deliveries.ts'
import { call } from '../state/api.ts'
import { chosenDeliveries, clearMarkedDeliveries } from '../state/deliveries.ts'
import { startJob } from '../state/jobs.ts'
import { deliveriesText } from '../strings/deliveries.ts'
import { notify, notifyError } from '../ui/toast.tsx'

export const canRetry = (row: Pick<DeliveryRow, 'state'>): boolean =>
  row.state === 'pending' || row.state === 'failed' || row.state === 'cancelled'

const { work } = deliveriesText
const done = { 'deliveries.retry': work.retried, 'deliveries.cancel': work.cancelled } as const

/** Retries or cancels one Delivery, and says how that went. */
export async function workOn(method: keyof typeof done, id: string): Promise<void> {
  try {
    await call(method, { id })
    notify({ tone: 'ok', title: done[method] })
  } catch (error) {
    notifyError(work.failed, error)
  }
}

/** Retries or removes what is chosen in the list, oldest first, by a job. */
export async function workOnChosen(kind: 'deliveries.retry' | 'deliveries.purge'): Promise<void> {
  try {
    await startJob({ kind, ids: chosenDeliveries() })
    clearMarkedDeliveries()
  } catch (error) {
    notifyError(deliveriesText.many.failed, error)
  }
}
