import type { ReplyPlan } from '#domain/capture.ts'
import type { AttemptToKeep } from '#domain/delivery/leased.ts'
import type { FailureCode, VerdictName } from '#domain/request.ts'
import { unpackExtras } from '../extras.ts'
import { attemptRow } from '../lease-wire.ts'
import type { WritableDb } from '../open.ts'
import { attemptInsert } from './attempts.ts'
import { type Forward, forwardedMessage } from './forwards.ts'

/** For as long as a provider may go on repeating what a Source in fault mode refuses, ms. */
const FAULTS_KEPT = 7 * 86_400_000
/** Counted failures between two sweeps of old counts. */
const SWEEP_EVERY = 1000

/** A Delivery that was made while its Request's sender waited: one attempt, kept when it is over. */
export interface PassedThrough extends Forward {
  readonly messageId: number
  readonly deliveryId: number
  readonly attempt: AttemptToKeep
  readonly delivered: boolean
}

/** Replies that are decided by what was answered before, or after the Request was stored. For intake, inside the writer's transaction. */
export function replyStatements(db: WritableDb, mint: () => number) {
  const find = db.prepare<
    [number],
    { detail_json: string; verdict: VerdictName; code: FailureCode | null; provider: string | null; event_id: string | null }
  >('SELECT detail_json, verdict, code, provider, event_id FROM requests WHERE id = ?')
  const setReply = db.prepare("UPDATE requests SET reply_status = ?, detail_json = json_set(detail_json, '$.reply', json(?)) WHERE id = ?")
  const count = db.prepare<[number, string, number], { count: number }>(
    `INSERT INTO faults (source_id, key, count, at) VALUES (?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET count = count + 1, at = excluded.at RETURNING count`,
  )
  const sweep = db.prepare('DELETE FROM faults WHERE at < ?')
  const insertMessage = forwardedMessage(db)
  const insertDelivery = db.prepare(
    `INSERT INTO deliveries (id, message_id, endpoint_id, request_id, target_json, state, attempt_count, last_status, last_error,
       created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  )
  const insertAttempt = attemptInsert(db, mint)
  let counted = 0

  return {
    /** How a Request was answered; null when it is gone, or was not answered. */
    replyOf(id: number): ReplyPlan | null {
      const record = find.get(id)
      if (!record) return null
      const { reply } = unpackExtras(record.detail_json, { ...record, eventId: record.event_id })
      return reply.status === 0 || reply.fault !== undefined ? null : { ...reply, delayMs: 0 }
    },
    setReply(id: number, reply: ReplyPlan): void {
      setReply.run(reply.status, JSON.stringify(reply), id)
    },
    /** Counts one more failure on purpose. @returns how many there are with it, within a week */
    countFault(sourceId: number, key: string, now: number): number {
      counted += 1
      if (counted % SWEEP_EVERY === 1) sweep.run(now - FAULTS_KEPT)
      return count.get(sourceId, key, now)?.count ?? 1
    },
    addPassedThrough(passed: PassedThrough): void {
      const { requestId, messageId, deliveryId, endpointId, attempt, now } = passed
      insertMessage(messageId, passed)
      const state = passed.delivered ? 'delivered' : 'failed'
      const target = JSON.stringify(passed.target)
      insertDelivery.run(deliveryId, messageId, endpointId, requestId, target, state, attempt.status, attempt.error, now, now)
      insertAttempt(deliveryId, attemptRow(attempt), attempt.responseBody)
    },
  }
}
