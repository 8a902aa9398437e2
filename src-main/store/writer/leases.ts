import type { AttemptToKeep, Leased } from '#domain/delivery/leased.ts'
import type { DeliveryRow } from '#domain/delivery/row.ts'
import type { DeliveryState, VerdictName } from '#domain/request.ts'
import { type DeliveryRecord, deliveryColumns, toDeliveryRow } from '../delivery-row.ts'
import type { WritableDb } from '../open.ts'

/** A body up to this size comes along with the lease; a larger one is read by a reader thread when it is sent. */
const INLINE_BODY = 16 * 1024

export interface FinishedAttempt {
  readonly deliveryId: number
  readonly run: string
  /** Null when the Delivery ends without a try: its Endpoint is gone. */
  readonly attempt: AttemptToKeep | null
  readonly state: Exclude<DeliveryState, 'delivering'>
  readonly nextAttemptAt: number | null
  readonly waitMs: number
  readonly now: number
}

interface LeaseRecord {
  id: number
  message_id: number
  endpoint_id: number
  target_json: string
  attempt_count: number
  once: number
  kind: Leased['kind']
  event_type: string | null
  method: string
  path: string
  headers_json: string
  sign_json: string
  size: number
  body_owner: number
  received_at: number | null
  verdict: VerdictName | null
  source_id: number | null
  request_headers: string | null
  body: Uint8Array | null
}

/** Leasing, and what ends a lease. A lease names the run that holds it, not a time: only another run's start can end it from outside. */
export function leaseWrites(db: WritableDb, mint: () => number) {
  // The head of the due index; the body comes from the Request, the one it shares its bytes with, or the Message's first chunk.
  const due = db.prepare<[number, number, number], LeaseRecord>(`
    SELECT d.id, d.message_id, d.endpoint_id, d.target_json, d.attempt_count, d.once, m.kind, m.event_type, m.method, m.path,
      m.headers_json, m.sign_json, m.size, m.body_owner, r.received_at, r.verdict, r.source_id,
      CASE m.kind WHEN 'forward' THEN r.headers_json END AS request_headers,
      CASE WHEN m.size BETWEEN 1 AND ${INLINE_BODY} THEN coalesce(
        (SELECT coalesce(b.body, (SELECT s.body FROM requests s WHERE s.id = b.body_of)) FROM requests b WHERE b.id = m.body_owner),
        (SELECT c.bytes FROM chunks c WHERE c.owner = m.body_owner AND c.n = 0)) END AS body
    FROM deliveries d JOIN messages m ON m.id = d.message_id LEFT JOIN requests r ON r.id = d.request_id
    WHERE d.endpoint_id = ? AND d.state = 'pending' AND d.next_attempt_at <= ?
    ORDER BY d.next_attempt_at, d.id LIMIT ?`)
  const lease = db.prepare("UPDATE deliveries SET state = 'delivering', run = ?, updated_at = ? WHERE id = ?")
  const insertAttempt = db.prepare(
    `INSERT INTO attempts (id, delivery_id, at, duration_ms, status, outcome, error, note, request_headers_json, response_headers_json,
       response_size, response_body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const finish = db.prepare(
    `UPDATE deliveries SET state = ?, run = NULL, next_attempt_at = ?, wait_ms = ?, attempt_count = attempt_count + ?,
       once = CASE WHEN ? = 'pending' THEN once ELSE 0 END, last_status = CASE WHEN ? THEN ? ELSE last_status END,
       last_error = CASE WHEN ? THEN ? ELSE last_error END, updated_at = ?
     WHERE id = ? AND state = 'delivering' AND run = ?`,
  )
  const release = db.prepare(
    "UPDATE deliveries SET state = 'pending', run = NULL, next_attempt_at = ?, wait_ms = 0, updated_at = ? WHERE id = ? AND state = 'delivering' AND run = ?",
  )
  const recover = db.prepare(
    "UPDATE deliveries SET state = 'pending', run = NULL, next_attempt_at = ?, wait_ms = 0, updated_at = ? WHERE state = 'delivering' AND run <> ?",
  )
  const mend = db.prepare("UPDATE deliveries SET next_attempt_at = ? + wait_ms WHERE state = 'pending' AND next_attempt_at > ? + wait_ms")
  const find = db.prepare<[number], DeliveryRecord>(
    `SELECT ${deliveryColumns} FROM deliveries d JOIN messages m ON m.id = d.message_id WHERE d.id = ?`,
  )

  return {
    /** Takes up to `limit` due Deliveries of one Endpoint, oldest due first. */
    leaseDue(input: { endpointId: number; now: number; limit: number; run: string }): Leased[] {
      return due.all(input.endpointId, input.now, input.limit).map(record => {
        lease.run(input.run, input.now, record.id)
        return toLeased(record)
      })
    },
    /** Keeps the attempt and moves the Delivery, together. @returns its row; null when the lease was lost meanwhile */
    finishAttempt(input: FinishedAttempt): DeliveryRow | null {
      const { attempt, deliveryId, now } = input
      const tried = attempt ? 1 : 0
      const changed = finish.run(
        input.state,
        input.nextAttemptAt,
        input.waitMs,
        tried,
        input.state,
        tried,
        attempt?.status ?? null,
        tried,
        attempt?.error ?? null,
        now,
        deliveryId,
        input.run,
      ).changes
      if (changed === 0) return null
      if (attempt) {
        insertAttempt.run(
          mint(),
          deliveryId,
          attempt.at,
          attempt.durationMs,
          attempt.status,
          attempt.outcome,
          attempt.error,
          attempt.note,
          JSON.stringify(attempt.requestHeaders),
          JSON.stringify(attempt.responseHeaders),
          attempt.responseSize,
          attempt.responseBody,
        )
      }
      const record = find.get(deliveryId)
      return record ? toDeliveryRow(record) : null
    },
    /** Gives leases back unused: due at once, no try counted. */
    releaseLeases(input: { ids: readonly number[]; run: string; now: number }): void {
      for (const id of input.ids) release.run(input.now, input.now, id, input.run)
    },
    /** At start: what another run was in the middle of is due again. @returns how many */
    recoverLeases: (input: { run: string; now: number }): number => recover.run(input.now, input.now, input.run).changes,
    /** After the wall clock was set back: nobody waits longer than was planned. @returns how many were mended */
    mendSchedule: (input: { now: number }): number => mend.run(input.now, input.now).changes,
  }
}

function toLeased(record: LeaseRecord): Leased {
  return {
    id: record.id,
    messageId: record.message_id,
    endpointId: record.endpoint_id,
    kind: record.kind,
    target: JSON.parse(record.target_json),
    attemptCount: record.attempt_count,
    once: record.once === 1,
    eventType: record.event_type,
    method: record.method,
    path: record.path,
    headers: JSON.parse(record.request_headers ?? record.headers_json),
    sign: JSON.parse(record.sign_json),
    size: record.size,
    bodyOwner: record.body_owner,
    body: record.size === 0 ? new Uint8Array() : record.body,
    request:
      record.received_at === null || record.verdict === null
        ? null
        : { receivedAt: record.received_at, verdict: record.verdict, sourceId: record.source_id },
  }
}
