import { StoreError } from '../errors.ts'
import type { WritableDb } from '../open.ts'
import { writeChunks } from './capture.ts'

/** Bytes that a caller hands over ahead of the call that needs them. Kept for an hour. */
export function uploadWrites(db: WritableDb, mint: () => number) {
  const insert = db.prepare('INSERT INTO uploads (id, size, created_at) VALUES (?, ?, ?)')
  const insertChunk = db.prepare('INSERT INTO chunks (owner, n, bytes) VALUES (?, ?, ?)')
  const stale = db.prepare<[number], { id: number }>('SELECT id FROM uploads WHERE created_at < ?')
  const drop = db.prepare('DELETE FROM uploads WHERE id = ?')
  const dropChunks = db.prepare('DELETE FROM chunks WHERE owner = ?')
  return {
    putUpload(input: { now: number }, body: Uint8Array): number {
      if (body.byteLength === 0) throw new StoreError('refused', 'The upload is empty; send the bytes as the body.', 'invalid_input')
      const id = mint()
      insert.run(id, body.byteLength, input.now)
      writeChunks(insertChunk, id, body)
      return id
    },
    dropStaleUploads(input: { before: number }): void {
      for (const { id } of stale.all(input.before)) {
        dropChunks.run(id)
        drop.run(id)
      }
    },
  }
}
