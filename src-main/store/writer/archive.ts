import type { WritableDb } from '../open.ts'
import { type ArchivedRow, archivedColumns } from '../reader/archive.ts'
import { CHUNK, writeChunks } from './capture.ts'

/** Imports Requests from an archive. */
export function archiveWrites(db: WritableDb) {
  const names = ['id', ...archivedColumns, 'size', 'headers_json', 'detail_json', 'body']
  const insert = db.prepare(`INSERT OR IGNORE INTO requests (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
  const insertChunk = db.prepare('INSERT INTO chunks (owner, n, bytes) VALUES (?, ?, ?)')
  // What others still share of a Request that was deleted here (removal.ts).
  const findShared = db
    .prepare<[{ id: number }], Uint8Array>(
      'SELECT bytes FROM chunks WHERE owner = @id AND n = 0 AND EXISTS (SELECT 1 FROM requests WHERE body_of = @id)',
    )
    .pluck()
  const dropChunks = db.prepare('DELETE FROM chunks WHERE owner = ?')
  const addRepeat = db.prepare(
    'INSERT OR IGNORE INTO repeats (first_id, request_id) SELECT ?, ? WHERE EXISTS (SELECT 1 FROM requests WHERE id = ?)',
  )

  return {
    /** Ids are kept: ids of two workspaces do not collide, and what is here already stays as it is. @returns the ids that are new */
    importRequests({ rows }: { rows: readonly ArchivedRow[] }): number[] {
      return rows.flatMap(({ id, row, headersJson, detailJson, body }) => {
        const shared = findShared.get({ id })
        // Other bytes under this id would become the body of all that share it.
        if (shared && Buffer.compare(shared, body) !== 0) return []
        const inline = body.byteLength <= CHUNK
        const values = archivedColumns.map(name => row[name] ?? null)
        const { changes } = insert.run(id, ...values, body.byteLength, headersJson, detailJson, inline ? body : null)
        if (changes === 0) return []
        if (shared) dropChunks.run(id)
        if (!inline) writeChunks(insertChunk, id, body)
        const first = row['duplicate_of']
        if (typeof first === 'number') addRepeat.run(first, id, first)
        return [id]
      })
    },
  }
}
