import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { databasePath } from './open.ts'
import { runEach, serve } from './threads/host.ts'

/** A pass takes a millisecond or two when little is left, and commits are further apart than that, mostly. */
const MOST_PASSES = 20

export type MaintenanceOperations = ReturnType<typeof operations>

/**
 * Checkpoints beside the writer. PASSIVE never waits for a reader nor blocks the writer: it moves what it can from the WAL into the
 * database. With `wal_autocheckpoint` the writer itself would do this inside a commit, and a sender would wait for it.
 */
function operations(db: Database.Database) {
  const pageSize = Number(db.pragma('page_size', { simple: true }))
  return {
    /**
     * Checkpoints while at least so many bytes of the WAL wait for it. What is committed during a pass is left to the next one, which is
     * shorter; and only a pass during which nothing was committed makes the database durable, with all that was written before it.
     * While that is done every commit waits for the disk too, so one large checkpoint disturbs fewer senders than many small ones.
     * @returns length of the WAL in bytes, and how much of it still waits
     */
    checkpoint: ({ fromBytes }: { fromBytes: number }): { walBytes: number; waitingBytes: number } => {
      let now = measure(db, 'NOOP')
      for (let pass = 0; pass < MOST_PASSES && now.log - now.checkpointed >= fromBytes / pageSize; pass++) {
        const { checkpointed } = now
        measure(db, 'PASSIVE')
        now = measure(db, 'NOOP')
        // A reader of long ago holds it back.
        if (now.checkpointed === checkpointed) break
      }
      return { walBytes: now.log * pageSize, waitingBytes: (now.log - now.checkpointed) * pageSize }
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
