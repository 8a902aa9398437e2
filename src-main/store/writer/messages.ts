import type { Target } from '#domain/delivery/row.ts'
import type { SignPlan } from '#domain/delivery/sign-plan.ts'
import type { RawHeaders } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import { deliveriesOf } from '../deliveries-of.ts'
import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'
import { writeChunks } from './capture.ts'
import { type Forward, forwardInsert } from './forwards.ts'

/** A Message to make, with where it goes. Times are ms since epoch. */
export interface NewMessage {
  readonly kind: 'composed' | 'resend'
  readonly requestId: number | null
  readonly eventType: string | null
  readonly method: string
  readonly path: string
  readonly headers: RawHeaders
  readonly sign: SignPlan
  /** Its own bytes, or those of the Request, unchanged. */
  readonly body: { readonly bytes: Uint8Array } | { readonly requestId: number; readonly size: number }
  /** `hash` tells whether a second call with the same key means the same. */
  readonly idempotency: { readonly key: string; readonly hash: string } | null
  readonly targets: readonly { readonly endpointId: number; readonly target: Target }[]
  readonly now: number
  /** When it is to be sent; `now` when left out. */
  readonly dueAt?: number
}

export interface MadeMessage {
  readonly messageId: number
  readonly deliveryIds: number[]
  /** False when an earlier call with the same idempotency key had made it. */
  readonly created: boolean
}

/** Messages and the Deliveries that are born with them, in one transaction. */
export function messageWrites(db: WritableDb, mint: () => number) {
  const known = db.prepare<[string], { id: number; idempotency_hash: string }>(
    'SELECT id, idempotency_hash FROM messages WHERE idempotency_key = ?',
  )
  const made = db.prepare<[{ id: number }], { id: number }>(`SELECT d.id FROM deliveries d WHERE ${deliveriesOf('@id')} ORDER BY d.id`)
  const insertMessage = db.prepare(
    `INSERT INTO messages (id, kind, request_id, event_type, method, path, headers_json, sign_json, size, body_owner, idempotency_key,
       idempotency_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertDelivery = db.prepare(
    `INSERT INTO deliveries (id, message_id, endpoint_id, request_id, target_json, state, next_attempt_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?)`,
  )
  const insertChunk = db.prepare('INSERT INTO chunks (owner, n, bytes) VALUES (?, ?, ?)')
  const requestExists = db.prepare<[number], { id: number }>('SELECT id FROM requests WHERE id = ?')
  const insertForward = forwardInsert(db, mint)

  return {
    /** @throws StoreError refused `conflict` when the idempotency key was used for something else */
    createMessage(input: NewMessage): MadeMessage {
      const { idempotency, body, now } = input
      const earlier = idempotency === null ? undefined : known.get(idempotency.key)
      if (earlier && earlier.idempotency_hash !== idempotency?.hash) {
        throw new StoreError(
          'refused',
          `The event id “${idempotency?.key}” was already sent with a different body. Use a new id for a new event.`,
          'conflict',
        )
      }
      if (earlier) return { messageId: earlier.id, deliveryIds: made.all({ id: earlier.id }).map(({ id }) => id), created: false }
      if (input.requestId !== null && !requestExists.get(input.requestId)) throw gone(input.requestId)
      const messageId = mint()
      const own = 'bytes' in body
      insertMessage.run(
        messageId,
        input.kind,
        input.requestId,
        input.eventType,
        input.method,
        input.path,
        JSON.stringify(input.headers),
        JSON.stringify(input.sign),
        own ? body.bytes.byteLength : body.size,
        own ? messageId : body.requestId,
        idempotency?.key ?? null,
        idempotency?.hash ?? null,
        now,
      )
      if (own) writeChunks(insertChunk, messageId, body.bytes)
      const deliveryIds = input.targets.map(({ endpointId, target }) => {
        const id = mint()
        insertDelivery.run(id, messageId, endpointId, input.requestId, JSON.stringify(target), input.dueAt ?? now, now, now)
        return id
      })
      return { messageId, deliveryIds, created: true }
    },
    /** Forwards a stored Request at a person's request, as a capture does automatically. */
    createForward(input: Forward): number {
      if (!requestExists.get(input.requestId)) throw gone(input.requestId)
      return insertForward(input)
    },
  }
}

function gone(requestId: number): StoreError {
  return new StoreError('refused', `There is no Request ${formatId('req', requestId)}; it may have been deleted.`, 'not_found')
}
