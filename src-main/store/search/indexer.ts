import type Database from 'better-sqlite3'
import type { Provider } from '#domain/provider.ts'
import { storeError } from '../errors.ts'
import type { ReadableDb } from '../open.ts'
import { type RequestRecord, requestColumns } from '../request-row.ts'
import { candidateReads } from './content.ts'
import { createIndexFile, openIndexFile } from './index-file.ts'
import { type AttemptCounted, attemptsAfter, rollup } from './rollup.ts'
import { facetsOf, trigramsOf } from './tokens.ts'

/** How far the index is: every Request up to and with `indexedTo` is in it. */
export interface Progress {
  readonly indexedTo: number
  /** Requests or Attempts are waiting. */
  readonly behind: boolean
}

export interface Indexer {
  /** Indexes the next rows for about `ms` of this thread's time (at least one row). */
  slice(ms: number): Progress
  /** Reads changed rows again; those that are gone leave the index. */
  refresh(ids: readonly number[]): void
  remove(ids: readonly number[]): void
  /** Starts from nothing. */
  rebuild(): void
  close(): void
}

/** Attempts that are counted at a time: about a millisecond. */
const ATTEMPTS = 128

/** Keeps search.db in step with the committed Requests and Attempts of `db`. A damaged file is noticed and made anew. */
export function createIndexer(db: ReadableDb, dataDir: string, providers: readonly Provider[]): Indexer {
  const candidateOf = candidateReads(db, providers)
  const next = db.prepare<[number, number], RequestRecord>(`SELECT ${requestColumns} FROM requests r WHERE r.id > ? ORDER BY r.id LIMIT ?`)
  const find = db.prepare<[number], RequestRecord>(`SELECT ${requestColumns} FROM requests r WHERE r.id = ?`)
  const attempts = db.prepare<[number, number], AttemptCounted>(`${attemptsAfter} LIMIT ?`)
  let index = statements(openIndexFile(dataDir))

  const put = (record: RequestRecord) => {
    const candidate = candidateOf(record)
    // BigInt: a number above 2^31 would be bound as a float, which FTS5 takes for no rowid.
    index.put.run(BigInt(record.id), [...facetsOf(candidate.row, candidate.eventIds()), ...trigramsOf(candidate.text())].join(' '))
  }

  const rebuild = () => {
    index.db.close()
    index = statements(createIndexFile(dataDir))
  }

  /** All or nothing; on a damaged index once more, on a new one. */
  const write = <T>(run: () => T): T => {
    try {
      return index.db.transaction(run).immediate()
    } catch (error) {
      index.rollup.forget()
      if (storeError(error).kind !== 'corrupt') throw error
      rebuild()
      return index.db.transaction(run).immediate()
    }
  }

  /** Counts Attempts until the deadline, at least a few. @returns whether there are more */
  const countAttempts = (deadline: number): boolean => {
    for (;;) {
      const counted = attempts.all(index.attemptsTo.get()?.value ?? 0, ATTEMPTS)
      for (const attempt of counted) index.rollup.addAttempt(attempt)
      const last = counted.at(-1)
      if (last) index.set.run(last.id, 'attempts_to')
      if (counted.length < ATTEMPTS || performance.now() >= deadline) return counted.length === ATTEMPTS
    }
  }

  return {
    slice: ms =>
      write(() => {
        const deadline = performance.now() + ms
        let indexedTo = index.indexedTo.get()?.value ?? 0
        for (;;) {
          const records = next.all(indexedTo, 32)
          for (const record of records) {
            put(record)
            index.rollup.add(record)
            indexedTo = record.id
            if (performance.now() >= deadline) break
          }
          const behind = records.length > 0 && (records.length === 32 || records.at(-1)?.id !== indexedTo)
          if (behind && performance.now() < deadline) continue
          if (records.length > 0) index.set.run(indexedTo, 'indexed_to')
          const uncounted = countAttempts(deadline)
          index.rollup.flush()
          return { indexedTo, behind: behind || uncounted }
        }
      }),
    refresh: ids =>
      write(() => {
        const indexedTo = index.indexedTo.get()?.value ?? 0
        for (const id of ids) {
          const record = find.get(id)
          if (!record) index.remove.run(BigInt(id))
          // Newer rows come by themselves, and an id above `indexedTo` must not be in the index: readers look at those rows directly.
          else if (id <= indexedTo) put(record)
        }
      }),
    remove: ids =>
      write(() => {
        for (const id of ids) index.remove.run(BigInt(id))
      }),
    rebuild,
    close: () => index.db.close(),
  }
}

function statements(db: Database.Database) {
  return {
    db,
    indexedTo: db.prepare<[], { value: number }>("SELECT value FROM meta WHERE key = 'indexed_to'"),
    attemptsTo: db.prepare<[], { value: number }>("SELECT value FROM meta WHERE key = 'attempts_to'"),
    set: db.prepare<[number, string]>('UPDATE meta SET value = ? WHERE key = ?'),
    put: db.prepare<[bigint, string]>('INSERT OR REPLACE INTO docs (rowid, tokens) VALUES (?, ?)'),
    rollup: rollup(db),
    remove: db.prepare<[bigint]>('DELETE FROM docs WHERE rowid = ?'),
  }
}
