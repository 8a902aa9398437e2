import type { AlertDraft } from '#domain/alerts.ts'
import { parseId, timeOfId } from '#domain/ids.ts'
import { type AlertRecord, type AlertRow, toAlertRow } from '../alert-row.ts'
import type { WritableDb } from '../open.ts'

/** Rows of the history that are kept: years of a quiet life, and an end for a noisy one. */
const KEPT = 5000

/** Alerts. Those of one group are one row that counts, until somebody has seen it. */
export function alertWrites(db: WritableDb, mint: () => number) {
  const open = db.prepare<[string], AlertRecord>('SELECT * FROM alerts WHERE group_key = ? AND acknowledged_at IS NULL')
  const insert = db.prepare(
    `INSERT INTO alerts (id, kind, group_key, title, body, count, first_at, last_at, target_json, subject_json, muted)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`,
  )
  const prune = db.prepare('DELETE FROM alerts WHERE id <= (SELECT id FROM alerts ORDER BY id DESC LIMIT 1 OFFSET ?)')
  const grow = db.prepare('UPDATE alerts SET title = ?, body = ?, count = ?, last_at = ?, target_json = ?, muted = ? WHERE id = ?')
  const acknowledge = db.prepare('UPDATE alerts SET acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL')
  const acknowledgeAll = db.prepare<[number], { id: number }>(
    'UPDATE alerts SET acknowledged_at = ? WHERE acknowledged_at IS NULL RETURNING id',
  )
  const find = db.prepare<[number], AlertRecord>('SELECT * FROM alerts WHERE id = ?')
  const seenAt = db.prepare<[string], number | null>('SELECT max(acknowledged_at) FROM alerts WHERE group_key = ?').pluck()
  // The last attempt is the one that is told now.
  const attemptBefore = db
    .prepare<[number], number>('SELECT id FROM attempts WHERE delivery_id = ? ORDER BY id DESC LIMIT 1 OFFSET 1')
    .pluck()

  /** What failed before somebody last saw the group was counted there, and not in the alert that is open now. */
  const isCounted = ({ again, groupKey }: AlertDraft): boolean => {
    if (again === undefined || again === true) return again ?? false
    const before = attemptBefore.get(parseId('dlv', again.deliveryId) ?? 0)
    return before !== undefined && timeOfId(before) > (seenAt.get(groupKey) ?? 0)
  }

  const row = (id: number): AlertRow | null => {
    const record = find.get(id)
    return record ? toAlertRow(record) : null
  }

  return {
    /** @param input.muted somebody asked for silence about it @returns the alert, and whether it is a new one */
    raiseAlert(input: { draft: AlertDraft; muted: boolean; now: number }): { alert: AlertRow | null; raised: boolean } {
      const { draft, now } = input
      const muted = input.muted ? 1 : 0
      const existing = open.get(draft.groupKey)
      if (!existing) {
        const id = mint()
        const subject = draft.subject === null ? null : JSON.stringify(draft.subject)
        const target = JSON.stringify(draft.target)
        insert.run(id, draft.kind, draft.groupKey, draft.one.title, draft.one.body, now, now, target, subject, muted)
        prune.run(KEPT)
        return { alert: row(id), raised: true }
      }
      const count = existing.count + (isCounted(draft) ? 0 : 1)
      const text = count === 1 ? draft.one : draft.many
      const target = count === 1 ? draft.target : draft.manyTarget
      const counted = (text: string) => text.replaceAll('{count}', String(count))
      grow.run(counted(text.title), counted(text.body), count, now, JSON.stringify(target), muted, existing.id)
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
