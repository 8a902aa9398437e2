import type { DeliveryRow, Target } from '#domain/delivery/row.ts'
import { formatId } from '#domain/ids.ts'
import type { DeliveryState } from '#domain/request.ts'

/** Columns of a Delivery in a list: `SELECT ${deliveryColumns} FROM deliveries d JOIN messages m ON m.id = d.message_id`. */
export const deliveryColumns = `
  d.id, d.message_id, d.endpoint_id, d.request_id, d.target_json, d.state, d.next_attempt_at, d.attempt_count, d.last_status,
  d.last_error, d.reason, d.created_at, d.updated_at, m.event_type, m.method`

export interface DeliveryRecord {
  readonly id: number
  readonly message_id: number
  readonly endpoint_id: number
  readonly request_id: number | null
  readonly target_json: string
  readonly state: DeliveryState
  readonly next_attempt_at: number | null
  readonly attempt_count: number
  readonly last_status: number | null
  readonly last_error: string | null
  readonly reason: string | null
  readonly created_at: number
  readonly updated_at: number
  readonly event_type: string | null
  readonly method: string
}

/** SQL record to the row of the contract. */
export function toDeliveryRow(record: DeliveryRecord): DeliveryRow {
  const target = JSON.parse(record.target_json) as Target
  return {
    id: formatId('dlv', record.id),
    state: record.state,
    messageId: formatId('msg', record.message_id),
    endpointId: record.endpoint_id === 0 ? null : formatId('ep', record.endpoint_id),
    endpointName: target.name,
    url: target.url,
    requestId: record.request_id === null ? null : formatId('req', record.request_id),
    eventType: record.event_type,
    method: record.method,
    attemptCount: record.attempt_count,
    lastStatus: record.last_status,
    lastError: record.last_error,
    reason: record.reason,
    // A leased or finished Delivery has no next attempt, whatever its last schedule said.
    nextAttemptAt: record.state === 'pending' ? record.next_attempt_at : null,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  }
}
