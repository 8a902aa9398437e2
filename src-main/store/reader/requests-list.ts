import { everything, type Filter } from '#domain/filter/ast.ts'
import { type Candidate, evaluateFilter, type FilterContext } from '#domain/filter/evaluate.ts'
import { formatId, parseId } from '#domain/ids.ts'
import type { Provider } from '#domain/provider.ts'
import type { RequestRow } from '#domain/request.ts'
import { StoreError } from '../errors.ts'
import type { ReadableDb } from '../open.ts'
import { type RequestRecord, requestColumns } from '../request-row.ts'
import { candidateReads } from '../search/content.ts'
import { type Plan, planFilter } from '../search/plan.ts'
import { type Step, searchSteps } from '../search/steps.ts'

/** Counts go no further; beyond them a person reads "10,000+". */
export const COUNT_LIMIT = 10_000
/** So many are counted by one statement, which nothing can interrupt: some milliseconds. */
const COUNT_PORTION = 1000

interface Asked extends FilterContext {
  readonly filter: Filter | null
}
export interface ListAsked extends Asked {
  /** `next` of the page before; null for the newest. */
  readonly before: string | null
  /** Instead of `before`: the page that ends at or above this id, so the way back to the newest. */
  readonly from?: string | null
  readonly limit: number
}
export interface CountAsked extends Asked {
  /** Both from the answer before, to go on with a count that was not complete. */
  readonly before?: string | null
  readonly counted?: number
}

export interface ListPage {
  readonly rows: readonly RequestRow[]
  /** Where to go on; absent when there is nothing further. */
  readonly next?: string
  /** False: the slice of time was over before the page was full. */
  readonly complete: boolean
  /** Last Request that was looked at, when not complete. */
  readonly scannedTo?: string
  /** search.db is damaged: the answer is right but slow until the search thread was told to `rebuild`. */
  readonly damaged?: true
}
export interface CountAnswer {
  /** So far, `counted` included. */
  readonly count: number
  /** False when there are more than 10,000, or not complete. */
  readonly exact: boolean
  readonly complete: boolean
  readonly next?: string
}

export interface ListOptions {
  readonly providers?: readonly Provider[]
  /** Length of a slice; a call returns after about as long and one row more, whatever it has found. */
  readonly sliceMs?: number
}

/**
 * Lists and counts with a filter, for a reader thread. Each call does one slice of bounded time and holds no statement open when it
 * returns; the cursor is where to go on, so a search is cancelled by not calling again.
 */
export function requestListReads(db: ReadableDb, dataDir: string, { providers = [], sliceMs = 16 }: ListOptions = {}) {
  const candidateOf = candidateReads(db, providers)
  const steps = searchSteps(db, dataDir, candidateOf)
  const find = db.prepare<[number], RequestRecord>(`SELECT ${requestColumns} FROM requests r WHERE r.id = ? AND r.hidden_at IS NULL`)

  /** Visits matching Requests, newest first (`upwards`: oldest first), until `visit` has enough or time is over. */
  const walk = (asked: Asked, plan: Plan, cursor: number, visit: (row: RequestRow) => boolean, upwards = false) => {
    const deadline = performance.now() + sliceMs
    let last = cursor
    for (const step of steps.walk(plan, cursor, upwards)) {
      last = step.id
      if (accepts(step, asked) && visit(step.candidate.row)) return { last, end: 'enough' as const }
      if (performance.now() >= deadline) return { last, end: 'time' as const }
    }
    return { last, end: 'all' as const }
  }

  /** The caller goes on with `next` and `count` while not complete. */
  const countRequests = (asked: CountAsked): CountAnswer => {
    const deadline = performance.now() + sliceMs
    const before = cursorOf(asked.before ?? null)
    const counted = asked.counted ?? 0
    const plan = planOf(asked)
    const border = steps.countable(plan)
    let count = counted
    // Rows that the index does not have yet, or that have to be looked at, one by one; the others by SQL alone.
    const { last, end } = walk(asked, { ...plan, from: Math.max(plan.from, border) }, before, () => ++count > COUNT_LIMIT)
    if (end === 'time') return { count, exact: false, complete: false, next: formatId('req', last) }
    for (let below = end === 'all' ? Math.min(before, border) : null; below !== null && count <= COUNT_LIMIT; ) {
      const found = steps.count(plan, below, Math.min(COUNT_PORTION, COUNT_LIMIT + 1 - count))
      // The index turned out to be damaged and was let go of: this time all rows are looked at.
      if (found === null) return countRequests(asked)
      count += found.count
      below = found.last
      if (below !== null && count <= COUNT_LIMIT && performance.now() >= deadline)
        return { count, exact: false, complete: false, next: formatId('req', below) }
    }
    return { count: Math.min(count, COUNT_LIMIT), exact: count <= COUNT_LIMIT, complete: true }
  }

  return {
    listRequests(asked: ListAsked): ListPage {
      const rows: RequestRow[] = []
      const upwards = typeof asked.from === 'string'
      const cursor = cursorOf(asked.from ?? asked.before)
      const { last, end } = walk(asked, planOf(asked), cursor, row => rows.push(row) >= asked.limit, upwards)
      // Newest first either way. A cursor upwards is where to begin, one downwards where to end: the Request itself is in neither.
      if (upwards) rows.reverse()
      const next = formatId('req', upwards ? last + 1 : last)
      const damaged = steps.damaged() ? ({ damaged: true } as const) : {}
      if (end === 'all') return { rows, complete: true, ...damaged }
      return { rows, next, ...(end === 'time' ? { complete: false, scannedTo: formatId('req', last) } : { complete: true }), ...damaged }
    },

    countRequests,

    /** Which of these Requests the filter lets through: for subscriptions whose filter needs more than a summary row. */
    matchRequests(asked: Asked & { readonly ids: readonly number[] }): number[] {
      const filter = asked.filter ?? everything
      return asked.ids.filter(id => {
        const record = find.get(id)
        return record !== undefined && evaluateFilter(filter, candidateOf(record), asked)
      })
    },
  }
}

const planOf = (asked: Asked): Plan => planFilter(asked.filter ?? everything, asked)

function accepts(step: Step, asked: Asked): step is Step & { candidate: Candidate } {
  return step.candidate !== null && evaluateFilter(asked.filter ?? everything, step.candidate, asked)
}

function cursorOf(before: string | null): number {
  if (before === null) return Number.MAX_SAFE_INTEGER
  const id = parseId('req', before)
  if (id === null)
    throw new StoreError('refused', 'This place in the list is not known any more. Load the list again from its start.', 'invalid_input')
  return id
}
