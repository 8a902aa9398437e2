import type { WritableDb } from '../open.ts'
import { historyWrites } from './history.ts'
import type { inboxUsage } from './inbox-usage.ts'

export interface RetentionLimits {
  readonly now: number
  readonly maxBytes: number
  readonly inboxMaxBytes: number
  readonly inboxMaxAgeMs: number
  /** Where the slice before ended; 0 = at the oldest. */
  readonly from: number
}

/** Bounds of a slice, for it holds up the captures behind it. The clock is looked at after each step. */
const SLICE_MS = 10
const STEP = 20
const ROWS = 200
const BYTES = 8 * 1024 * 1024
/** About what a row takes besides its body: headers, verification, indexes. */
const ROW_BYTES = 1024
/** Freed bytes that stay in the file for the next captures: giving back what is needed again in a moment would be wasted work. */
const SPARE = 64 * 1024 * 1024
/** Freed pages are returned to the file system this many at a time. */
const VACUUM_PAGES = 128

interface Candidate {
  readonly id: number
  readonly size: number
}
interface Ending {
  readonly id: number
  readonly kind: 'request' | 'message'
}
interface Oldest extends Candidate, Ending {
  readonly kept: number
}
interface Slice {
  /** What is to be deleted, oldest first. */
  readonly ending: Ending[]
  /** Where to go on after these; null = there is nothing more to look at. */
  readonly next: number | null
}

/**
 * Keeps the database within its limits: oldest first, never what is pinned or still being delivered. What was sent counts and is deleted
 * like what was received: otherwise a store full of it would lose every Request and still be as full as before.
 * @param remove deletes Requests and returns the ids of those deleted
 */
export function retentionWrites(
  db: WritableDb,
  usage: ReturnType<typeof inboxUsage>,
  remove: (ids: readonly number[]) => readonly number[],
) {
  const history = historyWrites(db)
  const oldest = db.prepare<[{ from: number; rows: number }], Oldest>(`
    SELECT * FROM (SELECT id, 'request' AS kind, size, pinned AS kept FROM requests WHERE id > @from ORDER BY id LIMIT @rows)
    UNION ALL
    SELECT * FROM (SELECT m.id, 'message', ${history.sizeOf}, ${history.underWay} FROM messages m WHERE m.id > @from ORDER BY m.id LIMIT @rows)
    ORDER BY id LIMIT @rows`)
  // By its own partial index: what belongs to Sources, most of a large store, is not looked at.
  const oldestOfInbox = db.prepare<[number, number], Candidate & { readonly received_at: number }>(
    'SELECT id, size, received_at FROM requests WHERE source_id IS NULL AND pinned = 0 AND id > ? ORDER BY id LIMIT ?',
  )
  const pages = db.prepare<[], { total: number; free: number; size: number }>(
    'SELECT page_count AS total, freelist_count AS free, page_size AS size FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
  )

  /** Of everything, until the excess is gone. */
  const crowdedSlice = (from: number, excess: number): Slice => {
    const ending: Ending[] = []
    let bytes = 0
    let last = from
    const rows = oldest.all({ from, rows: ROWS })
    for (const { id, kind, size, kept } of rows) {
      if (bytes > Math.min(excess, BYTES)) break
      last = id
      if (kept) continue
      ending.push({ id, kind })
      bytes += size + ROW_BYTES
    }
    return { ending, next: rows.length === 0 ? null : last }
  }

  const inboxSlice = ({ now, inboxMaxBytes, inboxMaxAgeMs, from }: RetentionLimits): Slice => {
    const ending: Ending[] = []
    let inbox = usage.read()
    let bytes = 0
    for (const row of oldestOfInbox.all(from, ROWS)) {
      if (inbox <= inboxMaxBytes && row.received_at >= now - inboxMaxAgeMs) return { ending, next: null }
      if (bytes > BYTES) break
      ending.push({ id: row.id, kind: 'request' })
      bytes += row.size + ROW_BYTES
      inbox -= row.size
    }
    return { ending, next: ending.at(-1)?.id ?? null }
  }

  /** Deletes, until it has taken long enough. */
  const end = ({ ending, next }: Slice, deadline: number): { deleted: number[]; next: number | null } => {
    const deleted: number[] = []
    for (let i = 0; i < ending.length; i += STEP) {
      const step = ending.slice(i, i + STEP)
      deleted.push(...remove(idsOf(step, 'request')))
      history.deleteMessages(idsOf(step, 'message'))
      const last = step.at(-1)
      if (last && i + STEP < ending.length && performance.now() >= deadline) return { deleted, next: last.id }
    }
    return { deleted, next }
  }

  return {
    /** One slice. `next`: call again from there; null = everything is within its limits. `deleted` are the ids of Requests. */
    retain(limits: RetentionLimits): { deleted: readonly number[]; next: number | null } {
      const deadline = performance.now() + SLICE_MS
      if (limits.from === 0) usage.settle()
      const { total, free, size } = pages.get() ?? { total: 0, free: 0, size: 0 }
      const excess = (total - free) * size - limits.maxBytes
      const slice = excess > 0 ? crowdedSlice(limits.from, excess) : inboxSlice(limits)
      const { deleted, next } = end(slice, deadline)
      const spare = free * size > SPARE
      if (spare) db.pragma(`incremental_vacuum(${VACUUM_PAGES})`)
      return { deleted, next: next ?? (spare ? limits.from : null) }
    },
  }
}

const idsOf = (list: readonly Ending[], kind: Ending['kind']): number[] => list.filter(item => item.kind === kind).map(({ id }) => id)
