import type { AttemptRow } from '../lease-wire.ts'
import type { WritableDb } from '../open.ts'

/** The statement that keeps an attempt, with its Delivery's end or with its Request's reply. */
export function attemptInsert(
  db: WritableDb,
  mint: () => number,
): (deliveryId: number, attempt: AttemptRow, responseBody: Uint8Array) => void {
  const insert = db.prepare(
    `INSERT INTO attempts (id, delivery_id, response_body, at, duration_ms, status, outcome, error, note, request_headers_json,
       response_headers_json, response_size) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (deliveryId, [_, ...columns], responseBody) => void insert.run(mint(), deliveryId, responseBody, ...columns)
}
