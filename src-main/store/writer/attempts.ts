import type { AttemptRow } from '../lease-wire.ts'
import type { WritableDb } from '../open.ts'

/** The statement that keeps an attempt, with its Delivery's end or with its Request's reply. */
export function attemptInsert(
  db: WritableDb,
  mint: () => number,
): (deliveryId: number, attempt: AttemptRow, responseBody: Uint8Array) => void {
  const columns = `id, delivery_id, response_body, at, duration_ms, status, outcome, error, note, request_headers_json,
       response_headers_json, response_size`
  // Nearly all send what their Delivery says: each value bound costs a tenth of the statement.
  const insert = db.prepare(`INSERT INTO attempts (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertWhole = db.prepare(`INSERT INTO attempts (${columns}, url, request_body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  return (deliveryId, [_, url, requestBody, ...usual], responseBody) => {
    if (url === null && requestBody === null) insert.run(mint(), deliveryId, responseBody, ...usual)
    else insertWhole.run(mint(), deliveryId, responseBody, ...usual, url, requestBody)
  }
}
