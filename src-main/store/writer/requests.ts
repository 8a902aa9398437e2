import { formatId } from '#domain/ids.ts'
import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'
import { type RequestRecord, requestColumns, toRequestRow } from '../request-row.ts'
import { inboxUsage } from './inbox-usage.ts'
import { requestRemoval } from './removal.ts'
import { retentionWrites } from './retention.ts'

/**
 * Changes to stored Requests: what a person adds to them, and their end.
 * @param waits whether a Request waits for its app's answer, which is not in the database before it comes
 */
export function requestWrites(db: WritableDb, waits: (id: number) => boolean) {
  const usage = inboxUsage(db)
  const deleteRequests = requestRemoval(db, usage, waits)
  const find = db.prepare<[number], RequestRecord>(`SELECT ${requestColumns} FROM requests r WHERE r.id = ?`)
  const setPinned = db.prepare('UPDATE requests SET pinned = ? WHERE id = ?')
  const setNote = db.prepare('UPDATE requests SET note = ? WHERE id = ?')
  const setWireOutcome = db.prepare("UPDATE requests SET detail_json = json_set(detail_json, '$.wireOutcome', ?) WHERE id = ?")
  const setHandshakeDone = db.prepare("UPDATE requests SET detail_json = json_set(detail_json, '$.handshakeAsk.doneAt', ?) WHERE id = ?")

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
