import type { ReadableDb } from '../open.ts'
import { attachIndex } from '../search/attached.ts'
import { type AttemptCounted, attemptsAfter, hasFailed, MINUTE, SLOTS, slotOf, UNITS, type Unit } from '../search/rollup.ts'

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
interface AttemptSum {
  readonly bucket: number
  readonly endpoint: number
  readonly slot: number
  readonly attempts: number
  readonly failed: number
}

/** Attempts that are counted without the index: some milliseconds' worth. */
const COUNTED_HERE = 5000

/** Counts over time, for the overview. CAST, since numbers are bound as floats and a division by one has a fraction. */
export function statsReads(db: ReadableDb, dataDir: string) {
  const index = attachIndex(db, dataDir)
  const newer = db.prepare<[number, number], AttemptCounted>(`${attemptsAfter} LIMIT ?`)

  /** Sums of the rollup; null when search.db is not there or being made anew. */
  const sums = <R>(sql: (where: string, bucket: string) => string, { from, to, bucketMs }: StatsAsked): R[] | null => {
    if (index.indexedTo() === null) return null
    const unit = unitOf({ from, to, bucketMs })
    const where = 'unit = ? AND at >= ? AND at < ?'
    const bound = [bucketMs / MINUTE / unit, unit, Math.floor(from / MINUTE / unit), Math.ceil(to / MINUTE / unit)]
    return index.prepare<number[], R>(sql(where, 'CAST(at / ? AS INTEGER)')).all(...bound)
  }

  return {
    /** Null when search.db is not there or being made anew: ask again in a while. */
    requestStats(asked: StatsAsked): RequestStat[] | null {
      const found = sums<Omit<RequestStat, 'at'> & { bucket: number }>(
        (where, bucket) => `
        SELECT ${bucket} AS bucket, source_id AS sourceId, sum(requests) AS requests, sum(failed) AS failed, sum(duplicates) AS duplicates,
          sum(refused) AS refused, sum(bytes) AS bytes
        FROM search.rollup WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 2`,
        asked,
      )
      return found?.map(({ bucket, ...counts }) => ({ at: bucket * asked.bucketMs, ...counts })) ?? null
    },
    /** What the index has not passed yet is counted here, one by one, as far as that is quick. Null as of `requestStats`. */
    attemptStats(asked: StatsAsked): AttemptStat[] | null {
      const counted = sums<AttemptSum>(
        (where, bucket) => `
        SELECT ${bucket} AS bucket, endpoint_id AS endpoint, slot, sum(attempts) AS attempts, sum(failed) AS failed
        FROM search.attempt_rollup WHERE ${where} GROUP BY 1, 2, 3`,
        asked,
      )
      if (counted === null) return null
      const upTo = index.prepare<[], { value: number }>("SELECT value FROM search.meta WHERE key = 'attempts_to'").get()?.value
      const tail = newer.all(upTo ?? 0, COUNTED_HERE).flatMap((attempt): AttemptSum[] => {
        if (attempt.at < asked.from || attempt.at >= asked.to) return []
        const bucket = Math.floor(attempt.at / asked.bucketMs)
        return [{ bucket, endpoint: attempt.endpoint_id, slot: slotOf(attempt), attempts: 1, failed: Number(hasFailed(attempt)) }]
      })
      return merged([...counted, ...tail], asked.bucketMs)
    },
  }
}

/** The longest unit that fits into the buckets and at both ends. */
function unitOf({ from, to, bucketMs }: StatsAsked): Unit {
  return UNITS.findLast(unit => [from, to, bucketMs].every(time => time % (unit * MINUTE) === 0)) ?? 1
}

function merged(sums: readonly AttemptSum[], bucketMs: number): AttemptStat[] {
  const found = new Map<string, { at: number; endpointId: number; attempts: number; failed: number; slots: number[] }>()
  for (const { bucket, endpoint, slot, attempts, failed } of sums) {
    const key = `${bucket} ${endpoint}`
    const slots = SLOTS.map(() => 0).concat(0)
    const stat = found.get(key) ?? { at: bucket * bucketMs, endpointId: endpoint, attempts: 0, failed: 0, slots }
    found.set(key, stat)
    stat.attempts += attempts
    stat.failed += failed
    stat.slots[slot] = (stat.slots[slot] ?? 0) + attempts
  }
  return [...found.values()].sort((a, b) => a.at - b.at || a.endpointId - b.endpointId)
}
