import type { AlertDraft } from '#domain/alerts.ts'
import { type AlertRecord, type AlertRow, toAlertRow } from '../alert-row.ts'
import type { WritableDb } from '../open.ts'

/** Alerts. Those of one group are one row that counts, until somebody has seen it. */
export function alertWrites(db: WritableDb, mint: () => number) {
  const open = db.prepare<[string], AlertRecord>('SELECT * FROM alerts WHERE group_key = ? AND acknowledged_at IS NULL')
  const insert = db.prepare(
    'INSERT INTO alerts (id, kind, group_key, title, body, count, first_at, last_at, target_json) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)',
  )
  const grow = db.prepare('UPDATE alerts SET title = ?, body = ?, count = ?, last_at = ?, target_json = ? WHERE id = ?')
  const acknowledge = db.prepare('UPDATE alerts SET acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL')
  const acknowledgeAll = db.prepare<[number], { id: number }>(
    'UPDATE alerts SET acknowledged_at = ? WHERE acknowledged_at IS NULL RETURNING id',
  )
  const find = db.prepare<[number], AlertRecord>('SELECT * FROM alerts WHERE id = ?')

  const row = (id: number): AlertRow | null => {
    const record = find.get(id)
    return record ? toAlertRow(record) : null
  }

  return {
    /** @returns the alert, and whether it is a new one */
    raiseAlert(input: { draft: AlertDraft; now: number }): { alert: AlertRow | null; raised: boolean } {
      const { draft, now } = input
      const existing = open.get(draft.groupKey)
      if (!existing) {
        const id = mint()
        insert.run(id, draft.kind, draft.groupKey, draft.one.title, draft.one.body, now, now, JSON.stringify(draft.target))
        return { alert: row(id), raised: true }
      }
      const count = existing.count + 1
      const counted = (text: string) => text.replaceAll('{count}', String(count))
      grow.run(counted(draft.many.title), counted(draft.many.body), count, now, JSON.stringify(draft.manyTarget), existing.id)
      return { alert: row(existing.id), raised: false }
    },
    /** Without ids, all. @returns those that were not acknowledged before (500 at most) */
    acknowledgeAlerts(input: { ids: readonly number[] | null; now: number }): AlertRow[] {
      const changed =
        input.ids === null
          ? acknowledgeAll.all(input.now).map(({ id }) => id)
          : input.ids.filter(id => acknowledge.run(input.now, id).changes > 0)
      return changed
        .slice(0, 500)
        .map(row)
        .filter(alert => alert !== null)
    },
  }
}
