import { deliveriesOf } from '../deliveries-of.ts'
import type { WritableDb } from '../open.ts'

/** The end of Messages whose Deliveries have all ended. */
export function historyWrites(db: WritableDb) {
  const deleteAttempts = db.prepare(
    `DELETE FROM attempts WHERE delivery_id IN (SELECT d.id FROM deliveries d WHERE ${deliveriesOf('@id')})`,
  )
  const deleteDeliveries = db.prepare(`DELETE FROM deliveries AS d WHERE ${deliveriesOf('@id')}`)
  const deleteChunks = db.prepare('DELETE FROM chunks WHERE owner = ?')
  const deleteMessage = db.prepare('DELETE FROM messages WHERE id = ?')

  return {
    /** SQL of a Message `m`: bytes that go with it, its own body and the answers that its Attempts got. */
    sizeOf: `CASE m.body_owner WHEN m.id THEN m.size ELSE 0 END + coalesce((SELECT sum(length(a.response_body))
      FROM deliveries d JOIN attempts a ON a.delivery_id = d.id WHERE ${deliveriesOf('m.id')}), 0)`,
    /** SQL of a Message `m`: whether something of it is yet to be sent. */
    underWay: `EXISTS (SELECT 1 FROM deliveries d WHERE ${deliveriesOf('m.id')} AND d.state IN ('pending', 'delivering'))`,
    deleteMessages(ids: readonly number[]): void {
      for (const id of ids) {
        deleteAttempts.run({ id })
        deleteDeliveries.run({ id })
        deleteChunks.run(id)
        deleteMessage.run(id)
      }
    },
  }
}
