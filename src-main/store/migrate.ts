import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from './errors.ts'
import { migrations } from './migrations/index.ts'
import type { WritableDb } from './open.ts'

/**
 * Brings the database to the version of this program: every missing migration and the new `user_version` in ONE transaction, after
 * a backup of what was there. So a crash or a full disk in the middle leaves the old version, whole.
 * @param steps SQL scripts; entry i brings version i to i + 1
 * @returns the versions before and after, and the backup's path when one was made
 * @throws StoreError `future` when a newer Hookbench has written this database
 */
export function migrate(db: WritableDb, dataDir: string, steps: readonly string[] = migrations) {
  const from = Number(db.pragma('user_version', { simple: true }))
  const to = steps.length
  if (from > to) {
    throw new StoreError(
      'future',
      `This data folder was written by a newer Hookbench (its database has version ${from}, this program knows ${to}). Update Hookbench, or start it with another --data-dir.`,
    )
  }
  if (from === to) return { from, to, backup: null }
  const backup = from === 0 ? null : backUp(db, dataDir, from)
  db.transaction(() => {
    for (const step of steps.slice(from)) db.exec(step)
    db.pragma(`user_version = ${to}`)
  }).immediate()
  return { from, to, backup }
}

/** Writes a compact copy to `backups/`, whole or not at all; an existing copy of that version is the older truth and stays. */
function backUp(db: WritableDb, dataDir: string, version: number): string {
  const folder = join(dataDir, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `hookbench-v${version}.db`)
  if (existsSync(path)) return path
  const part = `${path}.part`
  rmSync(part, { force: true })
  db.prepare('VACUUM INTO ?').run(part)
  renameSync(part, path)
  return path
}
