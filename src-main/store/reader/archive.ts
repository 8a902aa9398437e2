import type { ReadableDb } from '../open.ts'
import { bodyReads } from './bodies.ts'

/** Columns that an archive keeps of a Request. Whose body it shares is not among them: in an archive each has its own bytes. */
export const archivedColumns = [
  'received_at',
  'method',
  'target',
  'source_id',
  'provider',
  'reply_status',
  'verdict',
  'code',
  'event_id',
  'event_count',
  'event_type',
  'repetition',
  'duplicate_of',
  'handshake',
  'problem',
  'origin',
  'via',
  'pinned',
  'note',
  'label',
] as const

/** A Request as an archive holds it. */
export interface ArchivedRow {
  readonly id: number
  readonly row: Readonly<Record<string, string | number | null>>
  readonly headersJson: string
  readonly detailJson: string
  readonly body: Uint8Array
}

/** Bytes of one slice, about; a body larger than that is a slice of its own. */
const SLICE = 4 * 1024 * 1024
const ROWS = 500
/** Rows that are counted in one slice: some ten milliseconds. */
const COUNTED = 10_000

/** Requests in the order of arrival, a slice at a time; what was cleared is left out. */
export function archiveReads(db: ReadableDb) {
  const bodies = bodyReads(db)
  const next = db.prepare<[number, number], { id: number; size: number; headers_json: string; detail_json: string; row_json: string }>(`
    SELECT id, size, headers_json, detail_json, json_object(${archivedColumns.map(name => `'${name}', ${name}`).join(', ')}) AS row_json
    FROM requests WHERE id > ? AND hidden_at IS NULL ORDER BY id LIMIT ?`)
  const portion = db.prepare<[number, number], { count: number; all: number; last: number | null }>(
    'SELECT count(*) FILTER (WHERE hidden_at IS NULL) AS count, count(*) AS "all", max(id) AS last FROM (SELECT id, hidden_at FROM requests WHERE id > ? ORDER BY id LIMIT ?)',
  )
  return {
    archiveSlice({ after }: { after: number }): ArchivedRow[] {
      const rows: ArchivedRow[] = []
      let bytes = 0
      for (const { id, size, headers_json, detail_json, row_json } of next.all(after, ROWS)) {
        if (rows.length > 0 && bytes + size > SLICE) break
        bytes += size
        const row = JSON.parse(row_json) as ArchivedRow['row']
        rows.push({ id, row, headersJson: headers_json, detailJson: detail_json, body: bodies.readBody({ owner: id, size }) })
      }
      return rows
    },
    /** How many of the next Requests above an id an archive would hold, a slice at a time; `next` null = that was the last slice. */
    archiveSize({ after }: { after: number }): { readonly count: number; readonly next: number | null } {
      const { count = 0, all = 0, last = null } = portion.get(after, COUNTED) ?? {}
      return { count, next: all < COUNTED ? null : last }
    },
  }
}
