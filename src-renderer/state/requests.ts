import type { RequestRow } from '#contract/requests.ts'
import { call } from './api.ts'
import { wholeFilter } from './scope.ts'
import { app, change } from './store.ts'
import {
  emptyWindow,
  forgetFar,
  HEAD_LIMIT,
  headLoaded,
  mergeNewest,
  olderLoaded,
  PAGE_ROWS,
  pageOf,
  pageReloaded,
  replaceRows,
  rowsArrived,
  rowsChanged,
  rowsRemoved,
} from './window.ts'

/** Rows kept while they wait to be shown; beyond that they are only counted, and showing them loads the list afresh. */
const PENDING_LIMIT = 500

/** Each change of the question makes answers to earlier ones worthless. */
let question = 0
let wantedPages = new Set<string>()
/** What the core told of while the newest rows were being asked for: the answer may have been made before. */
let arrivedMeanwhile: RequestRow[] = []

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const listInput = (before?: string) => {
  const filter = wholeFilter(app())
  return { limit: PAGE_ROWS, ...(filter ? { filter } : {}), ...(before === undefined ? {} : { before }) }
}

/** Loads the newest rows for the present question. What is in view stays until the answer is there. */
export async function loadHead(): Promise<void> {
  const asked = ++question
  wantedPages = new Set()
  arrivedMeanwhile = []
  change({ loading: true })
  try {
    const { rows, next } = await call('requests.list', listInput())
    if (asked !== question) return
    const head = headLoaded(rows, next)
    const newer = arrivedMeanwhile.filter(row => row.id > (rows[0]?.id ?? ''))
    const shown = app().paused ? { window: head, pending: mergeNewest([], newer) } : { window: rowsArrived(head, newer), pending: [] }
    change({ ...shown, pendingMore: 0, loading: false, listError: null, loaded: true })
  } catch (error) {
    if (asked !== question) return
    change({ window: emptyWindow, loading: false, listError: sentence(error), loaded: true })
  }
}

/** Loads what follows the last page, if there is more and nothing is under way. */
export async function loadOlder(): Promise<void> {
  const { window, loading } = app()
  const before = window.next
  if (before === null || loading) return
  const asked = question
  change({ loading: true })
  try {
    const { rows, next } = await call('requests.list', listInput(before))
    if (asked === question) change(state => ({ window: olderLoaded(state.window, before, rows, next), loading: false }))
  } catch (error) {
    if (asked === question) change({ loading: false, listError: sentence(error) })
  }
}

/** Called when other rows come into view (indices): loads forgotten pages there, forgets those far away. */
export function rowsInView(first: number, last: number): void {
  const window = forgetFar(app().window, first, last)
  if (window !== app().window) change({ window })
  for (let at = pageOf(window, first); at <= pageOf(window, last); at++) {
    const page = window.pages[at]
    if (page && page.rows === null && page.before !== null) void loadForgotten(page.before, page.length)
  }
}

async function loadForgotten(before: string, length: number): Promise<void> {
  if (wantedPages.has(before)) return
  wantedPages.add(before)
  const asked = question
  try {
    const { rows } = await call('requests.list', { ...listInput(before), limit: Math.max(1, length) })
    if (asked === question) change(state => ({ window: pageReloaded(state.window, before, rows) }))
  } catch (error) {
    if (asked === question) change({ listError: sentence(error) })
  } finally {
    wantedPages.delete(before)
  }
}

/** Rows that the core tells of as they come in. */
export function requestsArrived(arrived: readonly RequestRow[]): void {
  const { atEdge, paused, window, pending, loading } = app()
  if (loading) arrivedMeanwhile.push(...arrived)
  if (atEdge && !paused) {
    const next = rowsArrived(window, arrived)
    change({ window: next })
    if ((next.pages[0]?.length ?? 0) > HEAD_LIMIT && !app().loading) void loadHead()
    return
  }
  const merged = mergeNewest(pending, arrived)
  change(state => ({
    pending: merged.slice(0, PENDING_LIMIT),
    pendingMore: state.pendingMore + Math.max(0, merged.length - PENDING_LIMIT),
  }))
}

export function requestsChanged(rows: readonly RequestRow[]): void {
  change(state => ({ window: rowsChanged(state.window, rows), pending: replaceRows(state.pending, rows) }))
}

export function requestsRemoved(ids: readonly string[]): void {
  const gone = new Set(ids)
  change(state => ({
    window: rowsRemoved(state.window, gone),
    pending: state.pending.filter(row => !gone.has(row.id)),
    selectedId: state.selectedId !== null && gone.has(state.selectedId) ? null : state.selectedId,
  }))
}

/** Moves the rows that wait into the list. */
export function showPending(): void {
  const { pending, pendingMore, window } = app()
  if (pendingMore > 0) {
    change({ pending: [], pendingMore: 0 })
    void loadHead()
  } else if (pending.length > 0) {
    change({ window: rowsArrived(window, pending), pending: [] })
  }
}

/** The list tells whether it is scrolled to its newest row. At the edge it follows what comes in. */
export function setAtEdge(atEdge: boolean): void {
  if (app().atEdge === atEdge) return
  change({ atEdge })
  if (atEdge && !app().paused) showPending()
}

/** Stops or resumes showing what comes in. Capturing goes on either way. */
export function setPaused(paused: boolean): void {
  change({ paused })
  if (!paused) showPending()
}
