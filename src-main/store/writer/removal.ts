import type { WritableDb } from '../open.ts'
import type { inboxUsage } from './inbox-usage.ts'

/**
 * The end of Requests. The bytes of an Event are stored once: when the row that holds them goes while others share them, they stay as a
 * chunk under its id, until the last of the others goes. So a row costs the same to delete however many share its body.
 * @param waits whether a Request waits for its app's answer, which is not in the database before it comes
 */
export function requestRemoval(db: WritableDb, usage: ReturnType<typeof inboxUsage>, waits: (id: number) => boolean) {
  const find = db.prepare<[number], { size: number; inbox: number; bodyOf: number | null }>(
    'SELECT size, source_id IS NULL AS inbox, body_of AS bodyOf FROM requests WHERE id = ?',
  )
  const remove = db.prepare('DELETE FROM requests WHERE id = ?')
  const removeChunks = db.prepare('DELETE FROM chunks WHERE owner = ?')
  // By the whole key: by the Request alone it would be a scan, in a commit that others wait for.
  const removeRepeats = db.prepare(
    'DELETE FROM repeats WHERE first_id = (SELECT duplicate_of FROM requests WHERE id = @id) AND request_id = @id',
  )
  const inUse = db.prepare<[number], { id: number }>(
    "SELECT m.id FROM messages m JOIN deliveries d ON d.message_id = m.id WHERE d.request_id = ? AND d.state IN ('pending', 'delivering') LIMIT 1",
  )
  const newestSharer = db.prepare<[number], number>('SELECT id FROM requests WHERE body_of = ? ORDER BY id DESC LIMIT 1').pluck()
  const handOver = db.prepare('INSERT OR REPLACE INTO chunks (owner, n, bytes) SELECT id, 0, body FROM requests WHERE id = ? AND size > 0')

  /** A Delivery of a Request that is gone can be retried while others share its bytes; then the newest of them stays until it has ended. */
  const holdsForOther = (id: number, bodyOf: number): boolean =>
    newestSharer.get(bodyOf) === id && inUse.get(bodyOf) !== undefined && find.get(bodyOf) === undefined

  const removeOne = (id: number, bodyOf: number | null): void => {
    if (bodyOf === null) {
      if (newestSharer.get(id) === undefined) removeChunks.run(id)
      else handOver.run(id)
    }
    removeRepeats.run({ id })
    remove.run(id)
    if (bodyOf !== null && newestSharer.get(bodyOf) === undefined && find.get(bodyOf) === undefined) removeChunks.run(bodyOf)
  }

  const mustStay = (id: number, bodyOf: number | null): boolean =>
    inUse.get(id) !== undefined || waits(id) || (bodyOf !== null && holdsForOther(id, bodyOf))

  /** Deletes for good. Those with a Delivery still under way, or about to be one, are kept: their bytes are yet to be sent. */
  return ({ ids }: { ids: readonly number[] }): { deleted: number[]; kept: number[] } => {
    const deleted: number[] = []
    const kept: number[] = []
    let inboxBytes = 0
    for (const id of ids) {
      const row = find.get(id)
      // Nothing is done under an id that is gone: bytes that others share may be kept there.
      if (!row) continue
      if (mustStay(id, row.bodyOf)) {
        kept.push(id)
        continue
      }
      // The saved sum has to include a row before it is subtracted.
      if (row.inbox && inboxBytes === 0) usage.settle()
      if (row.inbox) inboxBytes += row.size
      removeOne(id, row.bodyOf)
      deleted.push(id)
    }
    if (inboxBytes > 0) usage.subtract(inboxBytes)
    return { deleted, kept }
  }
}
