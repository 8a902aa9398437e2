import { DRAFT_COLUMNS, type DraftRecord } from '../draft-row.ts'
import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'

/** Sent drafts that are kept: what a person may want to send again, and not an archive (the Deliveries are one). */
const KEPT_SENT = 50
const MAX_SAVED = 500

interface DraftToWrite {
  readonly method: string
  readonly address: string
  readonly sealed: string
  readonly now: number
}

/** The composer's saved requests and its history. */
export function draftWrites(db: WritableDb, mint: () => number) {
  const find = db.prepare<[number], DraftRecord>(`SELECT ${DRAFT_COLUMNS} FROM drafts WHERE id = ?`)
  const nameOwner = db.prepare<[string]>('SELECT id FROM drafts WHERE name = ?').pluck()
  const saved = db.prepare('SELECT count(*) FROM drafts WHERE name IS NOT NULL').pluck()
  const put = db.prepare(
    `INSERT INTO drafts (id, name, method, address, sealed, delivery_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, method = excluded.method, address = excluded.address, sealed = excluded.sealed,
       updated_at = excluded.updated_at`,
  )
  const forgetOld = db.prepare(
    'DELETE FROM drafts WHERE name IS NULL AND id NOT IN (SELECT id FROM drafts WHERE name IS NULL ORDER BY id DESC LIMIT ?)',
  )
  const drop = db.prepare('DELETE FROM drafts WHERE id = ?')
  return {
    /** @throws StoreError refused `conflict` for a name that another has, or when there are too many */
    saveDraft(input: DraftToWrite & { id: number | null; name: string }): DraftRecord {
      const owner = nameOwner.get(input.name)
      if (owner !== undefined && owner !== input.id) {
        throw new StoreError('refused', `There is already a saved request “${input.name}”. Choose another name.`, 'conflict')
      }
      if (input.id === null && Number(saved.get()) >= MAX_SAVED) {
        throw new StoreError('refused', `You can keep at most ${MAX_SAVED} saved requests. Delete one you no longer need.`, 'conflict')
      }
      const id = input.id ?? mint()
      put.run(id, input.name, input.method, input.address, input.sealed, null, input.now, input.now)
      return find.get(id) as DraftRecord
    },
    /** Keeps what was sent; the oldest of them go. */
    noteSent(input: DraftToWrite & { deliveryId: number }): number {
      const id = mint()
      put.run(id, null, input.method, input.address, input.sealed, input.deliveryId, input.now, input.now)
      forgetOld.run(KEPT_SENT)
      return id
    },
    deleteDraft: (input: { id: number }): boolean => drop.run(input.id).changes > 0,
  }
}
