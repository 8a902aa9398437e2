import { statSync } from 'node:fs'
import { type ReadableDb, type Statement, searchPath } from '../open.ts'
import { INDEX_VERSION } from './index-file.ts'

/** The index as a reader sees it. */
export interface AttachedIndex {
  /** Newest id in the index; null when there is no usable index now, and everything has to be read from the rows. */
  indexedTo(): number | null
  /** Statement over `search.docs`, prepared once for each file. */
  prepare<B extends unknown[], R>(sql: string): Statement<B, R>
  /** Lets go of a damaged file, until there is another. */
  giveUp(): void
}

/**
 * Attaches search.db to a reader's connection, so that one statement joins both. The file may be missing, and may be replaced at any
 * time (see `createIndexFile`): its identity is looked at before each use, which costs a microsecond.
 */
export function attachIndex(db: ReadableDb, dataDir: string): AttachedIndex {
  const known = attachedTo.get(db)
  if (known) return known
  const index = attach(db, dataDir)
  attachedTo.set(db, index)
  return index
}

/** A connection can attach the file once, whoever asks. */
const attachedTo = new WeakMap<ReadableDb, AttachedIndex>()

function attach(db: ReadableDb, dataDir: string): AttachedIndex {
  const path = searchPath(dataDir)
  let attached = ''
  let damaged = ''
  let prepared = new Map<string, Statement>()

  const identity = () => {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stat ? `${stat.ino}:${stat.birthtimeNs}` : ''
  }
  const detach = () => {
    prepared = new Map()
    if (attached !== '') db.prepare('DETACH search').run()
    attached = ''
  }
  const prepare = <B extends unknown[], R>(sql: string) => {
    const statement = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, statement)
    return statement as Statement<B, R>
  }

  return {
    prepare,
    indexedTo() {
      const now = identity()
      if (now !== attached) {
        detach()
        if (now === '' || now === damaged) return null
        try {
          db.prepare('ATTACH ? AS search').run(path)
          attached = now
        } catch {
          return null
        }
      }
      try {
        const version = prepare<[], { user_version: number }>('PRAGMA search.user_version').get()?.user_version
        if (version !== INDEX_VERSION) return null
        return prepare<[], { value: number }>("SELECT value FROM search.meta WHERE key = 'indexed_to'").get()?.value ?? null
      } catch {
        return null
      }
    },
    giveUp() {
      damaged = attached
      detach()
    },
  }
}
