import { firstIdAt } from '#domain/ids.ts'
import type { ReadableDb } from '../open.ts'
import { attachIndex } from '../search/attached.ts'
import { MINUTE } from '../search/rollup.ts'

/** From `from` (inclusive) to `to` (exclusive), ms since epoch, in buckets of `bucketMs` (whole minutes). */
export interface StatsAsked {
  readonly from: number
  readonly to: number
  readonly bucketMs: number
}
/** What came in from one Source (0 = the Inbox) within one bucket that begins at `at`. */
export interface RequestStat {
  readonly at: number
  readonly sourceId: number
  readonly requests: number
  readonly failed: number
  readonly duplicates: number
  readonly refused: number
  readonly bytes: number
}
/** What went to one Endpoint (0 = bare URLs). `slots`: attempts by duration, see `SLOTS`. */
export interface AttemptStat {
  readonly at: number
  readonly endpointId: number
  readonly attempts: number
  readonly failed: number
  readonly slots: readonly number[]
}

/** Upper bounds of the slots that durations fall into, ms; the last slot is everything above. */
export const SLOTS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000] as const
const slotOf = `CASE ${SLOTS.map((bound, slot) => `WHEN a.duration_ms <= ${bound} THEN ${slot}`).join(' ')} ELSE ${SLOTS.length} END`

/** As `isSuccess` of domain/outcome.ts has it: an answer came, and it was a 2xx. */
const failed = `NOT (a.outcome = 'response' AND a.status BETWEEN 200 AND 299)`

/** Counts over time, for the overview. CAST, since numbers are bound as floats and a division by one has a fraction. */
export function statsReads(db: ReadableDb, dataDir: string) {
  const index = attachIndex(db, dataDir)
  const attempts = db.prepare<
    [number, number, number, number],
    { bucket: number; endpoint: number; slot: number; n: number; failed: number }
  >(`
    SELECT CAST(a.at / ? AS INTEGER) AS bucket, d.endpoint_id AS endpoint, ${slotOf} AS slot, count(*) AS n, sum(${failed}) AS failed
    FROM attempts a JOIN deliveries d ON d.id = a.delivery_id
    WHERE a.id >= ? AND a.id < ? AND a.at >= ?
    GROUP BY 1, 2, 3`)

  return {
    /** Null when search.db is not there or being made anew: ask again in a while. */
    requestStats({ from, to, bucketMs }: StatsAsked): RequestStat[] | null {
      if (index.indexedTo() === null) return null
      const minutes = Math.max(1, Math.round(bucketMs / MINUTE))
      const rows = index.prepare<[number, number, number], Omit<RequestStat, 'at'> & { bucket: number }>(`
        SELECT CAST(minute / ? AS INTEGER) AS bucket, source_id AS sourceId, sum(requests) AS requests, sum(failed) AS failed, sum(duplicates) AS duplicates,
          sum(refused) AS refused, sum(bytes) AS bytes
        FROM search.rollup WHERE minute >= ? AND minute < ? GROUP BY 1, 2 ORDER BY 1, 2`)
      return rows
        .all(minutes, Math.floor(from / MINUTE), Math.ceil(to / MINUTE))
        .map(({ bucket, ...counts }) => ({ at: bucket * minutes * MINUTE, ...counts }))
    },
    /** Attempts are found by their ids, which grow with time: no index is needed for it. */
    attemptStats({ from, to, bucketMs }: StatsAsked): AttemptStat[] {
      const found = new Map<string, { at: number; endpointId: number; attempts: number; failed: number; slots: number[] }>()
      for (const { bucket, endpoint, slot, n, failed } of attempts.all(bucketMs, firstIdAt(from), firstIdAt(to), from)) {
        const key = `${bucket} ${endpoint}`
        const stat = found.get(key) ?? {
          at: bucket * bucketMs,
          endpointId: endpoint,
          attempts: 0,
          failed: 0,
          slots: SLOTS.map(() => 0).concat(0),
        }
        found.set(key, stat)
        stat.attempts += n
        stat.failed += failed
        stat.slots[slot] = (stat.slots[slot] ?? 0) + n
      }
      return [...found.values()].sort((a, b) => a.at - b.at || a.endpointId - b.endpointId)
    },
  }
}
