import type Database from 'better-sqlite3'
import type { RequestRecord } from '../request-row.ts'

/** ms of one row of the rollup: the finest that the overview draws. */
export const MINUTE = 60_000

/** What is counted of each minute and Source; a Request is counted once, when it is indexed, and stays counted when it is deleted. */
export const rollupSchema = `
CREATE TABLE rollup (
  minute INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (minute, source_id)
) STRICT, WITHOUT ROWID;
`

interface Counted {
  requests: number
  failed: number
  duplicates: number
  refused: number
  bytes: number
}

/**
 * Counts Requests by minute and Source as the index passes them: the capture commit does nothing for it, and an overview of a year reads
 * a few thousand rows instead of a million. Rebuilt with the index, then of what is still stored.
 */
export function rollup(db: Database.Database) {
  const put = db.prepare<[number, number, number, number, number, number, number]>(
    `INSERT INTO rollup (minute, source_id, requests, failed, duplicates, refused, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET requests = requests + excluded.requests, failed = failed + excluded.failed,
       duplicates = duplicates + excluded.duplicates, refused = refused + excluded.refused, bytes = bytes + excluded.bytes`,
  )
  let counted = new Map<string, Counted & { minute: number; source: number }>()
  return {
    add(record: RequestRecord): void {
      const minute = Math.floor(record.received_at / MINUTE)
      const source = record.source_id ?? 0
      const key = `${minute} ${source}`
      const row = counted.get(key) ?? { minute, source, requests: 0, failed: 0, duplicates: 0, refused: 0, bytes: 0 }
      counted.set(key, row)
      row.requests++
      if (record.verdict === 'failed') row.failed++
      if (record.repetition === 'duplicate') row.duplicates++
      if (record.reply_status >= 400) row.refused++
      row.bytes += record.size
    },
    /** Writes what was counted since the last time; within the transaction that moves the index on, so that nothing is counted twice. */
    flush(): void {
      for (const row of counted.values()) put.run(row.minute, row.source, row.requests, row.failed, row.duplicates, row.refused, row.bytes)
      counted = new Map()
    },
    forget(): void {
      counted = new Map()
    },
  }
}
