import { healthy } from '#domain/delivery/health.ts'
import type { DeliveryRow } from '#domain/delivery/row.ts'
import { type DeliveryEvent, move } from '#domain/delivery/states.ts'
import { formatId } from '#domain/ids.ts'
import type { DeliveryState } from '#domain/request.ts'
import { deliveriesOf } from '../deliveries-of.ts'
import { type DeliveryRecord, deliveryColumns, toDeliveryRow } from '../delivery-row.ts'
import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'
import { leaseWrites } from './leases.ts'
import { messageWrites } from './messages.ts'

/** Cancelled in one transaction: 14 ms where 200,000 wait (17 at most), and captures wait as long. */
const CANCELLED_AT_ONCE = 4000
/** Rows that are told of. */
const MOST_SHOWN = 500

/** Everything that changes Messages and Deliveries: making them, the engine's leases, and what a person does to them. */
export function deliveryWrites(db: WritableDb, mint: () => number) {
  const find = db.prepare<[number], DeliveryRecord>(
    `SELECT ${deliveryColumns} FROM deliveries d JOIN messages m ON m.id = d.message_id WHERE d.id = ?`,
  )
  // One that waits already keeps its place in an ordered queue, and stays what it was: a retry by hand is still one after a second key press.
  const retry = db.prepare(
    `UPDATE deliveries SET next_attempt_at = min(coalesce(CASE WHEN state = 'pending' THEN next_attempt_at END, @now), @now), wait_ms = 0,
       once = CASE WHEN state = 'pending' THEN once ELSE 1 END, state = 'pending', updated_at = @now WHERE id = @id`,
  )
  const cancel = db.prepare("UPDATE deliveries SET state = 'cancelled', next_attempt_at = NULL, updated_at = ? WHERE id = ?")
  const cancelSome = db.prepare<[number, number], { id: number }>(
    `UPDATE deliveries SET state = 'cancelled', next_attempt_at = NULL, updated_at = ? WHERE id IN (
       SELECT id FROM deliveries INDEXED BY deliveries_due WHERE endpoint_id = ? AND state = 'pending' LIMIT ${CANCELLED_AT_ONCE}) RETURNING id`,
  )
  const purge = db.prepare("DELETE FROM deliveries WHERE id = ? AND state IN ('failed', 'cancelled') RETURNING message_id").pluck()
  const purgeAttempts = db.prepare('DELETE FROM attempts WHERE delivery_id = ?')
  const inUse = db.prepare(`SELECT 1 FROM deliveries d WHERE ${deliveriesOf('@id')} LIMIT 1`).pluck()
  const purgeMessage = db.prepare('DELETE FROM messages WHERE id = ?')
  const purgeChunks = db.prepare('DELETE FROM chunks WHERE owner = ?')

  const mustFind = (id: number): DeliveryRecord => {
    const record = find.get(id)
    if (record) return record
    throw new StoreError('refused', `There is no Delivery ${formatId('dlv', id)}. List the deliveries for the ids there are.`, 'not_found')
  }
  const mustMove = (state: DeliveryState, event: DeliveryEvent): void => {
    if (move(state, event) === null || state === 'delivering') throw new StoreError('refused', refusals[state], 'conflict')
  }

  const leases = leaseWrites(db, mint)
  const retryOne = (id: number, state: DeliveryState, now: number) => {
    mustMove(state, 'retry')
    retry.run({ id, now })
    return toDeliveryRow(mustFind(id))
  }

  /** For an Endpoint that is deleted, a slice of them. What is being sent at this moment ends by itself (the engine then cancels it). */
  const cancelForEndpoint = (input: { endpointId: number; now: number }): { rows: DeliveryRow[]; more: boolean } => {
    leases.saveHealth({ endpointId: input.endpointId, health: healthy })
    const ids = cancelSome.all(input.now, input.endpointId)
    return { rows: ids.slice(0, MOST_SHOWN).map(({ id }) => toDeliveryRow(mustFind(id))), more: ids.length === CANCELLED_AT_ONCE }
  }

  return {
    ...messageWrites(db, mint),
    ...leases,
    /** Due now. The one row is its own schedule, so the pending automatic retry is replaced and cannot happen as well. */
    retryDelivery(input: { id: number; now: number }): DeliveryRow {
      return retryOne(input.id, mustFind(input.id).state, input.now)
    },
    /** Many at once, in the order given. What cannot be retried (any more) is left as it is and not in the answer. */
    retryDeliveries(input: { ids: readonly number[]; now: number }): DeliveryRow[] {
      return input.ids.flatMap(id => {
        const state = find.get(id)?.state
        const able = state !== undefined && state !== 'delivering' && move(state, 'retry') !== null
        return able ? [retryOne(id, state, input.now)] : []
      })
    },
    /** Removes dead letters and cancelled Deliveries for good, with their Attempts and, where nobody else needs it, their Message. */
    purgeDeliveries(input: { ids: readonly number[] }): number {
      let purged = 0
      for (const id of input.ids) {
        const messageId = purge.get(id)
        if (messageId === undefined) continue
        purged += 1
        purgeAttempts.run(id)
        if (inUse.get({ id: messageId }) !== undefined) continue
        purgeChunks.run(messageId)
        purgeMessage.run(messageId)
      }
      return purged
    },
    cancelDelivery(input: { id: number; now: number }): DeliveryRow {
      mustMove(mustFind(input.id).state, 'cancel')
      cancel.run(input.now, input.id)
      return toDeliveryRow(mustFind(input.id))
    },
    cancelForEndpoint,
  }
}

const refusals: Record<DeliveryState, string> = {
  pending: 'The delivery is pending; it can be cancelled or retried.',
  delivering: 'The delivery is being attempted right now. Try again when the attempt has ended.',
  delivered: 'The delivery has arrived, so there is nothing left to do. Resend the request to send it again.',
  failed: 'The delivery is a dead letter, so there is nothing to cancel. Retry it to send it again.',
  cancelled: 'The delivery has already been cancelled.',
}
