import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { storeError } from '../errors.ts'
import { searchPath } from '../open.ts'
import { rollupSchema } from './rollup.ts'

/** Grows when the tokens or the text that is indexed change; a search.db of another version is made anew. */
export const INDEX_VERSION = 3

/**
 * Contentless: FTS5 keeps the token lists only. `detail=none` drops positions, which facets and trigrams do not need, and with them half
 * of the size. WITHOUT columnsize would be smaller still, but then rows cannot be deleted.
 */
const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('indexed_to', 0);
CREATE VIRTUAL TABLE docs USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '=^._-%:/'");
${rollupSchema}
PRAGMA user_version = ${INDEX_VERSION};
`

/** Opens search.db for writing. One that is damaged or of another version is thrown away: all of it can be read again. */
export function openIndexFile(dataDir: string): Database.Database {
  const path = searchPath(dataDir)
  let db: Database.Database | null = null
  try {
    db = open(path)
    const version = db.pragma('user_version', { simple: true })
    if (version === INDEX_VERSION) {
      db.prepare("SELECT value FROM meta WHERE key = 'indexed_to'").get()
      db.prepare("SELECT rowid FROM docs WHERE docs MATCH 'none' LIMIT 1").get()
      return db
    }
  } catch (error) {
    const { kind } = storeError(error)
    // `broken`: it is a database, with other tables than ours.
    if (kind !== 'corrupt' && kind !== 'broken') throw error
  }
  db?.close()
  return createIndexFile(dataDir)
}

/** Deletes search.db and makes an empty one. Readers notice that it is another file. */
export function createIndexFile(dataDir: string): Database.Database {
  const path = searchPath(dataDir)
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  const db = open(path)
  db.exec(`BEGIN; ${schema} COMMIT;`)
  return db
}

function open(path: string): Database.Database {
  const db = new Database(path)
  try {
    db.pragma('journal_mode = WAL')
    // A power cut may cost the newest rows of an index that can be made again; waiting for the disk would cost every slice.
    db.pragma('synchronous = NORMAL')
    db.pragma('busy_timeout = 2000')
    db.pragma('cache_size = -32768')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
