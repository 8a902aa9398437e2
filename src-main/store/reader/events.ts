import type { RequestExtras } from '#domain/capture.ts'
import { formatId } from '#domain/ids.ts'
import type { FailureCode, VerdictName } from '#domain/request.ts'
import { unpackExtras } from '../extras.ts'
import type { ReadableDb } from '../open.ts'

/** An Event by the Request that has claimed it. */
export interface EventFound {
  readonly sourceId: number
  readonly eventId: string
  readonly eventType: string | null
  readonly provider: string | null
  readonly firstId: string
  readonly firstAt: number
  readonly lastAt: number
  readonly requestCount: number
}

interface Walked {
  readonly id: number
  readonly received_at: number
  readonly source_id: number
  readonly provider: string | null
  readonly event_id: string
  readonly event_count: number
  readonly event_type: string | null
  readonly verdict: VerdictName
  readonly code: FailureCode | null
  /** Of a batch alone. */
  readonly detail_json: string
}

/** Length of a slice: others get their turn between. */
const SLICE_MS = 20

/**
 * Events, by claims and repeats: no index of their own, for that would cost every capture. A Request that was accepted first holds the
 * claim of its keys, so walking the Requests and keeping the holders gives each Event once, the newest first.
 */
export function eventReads(db: ReadableDb) {
  const walk = <P extends number[]>(where: string) =>
    db.prepare<P, Walked>(
      `SELECT id, received_at, source_id, provider, event_id, event_count, event_type, verdict, code,
         CASE WHEN event_count > 1 THEN detail_json ELSE '' END AS detail_json
       FROM requests WHERE id < ? AND event_id IS NOT NULL AND source_id IS NOT NULL AND hidden_at IS NULL ${where} ORDER BY id DESC`,
    )
  const all = walk<[number]>('')
  const ofSource = walk<[number, number]>('AND source_id = ?')
  const claim = db.prepare<[number, string], { request_id: number }>('SELECT request_id FROM claims WHERE source_id = ? AND key = ?')
  const repeats = db.prepare<[number], { count: number; last: number | null }>(
    `SELECT count(*) AS count, (SELECT received_at FROM requests WHERE id = (SELECT max(request_id) FROM repeats WHERE first_id = p.first_id)) AS last
     FROM repeats p WHERE first_id = ?`,
  )

  return {
    listEvents(input: { sourceId: number | null; before: number; limit: number }): {
      rows: EventFound[]
      /** Where to go on; null at the end. */
      next: number | null
      complete: boolean
    } {
      const deadline = performance.now() + SLICE_MS
      const rows: EventFound[] = []
      const records = input.sourceId === null ? all.iterate(input.before) : ofSource.iterate(input.before, input.sourceId)
      for (const record of records) {
        const keys = record.event_count === 1 ? [record.event_id] : keysOf(record)
        const held = keys.filter(key => claim.get(record.source_id, key)?.request_id === record.id)
        const again = held.length > 0 ? repeats.get(record.id) : undefined
        for (const eventId of held) {
          rows.push({
            sourceId: record.source_id,
            eventId,
            eventType: record.event_type,
            provider: record.provider,
            firstId: formatId('req', record.id),
            firstAt: record.received_at,
            lastAt: again?.last ?? record.received_at,
            requestCount: 1 + (again?.count ?? 0),
          })
        }
        // A batch is not cut in two: the cursor is a Request.
        if (rows.length >= input.limit) return { rows, next: record.id, complete: true }
        if (performance.now() > deadline) return { rows, next: record.id, complete: false }
      }
      return { rows, next: null, complete: true }
    },
    claimantOf: (input: { sourceId: number; key: string }): string | null => {
      const found = claim.get(input.sourceId, input.key)
      return found ? formatId('req', found.request_id) : null
    },
  }
}

function keysOf(record: Walked): RequestExtras['eventKeys'] {
  return unpackExtras(record.detail_json, { ...record, eventId: record.event_id }).eventKeys
}
