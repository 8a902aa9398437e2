import { type Health, healthy } from '#domain/delivery/health.ts'
import type { WritableDb } from '../open.ts'

interface HealthRecord {
  endpoint_id: number
  failures: number
  failing_since: number | null
  failed_at: number | null
  failing_ms: number
  open_until: number | null
  opens: number
  throttled_until: number | null
}

/** What the engine knows of its Endpoints' receivers. One row for each that is not in perfect health. */
export function healthWrites(db: WritableDb) {
  const put = db.prepare(
    `INSERT OR REPLACE INTO endpoint_health
       (endpoint_id, failures, failing_since, failed_at, failing_ms, open_until, opens, throttled_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const drop = db.prepare('DELETE FROM endpoint_health WHERE endpoint_id = ?')
  const all = db.prepare<[], HealthRecord>('SELECT * FROM endpoint_health')

  return {
    saveHealth({ endpointId, health }: { readonly endpointId: number; readonly health: Health }): void {
      if (health.failures === 0 && health.openUntil === null && health.throttledUntil === null) drop.run(endpointId)
      else {
        const { failures, failingSince, failedAt, failingMs, openUntil, opens, throttledUntil } = health
        put.run(endpointId, failures, failingSince, failedAt, failingMs, openUntil, opens, throttledUntil)
      }
    },
    /** Of all Endpoints that have ever failed since they last succeeded. */
    loadHealth: (_: null): { endpointId: number; health: Health }[] =>
      all.all().map(record => ({
        endpointId: record.endpoint_id,
        health: {
          ...healthy,
          failures: record.failures,
          failingSince: record.failing_since,
          failedAt: record.failed_at,
          failingMs: record.failing_ms,
          openUntil: record.open_until,
          opens: record.opens,
          throttledUntil: record.throttled_until,
        },
      })),
  }
}
