import { LONGEST_WINDOW } from '#domain/config.ts'
import type { WritableDb } from '../open.ts'

/** Claims looked at in one go: a fraction of a millisecond, so that captures need not wait. */
const SLICE = 500

/**
 * Removes claims that have outlived every window, and so can make nothing a duplicate any more: a slice at a time, round and round. There
 * is no index by age: it would have to be written with every capture, and this may take its time.
 */
export function claimWrites(db: WritableDb) {
  const next = db.prepare<[number, string], { source_id: number; key: string; claimed_at: number }>(
    `SELECT source_id, key, claimed_at FROM claims WHERE (source_id, key) > (?, ?) ORDER BY source_id, key LIMIT ${SLICE}`,
  )
  const drop = db.prepare('DELETE FROM claims WHERE source_id = ? AND key = ?')
  let at: { source_id: number; key: string } = { source_id: -1, key: '' }
  return {
    /** @returns how many were removed */
    sweepClaims({ now }: { now: number }): number {
      const slice = next.all(at.source_id, at.key)
      const old = slice.filter(claim => claim.claimed_at < now - LONGEST_WINDOW)
      for (const { source_id, key } of old) drop.run(source_id, key)
      at = (slice.length === SLICE ? slice.at(-1) : undefined) ?? { source_id: -1, key: '' }
      return old.length
    },
  }
}
