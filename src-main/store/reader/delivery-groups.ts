import { formatId } from '#domain/ids.ts'
import type { DeliverySelection } from '../delivery-selection.ts'
import { selectionTerms } from '../delivery-selection.ts'
import type { ReadableDb } from '../open.ts'

/** More dead letters than this are not counted: the newest tell what is wrong. */
const LOOKED_AT = 10_000

export interface DeliveryGroupRow {
  reason: string
  endpointId: string | null
  endpointName: string
  count: number
  firstAt: number
  lastAt: number
  deliveryId: string
  lastError: string | null
}

interface GroupRecord {
  reason: string
  endpoint_id: number
  name: string
  count: number
  first_at: number
  last_at: number
  id: number
  last_error: string | null
}

/** Dead letters, gathered by where and why, and Deliveries in the order in which they were made. */
export function deliveryGroupReads(db: ReadableDb) {
  // By the partial index of what failed. What is shown of a group's newest is read from its row: with more than one min() or max(), the
  // bare columns of an aggregate may be those of any of its rows.
  const groups = db.prepare<[number, number, number | null, number], GroupRecord & { target_json: string }>(`
    SELECT g.*, d.target_json, d.last_error FROM (
    SELECT coalesce(reason, '') AS reason, endpoint_id, count(*) AS count, min(updated_at) AS first_at, max(updated_at) AS last_at, max(id) AS id
    FROM (SELECT * FROM deliveries INDEXED BY deliveries_failed WHERE state = 'failed' AND id >= ? AND (? OR endpoint_id = ?) ORDER BY id DESC LIMIT ?)
    GROUP BY endpoint_id, CASE WHEN endpoint_id = 0 THEN target_json END, reason
    ) g JOIN deliveries d ON d.id = g.id ORDER BY g.count DESC, g.last_at DESC LIMIT 500`)

  return {
    /** Largest first. `complete` is false when there were more than could be looked at. */
    groupFailed(input: { endpointId: number | null; sinceId: number }): { rows: DeliveryGroupRow[]; total: number; complete: boolean } {
      const records = groups.all(input.sinceId, input.endpointId === null ? 1 : 0, input.endpointId, LOOKED_AT)
      const total = records.reduce((sum, record) => sum + record.count, 0)
      return { rows: records.map(toGroup), total, complete: total < LOOKED_AT }
    },
    /** Ids above `after`, oldest first: the order in which they are to be sent again. */
    selectDeliveries(input: { selection: DeliverySelection; after: number; limit: number }): number[] {
      const terms: [string, unknown][] = [['d.id > ?', input.after], ...selectionTerms(input.selection)]
      const where = terms.map(([sql]) => sql).join(' AND ')
      const found = db.prepare(`SELECT d.id FROM deliveries d WHERE ${where} ORDER BY d.id LIMIT ?`).pluck()
      return found.all(...terms.map(([, value]) => value), input.limit) as number[]
    },
    /** How many there are, up to 10,000; null = more. */
    countDeliveries(input: { selection: DeliverySelection }): number | null {
      const terms = selectionTerms(input.selection)
      const where = terms.length > 0 ? `WHERE ${terms.map(([sql]) => sql).join(' AND ')}` : ''
      const counted = db
        .prepare(`SELECT count(*) FROM (SELECT 1 FROM deliveries d ${where} LIMIT ?)`)
        .pluck()
        .get(...terms.map(([, value]) => value), LOOKED_AT + 1) as number
      return counted > LOOKED_AT ? null : counted
    },
  }
}

function toGroup(record: GroupRecord & { target_json: string }): DeliveryGroupRow {
  return {
    reason: record.reason,
    endpointId: record.endpoint_id === 0 ? null : formatId('ep', record.endpoint_id),
    endpointName: (JSON.parse(record.target_json) as { name: string }).name,
    count: record.count,
    firstAt: record.first_at,
    lastAt: record.last_at,
    deliveryId: formatId('dlv', record.id),
    lastError: record.last_error,
  }
}
