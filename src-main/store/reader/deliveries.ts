import type { AttemptRow, DeliveryRow } from '#domain/delivery/row.ts'
import { headerPairs, headerValue } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import type { DeliveryState } from '#domain/request.ts'
import { type DeliveryRecord, deliveryColumns, toDeliveryRow } from '../delivery-row.ts'
import type { ReadableDb } from '../open.ts'

interface AttemptRecord {
  readonly id: number
  readonly at: number
  readonly duration_ms: number
  readonly status: number | null
  readonly error: string | null
  readonly note: string | null
  readonly request_headers_json: string
  readonly response_headers_json: string
  readonly response_body: Uint8Array
}

export interface DeliveryQuery {
  readonly state: DeliveryState | null
  readonly endpointId: number | null
  readonly requestId: number | null
  /** Id to start below; null = from the newest. */
  readonly before: number | null
  readonly limit: number
}

/** Where the bytes of an attempt are: here, or with their owner (`readBody`, `bodySlice`). */
export type AttemptBody =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array; readonly contentType: string | null }
  | { readonly kind: 'owner'; readonly owner: number; readonly size: number; readonly contentType: string | null }

/** Lists and single Deliveries, and what the engine asks for between leases. */
export function deliveryReads(db: ReadableDb) {
  const from = `SELECT ${deliveryColumns} FROM deliveries d JOIN messages m ON m.id = d.message_id`
  const find = db.prepare<[number], DeliveryRecord>(`${from} WHERE d.id = ?`)
  const attempts = db.prepare<[number], AttemptRecord>('SELECT * FROM attempts WHERE delivery_id = ? ORDER BY id')
  const head = db.prepare<[number], { at: number }>(
    "SELECT next_attempt_at AS at FROM deliveries WHERE endpoint_id = ? AND state = 'pending' ORDER BY next_attempt_at, id LIMIT 1",
  )
  // The owner may share the bytes of another Request, or be gone: then there is neither a row nor a first chunk of it.
  const attempt = db.prepare<
    [number],
    { request_headers_json: string; response_headers_json: string; size: number; owner: number; stored: number }
  >(
    `SELECT a.request_headers_json, a.response_headers_json, m.size, coalesce(r.body_of, m.body_owner) AS owner,
       m.size = 0 OR r.id IS NOT NULL OR EXISTS (SELECT 1 FROM chunks c WHERE c.owner = m.body_owner AND c.n = 0) AS stored
     FROM attempts a JOIN deliveries d ON d.id = a.delivery_id JOIN messages m ON m.id = d.message_id
       LEFT JOIN requests r ON r.id = m.body_owner WHERE a.id = ?`,
  )
  const response = db.prepare<[number], { response_body: Uint8Array }>('SELECT response_body FROM attempts WHERE id = ?')
  const lists = new Map<string, ReturnType<typeof prepareList>>()
  const prepareList = (where: string) => db.prepare<unknown[], DeliveryRecord>(`${from} WHERE ${where} ORDER BY d.id DESC LIMIT ?`)

  return {
    listDeliveries(input: DeliveryQuery): { rows: DeliveryRow[]; next: number | null } {
      const terms: [sql: string, value: unknown][] = [['d.id < ?', input.before ?? Number.MAX_SAFE_INTEGER]]
      if (input.state !== null) terms.push([`${stateTerm(input.state, input.endpointId)} AND ?`, 1])
      if (input.endpointId !== null) terms.push(['d.endpoint_id = ?', input.endpointId])
      if (input.requestId !== null) terms.push(['d.request_id = ?', input.requestId])
      const where = terms.map(([sql]) => sql).join(' AND ')
      const list = lists.get(where) ?? prepareList(where)
      lists.set(where, list)
      const records = list.all(...terms.map(([, value]) => value), input.limit + 1)
      const page = records.slice(0, input.limit)
      return { rows: page.map(toDeliveryRow), next: records.length > input.limit ? (page.at(-1)?.id ?? null) : null }
    },
    getDelivery(input: { id: number }): (DeliveryRow & { attempts: AttemptRow[] }) | null {
      const record = find.get(input.id)
      return record ? { ...toDeliveryRow(record), attempts: attempts.all(input.id).map(toAttemptRow) } : null
    },
    getDeliveries: (input: { ids: readonly number[] }): DeliveryRow[] =>
      input.ids.flatMap(id => {
        const record = find.get(id)
        return record ? [toDeliveryRow(record)] : []
      }),
    /** When the first pending Delivery of each Endpoint is due, ms since epoch; Endpoints with none are left out. */
    dueHeads: (input: { endpointIds: readonly number[] }): { endpointId: number; at: number }[] =>
      input.endpointIds.flatMap(endpointId => {
        const first = head.get(endpointId)
        return first ? [{ endpointId, at: first.at }] : []
      }),
    attemptBody(input: { id: number; part: 'request' | 'response' }): AttemptBody | null {
      const found = attempt.get(input.id)
      if (!found || (input.part === 'request' && !found.stored)) return null
      const headers = JSON.parse(input.part === 'request' ? found.request_headers_json : found.response_headers_json)
      const contentType = headerValue(headers, 'content-type') ?? null
      if (input.part === 'request') return { kind: 'owner', owner: found.owner, size: found.size, contentType }
      return { kind: 'inline', bytes: response.get(input.id)?.response_body ?? new Uint8Array(), contentType }
    },
  }
}

/**
 * The state as a literal, for only then can the partial index of that state serve. Where it would not give the order of ids, the `+`
 * keeps SQLite off it: sorting a million pending rows for a page of a hundred takes seconds, walking them by id does not.
 */
function stateTerm(state: DeliveryState, endpointId: number | null): string {
  const ordered = endpointId === null && (state === 'failed' || state === 'delivering')
  return `${ordered ? '' : '+'}d.state = '${state}'`
}

const utf8 = new TextDecoder('utf-8')

function toAttemptRow(record: AttemptRecord): AttemptRow {
  return {
    id: formatId('att', record.id),
    at: record.at,
    durationMs: record.duration_ms,
    status: record.status,
    error: record.error,
    requestHeaders: headerPairs(JSON.parse(record.request_headers_json)),
    responseHeaders: headerPairs(JSON.parse(record.response_headers_json)),
    responseBody: utf8.decode(record.response_body),
    note: record.note,
  }
}
