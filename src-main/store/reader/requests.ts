import type { RequestExtras } from '#domain/capture.ts'
import type { RawHeaders } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import { unpackExtras } from '../extras.ts'
import type { ReadableDb } from '../open.ts'
import { type RequestRecord, requestColumns, toRequestRow } from '../request-row.ts'

/** One stored Request with what its detail view needs. */
export interface RequestFound {
  readonly row: RequestRow
  readonly target: string
  readonly headers: RawHeaders
  readonly extras: RequestExtras
  readonly repeats: readonly string[]
  readonly deliveryIds: readonly string[]
}

/** Of an Event that is sent over and over: more ids than anybody reads, and few enough to answer at once. */
const MAX_IDS = 1000

export function requestReads(db: ReadableDb) {
  const find = db.prepare<[number], RequestRecord & { headers_json: string; detail_json: string }>(
    `SELECT ${requestColumns}, r.headers_json, r.detail_json FROM requests r WHERE r.id = ?`,
  )
  const repeats = db.prepare<[number], { request_id: number }>(
    `SELECT request_id FROM repeats WHERE first_id = ? ORDER BY request_id LIMIT ${MAX_IDS}`,
  )
  const deliveries = db.prepare<[number], { id: number }>(`SELECT id FROM deliveries WHERE request_id = ? ORDER BY id LIMIT ${MAX_IDS}`)
  const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM (SELECT 1 FROM requests LIMIT 10001)')
  const pages = db.prepare<[], { bytes: number }>('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')

  return {
    findRequest(input: { id: number }): RequestFound | null {
      const record = find.get(input.id)
      if (!record) return null
      return {
        row: toRequestRow(record),
        target: record.target,
        headers: JSON.parse(record.headers_json) as string[],
        extras: unpackExtras(record.detail_json, { ...record, eventId: record.event_id }),
        repeats: repeats.all(record.duplicate_of ?? input.id).map(repeat => formatId('req', repeat.request_id)),
        deliveryIds: deliveries.all(input.id).map(delivery => formatId('dlv', delivery.id)),
      }
    },
    requestRows: (input: { ids: readonly number[] }): RequestRow[] =>
      input.ids.flatMap(id => {
        const record = find.get(id)
        return record ? [toRequestRow(record)] : []
      }),
    storeSize: (_: null) => ({ requests: count.get()?.count ?? 0, bytes: pages.get()?.bytes ?? 0 }),
  }
}
