import type Database from 'better-sqlite3'
import type { RequestRecord } from '../request-row.ts'

export const MINUTE = 60_000

/** Lengths that are counted by, in minutes: short spans are drawn by the minute, and of half a year there are too many of those. */
export const UNITS = [1, 60] as const
export type Unit = (typeof UNITS)[number]

/** Upper bounds of the slots that durations of Attempts fall into, ms; the last slot is everything above. */
export const SLOTS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000] as const

/**
 * Counts by minute and by hour: `unit` = its length in minutes, `at` = the time in such units since the epoch. `source_id` 0 is the Inbox,
 * `endpoint_id` 0 a bare URL. They say what came and went, also when it has been deleted since.
 */
export const rollupSchema = `
INSERT INTO meta VALUES ('attempts_to', 0);
CREATE TABLE rollup (
  unit INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (unit, at, source_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE attempt_rollup (
  unit INTEGER NOT NULL,
  at INTEGER NOT NULL,
  endpoint_id INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  PRIMARY KEY (unit, at, endpoint_id, slot)
) STRICT, WITHOUT ROWID;
`

/** What is counted of an Attempt. */
export interface AttemptCounted {
  readonly id: number
  readonly at: number
  readonly endpoint_id: number
  readonly duration_ms: number
  readonly outcome: string
  readonly status: number | null
}
/** Attempts above an id, in their order. */
export const attemptsAfter = `SELECT a.id, a.at, d.endpoint_id, a.duration_ms, a.outcome, a.status
  FROM attempts a JOIN deliveries d ON d.id = a.delivery_id WHERE a.id > ? ORDER BY a.id`

export const slotOf = ({ duration_ms }: AttemptCounted): number => {
  const slot = SLOTS.findIndex(bound => duration_ms <= bound)
  return slot < 0 ? SLOTS.length : slot
}
/** As `isSuccess` has it of an outcome that is not stored any more. */
export const hasFailed = ({ outcome, status }: AttemptCounted): boolean =>
  !(outcome === 'response' && status !== null && status >= 200 && status < 300)

/**
 * Counts Requests by Source and Attempts by Endpoint as the index passes them: the capture commit does nothing for it, and an overview of
 * a year reads some ten thousand rows instead of a million. Rebuilt with the index, then of what is still stored.
 */
export function rollup(db: Database.Database) {
  const put = db.prepare<number[]>(
    `INSERT INTO rollup (unit, at, source_id, requests, failed, duplicates, refused, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET requests = requests + excluded.requests, failed = failed + excluded.failed,
       duplicates = duplicates + excluded.duplicates, refused = refused + excluded.refused, bytes = bytes + excluded.bytes`,
  )
  const putAttempts = db.prepare<number[]>(
    `INSERT INTO attempt_rollup (unit, at, endpoint_id, slot, attempts, failed) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts, failed = failed + excluded.failed`,
  )
  const requests = tally()
  const attempts = tally()
  return {
    add(record: RequestRecord): void {
      const counts = [1, record.verdict === 'failed', record.repetition === 'duplicate', record.reply_status >= 400, record.size]
      requests.add(record.received_at, [record.source_id ?? 0], counts.map(Number))
    },
    addAttempt(attempt: AttemptCounted): void {
      attempts.add(attempt.at, [attempt.endpoint_id, slotOf(attempt)], [1, Number(hasFailed(attempt))])
    },
    /** Writes what was counted since the last time; within the transaction that moves the index on, so that nothing is counted twice. */
    flush(): void {
      for (const row of requests.take()) put.run(...row)
      for (const row of attempts.take()) putAttempts.run(...row)
    },
    forget(): void {
      requests.take()
      attempts.take()
    },
  }
}

/** Sums in memory by unit, time and key; a row = all of these and the sums. */
function tally() {
  let rows = new Map<string, { readonly key: readonly number[]; readonly sums: number[] }>()
  return {
    add(time: number, of: readonly number[], counts: readonly number[]): void {
      for (const unit of UNITS) {
        const key = [unit, Math.floor(time / (unit * MINUTE)), ...of]
        const name = key.join()
        const row = rows.get(name) ?? { key, sums: counts.map(() => 0) }
        rows.set(name, row)
        for (const [i, count] of counts.entries()) row.sums[i] = (row.sums[i] ?? 0) + count
      }
    },
    take(): number[][] {
      const taken = [...rows.values()].map(({ key, sums }) => [...key, ...sums])
      rows = new Map()
      return taken
    },
  }
}
