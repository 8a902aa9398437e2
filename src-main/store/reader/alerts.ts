import { type AlertRecord, type AlertRow, toAlertRow } from '../alert-row.ts'
import type { ReadableDb } from '../open.ts'

/** Alerts, newest first by id: a keyset page, so that one raised meanwhile moves nothing. */
export function alertReads(db: ReadableDb) {
  const all = db.prepare<[number, number], AlertRecord>('SELECT * FROM alerts WHERE id < ? ORDER BY id DESC LIMIT ?')
  const unacknowledged = db.prepare<[number, number], AlertRecord>(
    'SELECT * FROM alerts WHERE id < ? AND acknowledged_at IS NULL ORDER BY id DESC LIMIT ?',
  )
  return {
    /** @param input.before id to start below; null = from the newest */
    listAlerts(input: { unacknowledged: boolean; before: number | null; limit: number }): { rows: AlertRow[]; next: number | null } {
      const query = input.unacknowledged ? unacknowledged : all
      const records = query.all(input.before ?? Number.MAX_SAFE_INTEGER, input.limit + 1)
      const page = records.slice(0, input.limit)
      return { rows: page.map(toAlertRow), next: records.length > input.limit ? (page.at(-1)?.id ?? null) : null }
    },
  }
}
