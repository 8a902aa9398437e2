import { formatId } from '#domain/ids.ts'
import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'
import { type RequestRecord, requestColumns, toRequestRow } from '../request-row.ts'
import { inboxUsage } from './inbox-usage.ts'
import { retentionWrites } from './retention.ts'

/**
 * Changes to stored Requests: what a person adds to them, and their end.
 * @param waits whether a Request waits for its app's answer, which is not in the database before it comes
 */
export function requestWrites(db: WritableDb, waits: (id: number) => boolean) {
  const usage = inboxUsage(db)
  const sizeInInbox = db.prepare<[number], { size: number }>('SELECT size FROM requests WHERE id = ? AND source_id IS NULL')
  const find = db.prepare<[number], RequestRecord>(`SELECT ${requestColumns} FROM requests r WHERE r.id = ?`)
  const setPinned = db.prepare('UPDATE requests SET pinned = ? WHERE id = ?')
  const setNote = db.prepare('UPDATE requests SET note = ? WHERE id = ?')
  const setWireOutcome = db.prepare("UPDATE requests SET detail_json = json_set(detail_json, '$.wireOutcome', ?) WHERE id = ?")
  const setHandshakeDone = db.prepare("UPDATE requests SET detail_json = json_set(detail_json, '$.handshakeAsk.doneAt', ?) WHERE id = ?")
  const remove = db.prepare('DELETE FROM requests WHERE id = ?')
  const removeChunks = db.prepare('DELETE FROM chunks WHERE owner = ?')
  // By the whole key: by the Request alone it would be a scan, in a commit that others wait for.
  const removeRepeats = db.prepare(
    'DELETE FROM repeats WHERE first_id = (SELECT duplicate_of FROM requests WHERE id = @id) AND request_id = @id',
  )
  const inUse = db.prepare<[number], { id: number }>(
    "SELECT m.id FROM messages m JOIN deliveries d ON d.message_id = m.id WHERE d.request_id = ? AND d.state IN ('pending', 'delivering') LIMIT 1",
  )
  // Among its own repeats, and among those of the Request that it repeats itself: it may have inherited the bytes from there.
  const heirs = db.prepare<[{ id: number }], { id: number }>(`
    SELECT DISTINCT r.id FROM repeats p JOIN requests r ON r.id = p.request_id
    WHERE p.first_id IN (@id, (SELECT duplicate_of FROM requests WHERE id = @id)) AND r.body_of = @id ORDER BY r.id`)
  const inherit = db.prepare('UPDATE requests SET body = (SELECT body FROM requests WHERE id = ?), body_of = NULL WHERE id = ?')
  const pointTo = db.prepare('UPDATE requests SET body_of = ? WHERE id = ?')
  const forwardedBody = db.prepare(
    'UPDATE messages SET body_owner = @heir WHERE body_owner = @id AND id IN (SELECT message_id FROM deliveries WHERE request_id = @id)',
  )

  /** The bytes of an Event are stored once: when the row that holds them goes, the oldest other Request takes them over. */
  const bequeath = (id: number) => {
    const [heir, ...others] = heirs.all({ id })
    if (!heir) return
    inherit.run(id, heir.id)
    for (const other of others) pointTo.run(heir.id, other.id)
    forwardedBody.run({ heir: heir.id, id })
  }

  /** Deletes for good. Those with a Delivery still under way, or about to be one, are kept: their bytes are yet to be sent. */
  const deleteRequests = (input: { ids: readonly number[] }): { deleted: number[]; kept: number[] } => {
    const kept = input.ids.filter(id => inUse.get(id) || waits(id))
    const going = input.ids.filter(id => !kept.includes(id))
    const inboxBytes = going.reduce((sum, id) => sum + (sizeInInbox.get(id)?.size ?? 0), 0)
    if (inboxBytes > 0) usage.subtract(inboxBytes)
    const deleted = going.filter(id => {
      bequeath(id)
      removeChunks.run(id)
      removeRepeats.run({ id })
      return remove.run(id).changes > 0
    })
    return { deleted, kept }
  }

  const rowOf = (id: number) => {
    const record = find.get(id)
    if (!record) throw new StoreError('refused', `There is no Request ${formatId('req', id)}; it may have been deleted.`, 'not_found')
    return toRequestRow(record)
  }

  return {
    updateRequest(input: { id: number; pinned?: boolean | undefined; note?: string | null | undefined }) {
      if (input.pinned !== undefined) setPinned.run(input.pinned ? 1 : 0, input.id)
      if (input.note !== undefined) setNote.run(input.note, input.id)
      return rowOf(input.id)
    },
    settleHandshake(input: { id: number; now: number }) {
      setHandshakeDone.run(input.now, input.id)
      return rowOf(input.id)
    },
    noteWireOutcome(input: { id: number; outcome: string }): void {
      setWireOutcome.run(input.outcome, input.id)
    },
    deleteRequests,
    ...retentionWrites(db, usage, ids => deleteRequests({ ids }).deleted),
  }
}
