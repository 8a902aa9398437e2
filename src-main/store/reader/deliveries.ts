import type { AttemptRow, DeliveryRow } from '#domain/delivery/row.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { headerPairs, headerValue } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import { wasSent } from '#domain/outcome.ts'
import { type DeliveryRecord, deliveryColumns, toDeliveryRow } from '../delivery-row.ts'
import { type DeliverySelection, selectionTerms } from '../delivery-selection.ts'
import type { ReadableDb } from '../open.ts'
import { deliveryGroupReads } from './delivery-groups.ts'

interface AttemptRecord {
  readonly id: number
  readonly at: number
  readonly duration_ms: number
  readonly status: number | null
  readonly outcome: string
  readonly error: string | null
  readonly note: string | null
  readonly url: string | null
  readonly request_headers_json: string
  readonly response_headers_json: string
  readonly response_body: Uint8Array
}

export interface DeliveryQuery extends DeliverySelection {
  readonly requestId: number | null
  /** Id to start below; null = from the newest. */
  readonly before: number | null
  readonly limit: number
}

/** Where the bytes of an attempt are: here, or with their owner (`readBody`, `bodySlice`). */
export type AttemptBody =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array; readonly contentType: string | null; readonly contentEncoding: string | null }
  | {
      readonly kind: 'owner'
      readonly owner: number
      readonly size: number
      readonly contentType: string | null
      readonly contentEncoding: string | null
    }

