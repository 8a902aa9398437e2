import { join } from 'node:path'
import Database from 'better-sqlite3'
import { messageOf } from '#app/errors.ts'
import { StartRefused } from './refusal.ts'

/**
 * Holds the data folder for this process, until the returned function is called or the process dies.
 *
 * The lock is SQLite's on `lock.db`, which the system frees at death, however sudden. A file with a process id in it would outlive
 * a crash and shut the owner out, or name a process that is somebody else by now.
 * @throws StartRefused when another Hookbench holds it, or the folder cannot be locked
 */
export function lockDataDir(dataDir: string): () => void {
  let db: Database.Database
  try {
    db = new Database(join(dataDir, 'lock.db'), { timeout: 0 })
  } catch (error) {
    const reason = messageOf(error)
    throw new StartRefused(`The data folder ${dataDir} cannot be written to (${reason}); choose another with --data-dir.`)
  }
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (!(error instanceof Database.SqliteError)) throw error
    if (error.code.startsWith('SQLITE_BUSY'))
      throw new StartRefused(
        `The data folder ${dataDir} is in use by another Hookbench; quit that one, or choose another folder with --data-dir.`,
      )
    throw new StartRefused(
      `The data folder ${dataDir} cannot be locked: lock.db in it cannot be used (${error.message}). Delete that file, it holds no data, or choose another folder with --data-dir.`,
    )
  }
  return () => db.close()
}
