import type { WritableDb } from '../open.ts'
import type { inboxUsage } from './inbox-usage.ts'

export interface RetentionLimits {
  readonly now: number
  readonly maxBytes: number
  readonly inboxMaxBytes: number
  readonly inboxMaxAgeMs: number
  /** Where the slice before ended; 0 = at the oldest Request. */
  readonly from: number
}

/** Bounds of a slice: it holds up the captures behind it, so it ends after about 10 ms. */
const ROWS = 200
const BYTES = 8 * 1024 * 1024
/** Freed pages go back to the file system so many at a time. */
const VACUUM_PAGES = 256

interface Candidate {
  readonly id: number
  readonly received_at: number
  readonly source_id: number | null
  readonly size: number
  readonly pinned: number
}

/**
 * Keeps the database within its limits: oldest first, never what is pinned or still being delivered.
 * @param remove deletes Requests and answers those that went
 */
export function retentionWrites(
  db: WritableDb,
  usage: ReturnType<typeof inboxUsage>,
  remove: (ids: readonly number[]) => readonly number[],
) {
  const after = db.prepare<[number, number], Candidate>(
    'SELECT id, received_at, source_id, size, pinned FROM requests WHERE id > ? ORDER BY id LIMIT ?',
  )
  const used = db.prepare<[], { bytes: number }>(
    'SELECT (p.page_count - f.freelist_count) * s.page_size AS bytes FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size s',
  )

  return {
    /** One slice. `next`: call again from there; null = everything is within its limits. Ids are those that were deleted. */
    retain(limits: RetentionLimits): { deleted: readonly number[]; next: number | null } {
      if (limits.from === 0) usage.settle()
      const crowded = (used.get()?.bytes ?? 0) > limits.maxBytes
      const tooOld = limits.now - limits.inboxMaxAgeMs
      let inbox = usage.read()
      let bytes = 0
      let last: Candidate | null = null
      const doomed: number[] = []
      const rows = after.all(limits.from, ROWS)
      for (const row of rows) {
        if (bytes > BYTES) break
        last = row
        const ofInbox = row.source_id === null
        if (row.pinned === 1 || !(crowded || (ofInbox && (inbox > limits.inboxMaxBytes || row.received_at < tooOld)))) continue
        doomed.push(row.id)
        bytes += row.size
        if (ofInbox) inbox -= row.size
      }
      const deleted = remove(doomed)
      if (deleted.length > 0) db.pragma(`incremental_vacuum(${VACUUM_PAGES})`)
      const atEnd = last === null || (last === rows.at(-1) && rows.length < ROWS)
      const more = !atEnd && (crowded || inbox > limits.inboxMaxBytes || (last?.received_at ?? 0) < tooOld)
      return { deleted, next: more && last ? last.id : null }
    },
  }
}
