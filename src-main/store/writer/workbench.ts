import type { Label, RequestRow } from '#domain/request.ts'
import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'
import { type RequestRecord, requestColumns, toRequestRow } from '../request-row.ts'
import type { ViewRecord } from '../view-row.ts'

/** Rows that are hidden, brought back or purged at a time: about 10 ms, for captures wait behind it. */
const PORTION = 500
/** About how many are purged at a time: freeing the chunks of large bodies takes time, too. */
const BYTES = 8 * 1024 * 1024
/** Of a purge the clock is looked at after so many, and it ends after so many ms. */
const STEP = 20
const SLICE_MS = 10

/** Where a purge is: what was hidden first goes first. */
export interface Hidden {
  readonly hiddenAt: number
  readonly id: number
}

/**
 * What a person does to many Requests at once, and saved filters.
 * @param remove deletes Requests for good and answers those that went
 */
export function workbenchWrites(db: WritableDb, mint: () => number, remove: (ids: readonly number[]) => readonly number[]) {
  const find = db.prepare<[number], RequestRecord>(`SELECT ${requestColumns} FROM requests r WHERE r.id = ?`)
  const setPinned = db.prepare('UPDATE requests SET pinned = ? WHERE id = ?')
  const setLabel = db.prepare('UPDATE requests SET label = ? WHERE id = ?')
  // A sweep keeps what somebody has marked; it is only deleted when named itself.
  const hide = db.prepare(
    'UPDATE requests SET hidden_at = ? WHERE id = ? AND hidden_at IS NULL AND (? OR (pinned = 0 AND note IS NULL AND label IS NULL))',
  )
  const hiddenBy = db.prepare<[number, number]>('SELECT id FROM requests WHERE hidden_at = ? ORDER BY id LIMIT ?').pluck()
  const show = db.prepare('UPDATE requests SET hidden_at = NULL WHERE id = ?')
  // In the order of its index: by id, SQLite would walk the whole table.
  const hiddenUntil = db.prepare<[number, number, number, number], Hidden & { size: number }>(
    `SELECT hidden_at AS hiddenAt, id, size FROM requests INDEXED BY requests_hidden
     WHERE hidden_at <= ? AND (hidden_at, id) > (?, ?) ORDER BY hidden_at, id LIMIT ?`,
  )
  const findView = db.prepare<[number], ViewRecord>('SELECT * FROM views WHERE id = ?')
  const nameOwner = db.prepare<[string]>('SELECT id FROM views WHERE name = ?').pluck()
  const putView = db.prepare(
    `INSERT INTO views (id, name, filter, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, filter = excluded.filter, updated_at = excluded.updated_at`,
  )
  const dropView = db.prepare('DELETE FROM views WHERE id = ?')

  return {
    markRequests(input: { ids: readonly number[]; pinned?: boolean | undefined; label?: Label | null | undefined }): RequestRow[] {
      return input.ids.flatMap(id => {
        if (input.pinned !== undefined) setPinned.run(input.pinned ? 1 : 0, id)
        if (input.label !== undefined) setLabel.run(input.label, id)
        const record = find.get(id)
        return record ? [toRequestRow(record)] : []
      })
    },
    /**
     * Takes Requests out of every list. `stamp` (ms since epoch, one for each Clear) tells which Clear it was; `all`: the marked ones too.
     * @returns the ids that are hidden now
     */
    hideRequests: (input: { ids: readonly number[]; stamp: number; all: boolean }): number[] =>
      input.ids.filter(id => hide.run(input.stamp, id, input.all ? 1 : 0).changes > 0),
    /** Brings back a portion of what a Clear has hidden; call again until it answers none. */
    restoreHidden({ stamp }: { stamp: number }): number[] {
      const ids = hiddenBy.all(stamp, PORTION) as number[]
      for (const id of ids) show.run(id)
      return ids
    },
    /**
     * Deletes a portion of what was hidden at `until` (ms since epoch) or earlier, beyond `from`. What is still being sent stays for now.
     * `next`: call again from there; null = there is no more.
     */
    purgeHidden({ until, from }: { until: number; from: Hidden | null }): { deleted: readonly number[]; next: Hidden | null } {
      const deadline = performance.now() + SLICE_MS
      const slice: Hidden[] = []
      let bytes = 0
      for (const { hiddenAt, id, size } of hiddenUntil.all(until, from?.hiddenAt ?? 0, from?.id ?? 0, PORTION)) {
        if (bytes > BYTES) break
        slice.push({ hiddenAt, id })
        bytes += size
      }
      const deleted: number[] = []
      let next: Hidden | null = null
      for (let i = 0; i < slice.length && (i === 0 || performance.now() < deadline); i += STEP) {
        const step = slice.slice(i, i + STEP)
        deleted.push(...remove(step.map(({ id }) => id)))
        next = step.at(-1) ?? null
      }
      return { deleted, next }
    },
    saveView(input: { id: number | null; name: string; filter: string; now: number }): ViewRecord {
      const owner = nameOwner.get(input.name)
      if (owner !== undefined && owner !== input.id) {
        throw new StoreError('refused', `There is already a view “${input.name}”. Choose another name.`, 'conflict')
      }
      const id = input.id ?? mint()
      putView.run(id, input.name, input.filter, input.now, input.now)
      return findView.get(id) as ViewRecord
    },
    deleteView: (input: { id: number }): boolean => dropView.run(input.id).changes > 0,
  }
}
