import { type FinishedRow, type LeasedRow, type LeaseRequest, type Leases, leasedColumns } from '../lease-wire.ts'
import type { WritableDb } from '../open.ts'
import { cutter, joined } from '../threads/bytes.ts'
import { attemptInsert } from './attempts.ts'
import { healthWrites } from './health.ts'

/** Leasing, and what ends a lease. A lease names the run that holds it, not a time: only another run's start can end it from outside. */
export function leaseWrites(db: WritableDb, mint: () => number) {
  // `? + 0`: at each new value of a bare parameter that the choice of a partial index, or a limit, depends on, SQLite plans the statement
  // anew, which takes twenty times as long as to find out that nothing is due.
  const select = (index: string, where: string) =>
    db
      .prepare<number[], LeasedRow<Uint8Array>>(
        `SELECT ${leasedColumns}
         FROM deliveries d INDEXED BY ${index} JOIN messages m ON m.id = d.message_id LEFT JOIN requests r ON r.id = d.request_id
         WHERE d.endpoint_id = ? + 0 AND d.state = 'pending' AND ${where} LIMIT ? + 0`,
      )
      .raw()
  const due = select('deliveries_due', 'd.next_attempt_at <= ? ORDER BY d.next_attempt_at, d.id')
  // What was tried before: of an ordered Endpoint its head, and what a person has asked to be tried once more.
  const head = db.prepare<[number], { id: number; at: number }>(
    `SELECT id, next_attempt_at AS at FROM deliveries INDEXED BY deliveries_repeated
     WHERE endpoint_id = ? AND state = 'pending' AND attempt_count > 0 AND once = 0 ORDER BY id LIMIT 1`,
  )
  const byHand = select('deliveries_repeated', 'd.attempt_count > 0 AND d.once = 1 AND d.next_attempt_at <= ? ORDER BY d.id')
  const one = select('deliveries_repeated', 'd.attempt_count > 0 AND d.id = ? ORDER BY d.id')
  const lease = db.prepare("UPDATE deliveries SET state = 'delivering', run = ?, updated_at = ? WHERE id = ?")
  const insertAttempt = attemptInsert(db, mint)
  const finish = db.prepare(
    `UPDATE deliveries SET state = ?, run = NULL, next_attempt_at = ?, wait_ms = ?, still_ms = ?, attempt_count = attempt_count + ?,
       once = CASE WHEN ? = 'pending' THEN once ELSE 0 END, last_status = CASE WHEN ? THEN ? ELSE last_status END,
       last_error = CASE WHEN ? THEN ? ELSE last_error END, reason = CASE WHEN ? THEN ? ELSE reason END,
       first_attempt_at = coalesce(first_attempt_at, ?), updated_at = ?
     WHERE id = ? AND state = 'delivering' AND run = ?`,
  )
  // Most arrive at once, and for these there is little to say: each value bound costs a tenth of the statement.
  const deliver = db.prepare(
    `UPDATE deliveries SET state = 'delivered', run = NULL, next_attempt_at = NULL, wait_ms = 0, attempt_count = attempt_count + 1, once = 0,
       last_status = ?, last_error = NULL, reason = NULL, first_attempt_at = coalesce(first_attempt_at, ?), updated_at = ?
     WHERE id = ? AND state = 'delivering' AND run = ?`,
  )
  // Due again at the time at which it was due: that keeps its place in an ordered queue.
  const release = db.prepare(
    "UPDATE deliveries SET state = 'pending', run = NULL, next_attempt_at = min(next_attempt_at, ?), wait_ms = 0, updated_at = ? WHERE id = ? AND state = 'delivering' AND run = ?",
  )
  const recover = db.prepare(
    "UPDATE deliveries SET state = 'pending', run = NULL, next_attempt_at = min(next_attempt_at, ?), wait_ms = 0, updated_at = ? WHERE state = 'delivering' AND run <> ?",
  )
  const mend = db.prepare("UPDATE deliveries SET next_attempt_at = ? + wait_ms WHERE state = 'pending' AND next_attempt_at > ? + wait_ms")
  const latest = db
    .prepare<[], number>('SELECT max((SELECT coalesce(max(id), 0) FROM deliveries), (SELECT coalesce(max(id), 0) FROM attempts))')
    .pluck()
  const health = healthWrites(db)

  const takeable = ({ endpointId, now, limit, ordered }: LeaseRequest): LeasedRow<Uint8Array>[] => {
    if (!ordered) return due.all(endpointId, now, limit)
    const asked = byHand.all(endpointId, now, limit)
    if (asked.length > 0) return asked
    const first = head.get(endpointId)
    if (!first) return due.all(endpointId, now, limit)
    return first.at <= now ? one.all(endpointId, first.id, 1) : []
  }

  const finishOne = (
    [deliveryId, run, state, nextAttemptAt, waitMs, stillMs, now, changed, reason, attempt]: FinishedRow,
    nextBody: (length: number) => Uint8Array,
  ): boolean => {
    const tried = attempt ? 1 : 0
    // Taken whatever becomes of it, or the next attempt would be kept with this one's.
    const responseBody = nextBody(attempt?.[0] ?? 0)
    const [, , , begun = null, , status = null, , error = null] = attempt ?? []
    const { changes } =
      state === 'delivered'
        ? deliver.run(status, begun, now, deliveryId, run)
        : finish.run(
            state,
            nextAttemptAt,
            waitMs,
            stillMs,
            tried,
            state,
            tried,
            status,
            tried,
            error,
            tried,
            reason,
            begun,
            now,
            deliveryId,
            run,
          )
    if (changed) health.saveHealth(changed)
    if (changes === 0) return false
    if (attempt) insertAttempt(deliveryId, attempt, responseBody)
    return true
  }

  return {
    ...health,
    /** Takes up to `limit` due Deliveries of one Endpoint, oldest due first; of an ordered one nothing that its head has yet to let by. */
    leaseDue(input: LeaseRequest): Leases {
      const bodies: Uint8Array[] = []
      const rows = takeable(input).map(([body, id, ...columns]): LeasedRow => {
        lease.run(input.run, input.now, id)
        if (body) bodies.push(body)
        return [body?.byteLength ?? null, id, ...columns]
      })
      return { rows, body: joined(bodies) }
    },
    /** Keeps each attempt and moves its Delivery. @returns whether it was so; false where the lease was lost meanwhile */
    finishAttempts({ attempts }: { readonly attempts: readonly FinishedRow[] }, bodies: Uint8Array): boolean[] {
      const nextBody = cutter(bodies)
      return attempts.map(row => finishOne(row, nextBody))
    },
    /** Gives leases back unused: due at once, no try counted. */
    releaseLeases(input: { ids: readonly number[]; run: string; now: number }): void {
      for (const id of input.ids) release.run(input.now, input.now, id, input.run)
    },
    /** At start: what another run was in the middle of is due again. @returns how many */
    recoverLeases: (input: { run: string; now: number }): number => recover.run(input.now, input.now, input.run).changes,
    /** The newest of Deliveries and Attempts: its time is the latest that this store has seen. 0 = there is none. */
    latestId: (_: null): number => latest.get() ?? 0,
    /** After the wall clock was set back: nothing waits longer than was planned. @returns how many were corrected */
    mendSchedule: (input: { now: number }): number => mend.run(input.now, input.now).changes,
  }
}
