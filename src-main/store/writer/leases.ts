import type { FinishedAttempt, Leased } from '#domain/delivery/leased.ts'
import type { VerdictName } from '#domain/request.ts'
import type { WritableDb } from '../open.ts'
import { healthWrites } from './health.ts'

/** A body up to this size comes along with the lease; a larger one is read by a reader thread when it is sent. */
const INLINE_BODY = 16 * 1024

export interface LeaseRequest {
  readonly endpointId: number
  readonly now: number
  readonly limit: number
  readonly run: string
  /** The head that waits for its next try keeps the others from their turn. */
  readonly ordered: boolean
}

interface LeaseRecord {
  id: number
  message_id: number
  endpoint_id: number
  target_json: string
  attempt_count: number
  once: number
  first_attempt_at: number | null
  kind: Leased['kind']
  event_type: string | null
  request_id: number | null
  created_at: number
  last_status: number | null
  last_error: string | null
  reason: string | null
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
  const select = (index: string, where: string) => `
    SELECT d.id, d.message_id, d.endpoint_id, d.target_json, d.attempt_count, d.once, d.first_attempt_at, d.request_id, d.created_at, d.last_status, d.last_error, d.reason, m.kind, m.event_type, m.method, m.path,
      m.headers_json, m.sign_json, m.size, m.body_owner, r.received_at, r.verdict, r.source_id,
      CASE m.kind WHEN 'forward' THEN r.headers_json END AS request_headers,
      CASE WHEN m.size BETWEEN 1 AND ${INLINE_BODY} THEN coalesce(
        (SELECT coalesce(b.body, (SELECT s.body FROM requests s WHERE s.id = b.body_of)) FROM requests b WHERE b.id = m.body_owner),
        (SELECT c.bytes FROM chunks c WHERE c.owner = m.body_owner AND c.n = 0)) END AS body
    FROM deliveries d INDEXED BY ${index} JOIN messages m ON m.id = d.message_id LEFT JOIN requests r ON r.id = d.request_id
    WHERE d.endpoint_id = ? AND d.state = 'pending' AND ${where} LIMIT ?`
  const due = db.prepare<[number, number, number], LeaseRecord>(
    select('deliveries_due', 'd.next_attempt_at <= ? ORDER BY d.next_attempt_at, d.id'),
  )
  // What was tried before: of an ordered Endpoint its head, and what a person has asked to be tried once more.
  const head = db.prepare<[number], { id: number; at: number }>(
    `SELECT id, next_attempt_at AS at FROM deliveries INDEXED BY deliveries_repeated
     WHERE endpoint_id = ? AND state = 'pending' AND attempt_count > 0 AND once = 0 ORDER BY id LIMIT 1`,
  )
  const byHand = db.prepare<[number, number, number], LeaseRecord>(
    select('deliveries_repeated', 'd.attempt_count > 0 AND d.once = 1 AND d.next_attempt_at <= ? ORDER BY d.id'),
  )
  const one = db.prepare<[number, number, number], LeaseRecord>(
    select('deliveries_repeated', 'd.attempt_count > 0 AND d.id = ? ORDER BY d.id'),
  )
  const lease = db.prepare("UPDATE deliveries SET state = 'delivering', run = ?, updated_at = ? WHERE id = ?")
  const insertAttempt = db.prepare(
    `INSERT INTO attempts (id, delivery_id, at, duration_ms, status, outcome, error, note, request_headers_json, response_headers_json,
       response_size, response_body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const finish = db.prepare(
    `UPDATE deliveries SET state = ?, run = NULL, next_attempt_at = ?, wait_ms = ?, attempt_count = attempt_count + ?,
       once = CASE WHEN ? = 'pending' THEN once ELSE 0 END, last_status = CASE WHEN ? THEN ? ELSE last_status END,
       last_error = CASE WHEN ? THEN ? ELSE last_error END, reason = CASE WHEN ? THEN ? ELSE reason END,
       first_attempt_at = coalesce(first_attempt_at, ?), updated_at = ?
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
  const health = healthWrites(db)

  const takeable = ({ endpointId, now, limit, ordered }: LeaseRequest): LeaseRecord[] => {
    if (!ordered) return due.all(endpointId, now, limit)
    const asked = byHand.all(endpointId, now, limit)
    if (asked.length > 0) return asked
    const first = head.get(endpointId)
    if (!first) return due.all(endpointId, now, limit)
    return first.at <= now ? one.all(endpointId, first.id, 1) : []
  }

  const finishOne = (input: FinishedAttempt): boolean => {
    const { attempt, deliveryId, now, state } = input
    const tried = attempt ? 1 : 0
    const status = attempt?.status ?? null
    const error = attempt?.error ?? null
    const reason = attempt?.reason ?? null
    const begun = attempt?.at ?? null
    const { changes } = finish.run(
      state,
      input.nextAttemptAt,
      input.waitMs,
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
      input.run,
    )
    if (input.health) health.saveHealth(input.health)
    if (changes === 0) return false
    if (attempt) {
      insertAttempt.run(
        mint(),
        deliveryId,
        attempt.at,
        attempt.durationMs,
        status,
        attempt.outcome,
        error,
        attempt.note,
        JSON.stringify(attempt.requestHeaders),
        JSON.stringify(attempt.responseHeaders),
        attempt.responseSize,
        attempt.responseBody,
      )
    }
    return true
  }

  return {
    ...health,
    /** Takes up to `limit` due Deliveries of one Endpoint, oldest due first; of an ordered one nothing that its head has yet to let by. */
    leaseDue(input: LeaseRequest): Leased[] {
      return takeable(input).map(record => {
        lease.run(input.run, input.now, record.id)
        return toLeased(record)
      })
    },
    /** Keeps each attempt and moves its Delivery. @returns whether it was so; false where the lease was lost meanwhile */
    finishAttempts: (input: { attempts: readonly FinishedAttempt[] }): boolean[] => input.attempts.map(finishOne),
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
    firstAttemptAt: record.first_attempt_at,
    eventType: record.event_type,
    requestId: record.request_id,
    createdAt: record.created_at,
    last: { status: record.last_status, error: record.last_error, reason: record.reason },
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
