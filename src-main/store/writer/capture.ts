import type { Arrival, Judgement, ReplyPlan, RowTexts } from '#domain/capture.ts'
import type { Repetition } from '#domain/request.ts'
import { withReply } from '../extras.ts'
import type { WritableDb } from '../open.ts'

/** Bodies up to this size are one value in the Request's row; larger ones are chunk rows of this size. */
export const CHUNK = 256 * 1024

/** What is decided about a Capture and goes into its row. */
export interface CaptureRecord {
  readonly id: number
  readonly capture: Omit<Arrival, 'headers' | 'headersTooLarge'>
  readonly assessment: Judgement
  readonly texts: RowTexts
  readonly reply: ReplyPlan
  readonly repetition: Repetition | null
  readonly duplicateOf: number | null
  /** Another Request of the same Event that holds these very bytes. */
  readonly bodyOf: number | null
}

/** The statements that a capture commit is made of; each appends, but for the claim. */
export function captureStatements(db: WritableDb) {
  const insert = db.prepare(`
    INSERT INTO requests (id, received_at, method, target, source_id, provider, size, reply_status, verdict, code, event_id, event_count,
      event_type, repetition, duplicate_of, handshake, problem, origin, via, headers_json, detail_json, body_of, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertChunk = db.prepare('INSERT INTO chunks (owner, n, bytes) VALUES (?, ?, ?)')
  const findClaim = db.prepare<[number, string], { request_id: number; claimed_at: number }>(
    'SELECT request_id, claimed_at FROM claims WHERE source_id = ? AND key = ?',
  )
  const putClaim = db.prepare(
    `INSERT INTO claims (source_id, key, request_id, claimed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET request_id = excluded.request_id, claimed_at = excluded.claimed_at`,
  )
  const addRepeat = db.prepare('INSERT OR IGNORE INTO repeats (first_id, request_id) VALUES (?, ?)')
  // Chunks of a Request that is there are a larger body's; of one that is gone they are what others share, whole (removal.ts).
  const findBody = db.prepare<[{ id: number; size: number }], { body: Uint8Array | null }>(
    `SELECT body FROM requests WHERE id = @id AND size = @size
     UNION ALL SELECT bytes FROM chunks
     WHERE owner = @id AND n = 0 AND length(bytes) = @size AND NOT EXISTS (SELECT 1 FROM requests WHERE id = @id)`,
  )
  const findDelivery = db.prepare<[number], { id: number }>('SELECT id FROM deliveries WHERE id = ?')

  return {
    insert(record: CaptureRecord): void {
      const { id, capture, assessment, texts, reply } = record
      const { body } = capture
      const inline = record.bodyOf === null && body.byteLength <= CHUNK
      insert.run(
        id,
        capture.receivedAt,
        capture.method,
        capture.target,
        assessment.sourceId,
        assessment.provider,
        body.byteLength,
        reply.status,
        assessment.verification.verdict,
        assessment.verification.code,
        assessment.eventKeys[0] ?? null,
        assessment.eventKeys.length,
        assessment.eventType,
        record.repetition,
        record.duplicateOf,
        assessment.handshake?.name ?? null,
        capture.problem,
        capture.origin,
        capture.via,
        texts.headers,
        withReply(texts.extras, reply, assessment.handshake?.holds),
        record.bodyOf,
        inline ? body : null,
      )
      if (record.bodyOf === null && !inline) writeChunks(insertChunk, id, body)
    },
    /** Who holds the key, if it was claimed at `since` (ms) or later. */
    claimant(sourceId: number, key: string, since: number): number | null {
      const claim = findClaim.get(sourceId, key)
      return claim && claim.claimed_at >= since ? claim.request_id : null
    },
    claim(sourceId: number, key: string, id: number, at: number): void {
      putClaim.run(sourceId, key, id, at)
    },
    addRepeat(firstId: number, id: number): void {
      addRepeat.run(firstId, id)
    },
    /**
     * Whether these very bytes are kept under `firstId`, also after it was deleted. One that shares another's does not count, nor does a
     * chunked one: what is shared is one value that has an owner of its own, so that who owns it is one step away.
     */
    holdsBody(firstId: number, body: Uint8Array): boolean {
      const bytes = findBody.get({ id: firstId, size: body.byteLength })?.body ?? null
      return bytes !== null && Buffer.compare(bytes, body) === 0
    },
    hasDelivery: (id: number): boolean => findDelivery.get(id) !== undefined,
  }
}

/** Writes a large body as chunk rows. Slices are views: nothing is copied but by SQLite. */
export function writeChunks(
  insertChunk: { run(owner: number, n: number, bytes: Uint8Array): unknown },
  owner: number,
  body: Uint8Array,
): void {
  for (let n = 0; n * CHUNK < body.byteLength; n++) insertChunk.run(owner, n, body.subarray(n * CHUNK, (n + 1) * CHUNK))
}