/** Lists and single Deliveries, and what the engine asks for between leases. */
export function deliveryReads(db: ReadableDb) {
  const from = `SELECT ${deliveryColumns} FROM deliveries d JOIN messages m ON m.id = d.message_id`
  const find = db.prepare<[number], DeliveryRecord>(`${from} WHERE d.id = ?`)
  const pathOf = db.prepare<[number], string>('SELECT path FROM messages WHERE id = ?').pluck()
  const attempts = db.prepare<[number], AttemptRecord>(
    `SELECT id, at, duration_ms, status, outcome, error, note, url, request_headers_json, response_headers_json, response_body
     FROM attempts WHERE delivery_id = ? ORDER BY id`,
  )
  const head = db.prepare<[number], { at: number }>(
    "SELECT next_attempt_at AS at FROM deliveries WHERE endpoint_id = ? AND state = 'pending' ORDER BY next_attempt_at, id LIMIT 1",
  )
  // Of what was tried before; see the writer's leases.
  const repeatedHead = db.prepare<[number], { at: number }>(
    `SELECT next_attempt_at AS at FROM deliveries INDEXED BY deliveries_repeated
     WHERE endpoint_id = ? AND state = 'pending' AND attempt_count > 0 AND once = 0 ORDER BY id LIMIT 1`,
  )
  const byHandHead = db.prepare<[number], { at: number | null }>(
    `SELECT min(next_attempt_at) AS at FROM deliveries INDEXED BY deliveries_repeated
     WHERE endpoint_id = ? AND state = 'pending' AND attempt_count > 0 AND once = 1`,
  )
  const nextWaiting = db
    .prepare<[number], number>(
      "SELECT endpoint_id FROM deliveries INDEXED BY deliveries_due WHERE state = 'pending' AND endpoint_id > ? ORDER BY endpoint_id LIMIT 1",
    )
    .pluck()
  // The owner may share the bytes of another Request, or be gone: then there is no row, and a first chunk only if others share its bytes.
  const attempt = db.prepare<
    [number],
    { request_headers_json: string; response_headers_json: string; size: number; owner: number; stored: number }
  >(
    `SELECT a.request_headers_json, a.response_headers_json, m.size, coalesce(r.body_of, m.body_owner) AS owner,
       m.size = 0 OR r.id IS NOT NULL OR EXISTS (SELECT 1 FROM chunks c WHERE c.owner = m.body_owner AND c.n = 0) AS stored
     FROM attempts a JOIN deliveries d ON d.id = a.delivery_id JOIN messages m ON m.id = d.message_id
       LEFT JOIN requests r ON r.id = m.body_owner WHERE a.id = ?`,
  )
  const response = db.prepare<[number], Uint8Array>('SELECT response_body FROM attempts WHERE id = ?').pluck()
  const signedBody = db.prepare<[number], Uint8Array | null>('SELECT request_body FROM attempts WHERE id = ?').pluck()
  const lists = new Map<string, ReturnType<typeof prepareList>>()
  const prepareList = (where: string) => db.prepare<unknown[], DeliveryRecord>(`${from} WHERE ${where} ORDER BY d.id DESC LIMIT ?`)

  return {
    listDeliveries(input: DeliveryQuery): { rows: DeliveryRow[]; next: number | null } {
      const terms: [sql: string, value: unknown][] = [['d.id < ?', input.before ?? Number.MAX_SAFE_INTEGER], ...selectionTerms(input)]
      if (input.requestId !== null) terms.push(['d.request_id = ?', input.requestId])
      const where = terms.map(([sql]) => sql).join(' AND ')
      const list = lists.get(where) ?? prepareList(where)
      lists.set(where, list)
      const records = list.all(...terms.map(([, value]) => value), input.limit + 1)
      const page = records.slice(0, input.limit)
      return { rows: page.map(toDeliveryRow), next: records.length > input.limit ? (page.at(-1)?.id ?? null) : null }
    },
    /** `path`: what the Message appends to the URL. */
    getDelivery(input: { id: number }): (DeliveryRow & { path: string; attempts: AttemptRow[] }) | null {
      const record = find.get(input.id)
      if (!record) return null
      const path = pathOf.get(record.message_id) ?? ''
      const row = toDeliveryRow(record)
      const url = destinationOf(row.url, path)?.url ?? row.url
      return { ...row, path, attempts: attempts.all(input.id).map(attempt => toAttemptRow(attempt, url)) }
    },
    getDeliveries: (input: { ids: readonly number[] }): DeliveryRow[] =>
      input.ids.flatMap(id => {
        const record = find.get(id)
        return record ? [toDeliveryRow(record)] : []
      }),
    /** When the first pending Delivery of each Endpoint may go, ms since epoch; Endpoints with none are left out. */
    dueHeads: (input: { endpointIds: readonly number[]; ordered?: boolean }): { endpointId: number; at: number }[] =>
      input.endpointIds.flatMap(endpointId => {
        const first = (input.ordered ? repeatedHead.get(endpointId) : undefined) ?? head.get(endpointId)
        if (!first) return []
        const asked = input.ordered ? byHandHead.get(endpointId)?.at : null
        return [{ endpointId, at: Math.min(first.at, asked ?? first.at) }]
      }),
    /** For which Endpoints something waits; bare URLs (endpoint 0) are none. A step for each, however much waits. */
    waitedFor(_: null): number[] {
      const ids: number[] = []
      for (let id = nextWaiting.get(0); id !== undefined; id = nextWaiting.get(id)) ids.push(id)
      return ids
    },
    ...deliveryGroupReads(db),
    attemptBody(input: { id: number; part: 'request' | 'response' }): AttemptBody | null {
      const found = attempt.get(input.id)
      const signed = input.part === 'request' ? signedBody.get(input.id) : null
      if (!found || (input.part === 'request' && !signed && !found.stored)) return null
      const headers = JSON.parse(input.part === 'request' ? found.request_headers_json : found.response_headers_json)
      const contentType = headerValue(headers, 'content-type') ?? null
      const contentEncoding = headerValue(headers, 'content-encoding') ?? null
      if (input.part === 'request' && !signed) return { kind: 'owner', owner: found.owner, size: found.size, contentType, contentEncoding }
      return { kind: 'inline', bytes: signed ?? response.get(input.id) ?? new Uint8Array(), contentType, contentEncoding }
    },
  }
}

const utf8 = new TextDecoder('utf-8')

function toAttemptRow(record: AttemptRecord, url: string): AttemptRow {
  return {
    id: formatId('att', record.id),
    at: record.at,
    durationMs: record.duration_ms,
    status: record.status,
    error: record.error,
    sent: wasSent(record.outcome),
    url: record.url ?? url,
    requestHeaders: headerPairs(JSON.parse(record.request_headers_json)),
    responseHeaders: headerPairs(JSON.parse(record.response_headers_json)),
    responseBody: utf8.decode(record.response_body),
    note: record.note,
  }
}
