import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { databasePath } from './open.ts'
import { runEach, serve } from './threads/host.ts'

export type MaintenanceOperations = ReturnType<typeof operations>

/**
 * Checkpoints beside the writer. PASSIVE never waits for a reader nor blocks the writer: it moves what it can from the WAL into the
 * database. With `wal_autocheckpoint` the writer itself would do this inside a commit, and a sender would wait for it.
 */
function operations(db: Database.Database) {
  const pageSize = Number(db.pragma('page_size', { simple: true }))
  return {
    /** @returns length of the WAL in bytes, what is checkpointed already included */
    checkpoint: (_: null): { walBytes: number } => {
      const [result] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[]
      return { walBytes: (result?.log ?? 0) * pageSize }
    },
  }
}

if (parentPort) {
  const { dataDir } = workerData as { dataDir: string }
  serve(parentPort, () => {
    const db = new Database(databasePath(dataDir), { fileMustExist: true })
    // A checkpoint makes the database file durable before the WAL may be reused: FULL here too.
    db.pragma('synchronous = FULL')
    db.pragma('checkpoint_fullfsync = ON')
    db.pragma('wal_autocheckpoint = 0')
    return { run: runEach(operations(db)), close: () => db.close() }
  })
}
