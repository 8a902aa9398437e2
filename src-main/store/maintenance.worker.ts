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
    /**
     * Checkpoints when at least so many bytes of the WAL wait for it. While the database is made durable every commit waits for the disk
     * too, so one large checkpoint disturbs fewer senders than many small ones.
     * @returns length of the WAL in bytes, and how much of it still waits
     */
    checkpoint: ({ fromBytes }: { fromBytes: number }): { walBytes: number; waitingBytes: number } => {
      const now = measure(db, 'NOOP')
      const { log, checkpointed } = now.log - now.checkpointed < fromBytes / pageSize ? now : measure(db, 'PASSIVE')
      return { walBytes: log * pageSize, waitingBytes: (log - checkpointed) * pageSize }
    },
  }
}

/** Frames in the WAL, and how many of them are in the database by now; -1 each where there is no WAL yet. */
function measure(db: Database.Database, mode: 'NOOP' | 'PASSIVE'): { log: number; checkpointed: number } {
  const [result] = db.pragma(`wal_checkpoint(${mode})`) as { log: number; checkpointed: number }[]
  return { log: Math.max(result?.log ?? 0, 0), checkpointed: Math.max(result?.checkpointed ?? 0, 0) }
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
