import { formatId } from '#domain/ids.ts'
import { maskTarget } from '#domain/redact.ts'
import type { DeliveryState, FailureCode, Label, Origin, Problem, Repetition, RequestRow, VerdictName, Via } from '#domain/request.ts'

/** Repeats are counted up to here: a row whose Event comes all the time is read all the time. */
const COUNTED = 10_000

/** Columns of a summary row, in table order; `delivery` is the worst state among its Deliveries. */
export const requestColumns = `
  -- Looked for before it is parsed: few rows have one, and every list reads this.
  CASE WHEN instr(r.detail_json, '"retry":{') > 0 THEN json_extract(r.detail_json, '$.retry.count') END AS retry_count,
  r.id, r.received_at, r.method, r.target, r.source_id, r.provider, r.size, r.reply_status, r.verdict, r.code, r.event_id, r.event_count,
  r.event_type, r.repetition, r.duplicate_of, r.handshake, r.problem, r.origin, r.via, r.pinned, r.note, r.label,
  (SELECT count(*) FROM (SELECT 1 FROM repeats p WHERE p.first_id = r.id LIMIT ${COUNTED})) AS repeat_count,
  (SELECT d.state FROM deliveries d WHERE d.request_id = r.id
    ORDER BY CASE d.state WHEN 'failed' THEN 0 WHEN 'delivering' THEN 1 WHEN 'pending' THEN 2 WHEN 'delivered' THEN 3 ELSE 4 END LIMIT 1) AS delivery`

/** A row of `SELECT ${requestColumns} FROM requests r`. */
export interface RequestRecord {
  readonly id: number
  readonly received_at: number
  readonly method: string
  readonly target: string
  readonly source_id: number | null
  readonly provider: string | null
  readonly size: number
  readonly reply_status: number
  readonly verdict: VerdictName
  readonly code: FailureCode | null
  readonly event_id: string | null
  readonly event_count: number
  readonly event_type: string | null
  readonly repetition: Repetition | null
  readonly duplicate_of: number | null
  readonly handshake: string | null
  readonly problem: Problem | null
  readonly origin: Origin
  readonly via: Via
  readonly pinned: number
  readonly note: string | null
  readonly label: Label | null
  readonly repeat_count: number
  readonly delivery: DeliveryState | null
  readonly retry_count: number | null
}

/** The path of a target as rows show it: without what is behind it, which may hold credentials, and a password in a whole URL masked. */
export function shownPath(target: string): string {
  const end = target.search(/[?#]/)
  const path = end < 0 ? target : target.slice(0, end)
  return path.startsWith('/') ? path : maskTarget(null, path)
}

/** SQL record to the row of the contract. */
export function toRequestRow(record: RequestRecord): RequestRow {
  return {
    id: formatId('req', record.id),
    receivedAt: record.received_at,
    method: record.method,
    path: shownPath(record.target),
    sourceId: record.source_id === null ? null : formatId('src', record.source_id),
    provider: record.provider,
    size: record.size,
    replyStatus: record.reply_status,
    verdict: record.verdict,
    code: record.code,
    eventId: record.event_id,
    eventCount: record.event_count,
    eventType: record.event_type,
    repetition: record.repetition,
    duplicateOf: record.duplicate_of === null ? null : formatId('req', record.duplicate_of),
    handshake: record.handshake,
    problem: record.problem,
    origin: record.origin,
    via: record.via,
    pinned: record.pinned === 1,
    note: record.note,
    label: record.label,
    repeatCount: record.repeat_count,
    delivery: record.delivery,
    ...(record.retry_count === null ? {} : { retryCount: record.retry_count }),
  }
}
