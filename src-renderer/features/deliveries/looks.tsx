import type { Attempt, DeliveryRow } from '#contract/deliveries.ts'
import { reasonTitle } from '#domain/delivery/reason.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { detailText } from '../../strings/detail.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'

const tones: Record<DeliveryRow['state'], Tone> = {
  pending: 'warn',
  delivering: 'info',
  delivered: 'ok',
  failed: 'bad',
  cancelled: 'quiet',
}

export function StateBadge({ state }: { state: DeliveryRow['state'] }) {
  return <Badge tone={tones[state]}>{detailText.deliveries.states[state]}</Badge>
}

/** What the last attempt came to, in a word or two; null when there was none. */
export function resultOf(row: Pick<DeliveryRow, 'lastStatus' | 'reason' | 'lastError'>): string | null {
  const { lastStatus, reason } = row
  if (reason === null) return lastStatus === null ? row.lastError : String(lastStatus)
  if (lastStatus === null) return reasonTitle(reason)
  // A status alone would look as if all was well: the response broke off after it, or an ordered queue gave up.
  return reason.startsWith('http-') ? String(lastStatus) : deliveriesText.detail.broken(reasonTitle(reason), lastStatus)
}

/** Of one attempt. A status with an error is of a response that did not come in full. */
export function attemptResult({ status, error }: Pick<Attempt, 'status' | 'error'>): string | null {
  if (status === null) return error
  return error === null ? String(status) : `${status}: ${error}`
}

export const succeeded = (attempt: Pick<Attempt, 'status' | 'error'>): boolean =>
  attempt.status !== null && attempt.status >= 200 && attempt.status < 300 && attempt.error === null

/** A length of time to count down by: `4 min 12 s`, `2 h 5 min`. ms. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`
}
