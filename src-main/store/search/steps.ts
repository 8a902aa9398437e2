import type { Candidate } from '#domain/filter/evaluate.ts'
import { storeError } from '../errors.ts'
import type { ReadableDb } from '../open.ts'
import { type RequestRecord, requestColumns } from '../request-row.ts'
import { attachIndex } from './attached.ts'
import type { Plan } from './plan.ts'

/** One Request that was looked at; `candidate` null when it is hidden. */
export interface Step {
  readonly id: number
  readonly candidate: Candidate | null
}

type Found = RequestRecord & { readonly hidden_at: number | null }
interface Counted {
  readonly count: number
  readonly last: number | null
}
type Range = [from: bigint, to: bigint]
type Order = 'ASC' | 'DESC'

const columns = `${requestColumns}, r.hidden_at`
// CROSS JOIN keeps FTS5 in the outer loop, which walks its lists in the order of ids, from either end: no sorting, and rows as found.
const indexed = `FROM search.docs d CROSS JOIN requests r ON r.id = d.rowid WHERE d.docs MATCH ? AND d.rowid >= ? AND d.rowid < ?`

/**
 * The way from a plan to Requests, from either end: rows newer than the index are read one by one, older ones through the index where the
 * plan allows. Both are in the order of ids, so one id is the cursor, also when the index moves on between two calls.
 */
export function searchSteps(db: ReadableDb, dataDir: string, candidateOf: (record: RequestRecord) => Candidate) {
  const index = attachIndex(db, dataDir)
  let isDamaged = false
  // Hidden rows are stepped over here and not in SQL: after a large Clear that would be one long step that nothing can interrupt.
  const direct = (order: Order) =>
    db.prepare<Range, Found>(`SELECT ${columns} FROM requests r WHERE r.id >= ? AND r.id < ? ORDER BY r.id ${order}`)
  const stored = { DESC: direct('DESC'), ASC: direct('ASC') }
  const countAll = db.prepare<[...Range, number], Counted>(`SELECT count(*) AS count, min(id) AS last FROM
    (SELECT r.id FROM requests r WHERE r.id >= ? AND r.id < ? AND r.hidden_at IS NULL ORDER BY r.id DESC LIMIT ?)`)

  /** The index may answer for ids below this; 0 when it has to be left out. */
  const indexEnd = (plan: Plan): number => {
    const newest = typeof plan.match === 'string' ? index.indexedTo() : null
    return newest === null || newest === 0 ? 0 : newest + 1
  }

  function* read(records: IterableIterator<Found>): Generator<Step> {
    for (const record of records) yield { id: record.id, candidate: record.hidden_at === null ? candidateOf(record) : null }
  }

  /** Through the index where it can be trusted, and through the rows from where it turned out to be damaged: slow, never wrong. */
  function* known(match: string, from: number, to: number, order: Order): Generator<Step> {
    let last = order === 'DESC' ? to : from - 1
    try {
      const found = index.prepare<[string, ...Range], Found>(`SELECT ${columns} ${indexed} ORDER BY d.rowid ${order}`)
      for (const step of read(found.iterate(match, BigInt(from), BigInt(to)))) {
        last = step.id
        yield step
      }
      return
    } catch (error) {
      if (storeError(error).kind !== 'corrupt') throw error
      isDamaged = true
      index.giveUp()
    }
    yield* read(order === 'DESC' ? stored.DESC.iterate(BigInt(from), BigInt(last)) : stored.ASC.iterate(BigInt(last + 1), BigInt(to)))
  }

  /** Newest first below a cursor; or, `upwards`, oldest first from a cursor on. */
  function* walk(plan: Plan, cursor: number, upwards = false): Generator<Step> {
    const from = upwards ? Math.max(plan.from, cursor) : plan.from
    const to = upwards ? plan.to : Math.min(plan.to, cursor)
    if (plan.match === false || from >= to) return
    const border = Math.max(from, Math.min(to, indexEnd(plan)))
    if (!upwards) yield* read(stored.DESC.iterate(BigInt(border), BigInt(to)))
    if (typeof plan.match === 'string' && border > from) yield* known(plan.match, from, border, upwards ? 'ASC' : 'DESC')
    if (upwards) yield* read(stored.ASC.iterate(BigInt(border), BigInt(to)))
  }

  /** Ids below this can be counted by SQL alone. */
  function countable(plan: Plan): number {
    if (!plan.exact || plan.match === false) return 0
    return plan.match === true ? plan.to : indexEnd(plan)
  }

  /**
   * How many below `countable(plan)` match, of the newest `limit` of them, and the oldest of these; null when the index is damaged.
   * `last` null: there were fewer, and that is all.
   */
  function count(plan: Plan, before: number, limit: number): { readonly count: number; readonly last: number | null } | null {
    const to = Math.min(plan.to, before)
    if (plan.match === false || plan.from >= to) return { count: 0, last: null }
    const range: Range = [BigInt(plan.from), BigInt(to)]
    const answer = (found: Counted | undefined) => ({ count: found?.count ?? 0, last: found?.count === limit ? found.last : null })
    if (plan.match === true) return answer(countAll.get(...range, limit))
    try {
      const counted = index.prepare<[string, ...Range, number], Counted>(
        `SELECT count(*) AS count, min(id) AS last FROM (SELECT r.id ${indexed} AND r.hidden_at IS NULL ORDER BY d.rowid DESC LIMIT ?)`,
      )
      return answer(counted.get(plan.match, ...range, limit))
    } catch (error) {
      if (storeError(error).kind !== 'corrupt') throw error
      isDamaged = true
      index.giveUp()
      return null
    }
  }

  return {
    walk,
    countable,
    count,
    /** The index was found damaged, since last asked. */
    damaged(): boolean {
      const was = isDamaged
      isDamaged = false
      return was
    },
  }
}
