import { join } from 'node:path'
import Database from 'better-sqlite3'

export type { Statement } from 'better-sqlite3'

declare const writable: unique symbol
/** A connection that may only read. A function that writes cannot be given one (as Signal-Desktop brands its connections). */
export type ReadableDb = Pick<Database.Database, 'prepare' | 'pragma' | 'close' | 'open'>
export type WritableDb = Database.Database & { readonly [writable]: true }

export const databasePath = (dataDir: string): string => join(dataDir, 'hookbench.db')
export const searchPath = (dataDir: string): string => join(dataDir, 'search.db')

/**
 * Settings of the one writing connection. `synchronous=FULL` makes a COMMIT wait for the disk, so that a 2xx is a promise;
 * on macOS an fsync alone leaves the data in the drive's cache, `fullfsync` does not. Checkpoints are the maintenance thread's.
 */
export const writerPragmas: readonly string[] = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'wal_autocheckpoint = 0',
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
  'foreign_keys = ON',
  'busy_timeout = 2000',
  'cache_size = -16384',
  'temp_store = MEMORY',
]

/** Opens the database for the writer thread. @throws Error of better-sqlite3; see `storeError`. */
export function openWriter(dataDir: string): WritableDb {
  const db = new Database(databasePath(dataDir))
  // Both only take effect before the first table exists; later they are no-ops. A webhook of a few kilobytes lies in its page whole: of
  // 3 KB each, five share 16 KB, but only two share 8, and the rest of every page would be written, synced and kept for nothing.
  db.pragma('page_size = 16384')
  db.pragma('auto_vacuum = INCREMENTAL')
  for (const pragma of writerPragmas) db.pragma(pragma)
  return db as WritableDb
}

/** What a connection that is in use really runs with: what was asked for may have been refused, and a 2xx stands on it. */
export function durabilityOf(db: WritableDb) {
  const value = (name: string) => db.pragma(name, { simple: true })
  return {
    journalMode: value('journal_mode'),
    synchronous: value('synchronous'),
    walAutocheckpoint: value('wal_autocheckpoint'),
    autoVacuum: value('auto_vacuum'),
    fullfsync: value('fullfsync'),
    checkpointFullfsync: value('checkpoint_fullfsync'),
    pageSize: value('page_size'),
  }
}

/** Opens the database for lists and bodies. */
export function openReader(dataDir: string): ReadableDb {
  const db = new Database(databasePath(dataDir), { readonly: true, fileMustExist: true })
  db.pragma('busy_timeout = 2000')
  db.pragma('cache_size = -32768')
  db.pragma('query_only = ON')
  return db
}
