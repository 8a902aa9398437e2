import { formatId } from '../ids.ts'
import type { DeliveryState } from '../request.ts'
import type { AttemptToKeep, Leased } from './leased.ts'
import type { DeliveryRow } from './row.ts'

/** The row of a Delivery whose lease has ended so, as the store would give it: a read for each of thousands a second is saved. */
export function rowAfter(
  leased: Leased,
  end: {
    readonly state: Exclude<DeliveryState, 'delivering'>
    readonly nextAttemptAt: number | null
    readonly attempt: AttemptToKeep | null
    readonly now: number
  },
): DeliveryRow {
  const { attempt, state } = end
  return {
    id: formatId('dlv', leased.id),
    state,
    messageId: formatId('msg', leased.messageId),
    endpointId: leased.endpointId === 0 ? null : formatId('ep', leased.endpointId),
    endpointName: leased.target.name,
    url: leased.target.url,
    requestId: leased.requestId === null ? null : formatId('req', leased.requestId),
    eventType: leased.eventType,
    method: leased.method,
    attemptCount: leased.attemptCount + (attempt ? 1 : 0),
    lastStatus: attempt ? attempt.status : leased.last.status,
    lastError: attempt ? attempt.error : leased.last.error,
    reason: attempt ? attempt.reason : leased.last.reason,
    nextAttemptAt: state === 'pending' ? end.nextAttemptAt : null,
    createdAt: leased.createdAt,
    updatedAt: end.now,
  }
}
