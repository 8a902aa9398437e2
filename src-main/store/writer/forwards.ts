import type { Target } from '#domain/delivery/row.ts'
import type { WritableDb } from '../open.ts'

/** A Request that is to be forwarded. Its headers and body are read from its own row when it is sent: nothing is copied. */
export interface Forward {
  readonly requestId: number
  readonly endpointId: number
  readonly target: Target
  /** What follows the Source's slug, with the query. */
  readonly path: string
  readonly method: string
  readonly eventType: string | null
  readonly size: number
  /** ms since epoch. */
  readonly now: number
}

/**
 * The statement of a forward's Message, which is its Request's headers and bytes.
 * @returns a function that inserts it under the given id
 */
export function forwardedMessage(db: WritableDb): (id: number, forward: Omit<Forward, 'endpointId' | 'target'>) => void {
  const insert = db.prepare(
    `INSERT INTO messages (id, kind, request_id, event_type, method, path, headers_json, sign_json, size, body_owner, created_at)
     VALUES (?, 'forward', ?, ?, ?, ?, '[]', '{"mode":"forward"}', ?, ?, ?)`,
  )
  return (id, { requestId, eventType, method, path, size, now }) => {
    insert.run(id, requestId, eventType, method, path, size, requestId, now)
  }
}

/**
 * The statements that put a forward into the transaction of its Request: two inserts, nothing read, no random key.
 * It is due at once; the engine's `wake` is to be called after the commit.
 * @returns a function that inserts a Message with its Delivery and gives the Delivery's id
 */
export function forwardInsert(db: WritableDb, mint: () => number): (forward: Forward) => number {
  const insertMessage = forwardedMessage(db)
  const insertDelivery = db.prepare(
    `INSERT INTO deliveries (id, message_id, endpoint_id, request_id, target_json, state, next_attempt_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?)`,
  )
  return forward => {
    const { requestId, endpointId, target, now } = forward
    const messageId = mint()
    insertMessage(messageId, forward)
    const id = mint()
    insertDelivery.run(id, messageId, endpointId, requestId, JSON.stringify(target), now, now, now)
    return id
  }
}
