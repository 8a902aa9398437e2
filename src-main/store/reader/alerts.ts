import type { AlertKind } from '#domain/alerts.ts'
import { type AlertRecord, type AlertRow, toAlertRow } from '../alert-row.ts'
import type { ReadableDb } from '../open.ts'

export interface AlertQuery {
  readonly unacknowledged: boolean
  readonly kind: AlertKind | null
  /** Id to start below; null = from the newest. */
  readonly before: number | null
  readonly limit: number
}

/** Alerts, newest first by id: a keyset page, so that one raised meanwhile moves nothing. */
export function alertReads(db: ReadableDb) {
  // The history is a few thousand rows at most, so the kind needs no index.
  const list = db.prepare<[number, string | null, string | null, number, number], AlertRecord>(
    `SELECT * FROM alerts WHERE id < ? AND (? IS NULL OR kind = ?) AND (? = 0 OR acknowledged_at IS NULL) ORDER BY id DESC LIMIT ?`,
  )
  const find = db.prepare<[number], AlertRecord>('SELECT * FROM alerts WHERE id = ?')
  const open = db.prepare<[string], AlertRecord>('SELECT * FROM alerts WHERE group_key = ? AND acknowledged_at IS NULL')
  const dead = db.prepare(
    "SELECT 1 FROM deliveries INDEXED BY deliveries_failed WHERE state = 'failed' AND endpoint_id = ? AND updated_at >= ? LIMIT 1",
  )
  const again = db.prepare(
    `SELECT 1 FROM deliveries INDEXED BY deliveries_repeated
     WHERE endpoint_id = ? AND state = 'pending' AND attempt_count > 0 AND once = 1 LIMIT 1`,
  )
  return {
    listAlerts(input: AlertQuery): { rows: AlertRow[]; next: number | null } {
      const { kind, unacknowledged, limit } = input
      const records = list.all(input.before ?? Number.MAX_SAFE_INTEGER, kind, kind, unacknowledged ? 1 : 0, limit + 1)
      const page = records.slice(0, limit)
      return { rows: page.map(toAlertRow), next: records.length > limit ? (page.at(-1)?.id ?? null) : null }
    },
    /** The alert of a group that nobody has seen yet. */
    openAlert(input: { groupKey: string }): AlertRow | null {
      const record = open.get(input.groupKey)
      return record ? toAlertRow(record) : null
    },
    /** Whether an Endpoint has a Delivery that failed for good since then, or one that is to be tried once more. */
    hasDead: (input: { endpointId: number; since: number }): boolean =>
      dead.get(input.endpointId, input.since) !== undefined || again.get(input.endpointId) !== undefined,
    getAlert(input: { id: number }): AlertRow | null {
      const record = find.get(input.id)
      return record ? toAlertRow(record) : null
    },
  }
}
