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
 * The statements that put a forward into the transaction of its Request: two inserts, nothing read, no random key.
 * It is due at once; the engine's `wake` is to be called after the commit.
 * @returns a function that inserts a Message with its Delivery and gives the Delivery's id
 */
export function forwardInsert(db: WritableDb, mint: () => number): (forward: Forward) => number {
  const insertMessage = db.prepare(
    `INSERT INTO messages (id, kind, request_id, event_type, method, path, headers_json, sign_json, size, body_owner, created_at)
     VALUES (?, 'forward', ?, ?, ?, ?, '[]', '{"mode":"forward"}', ?, ?, ?)`,
  )
  const insertDelivery = db.prepare(
    `INSERT INTO deliveries (id, message_id, endpoint_id, request_id, target_json, state, next_attempt_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?)`,
  )
  return ({ requestId, endpointId, target, path, method, eventType, size, now }) => {
    const messageId = mint()
    insertMessage.run(messageId, requestId, eventType, method, path, size, requestId, now)
    const id = mint()
    insertDelivery.run(id, messageId, endpointId, requestId, JSON.stringify(target), now, now, now)
    return id
  }
}
