import type { RequestRow } from '#contract/requests.ts'
import { firstIdAt, formatId, parseId, timeOfId } from '#domain/ids.ts'
import { callForRows } from './fresh.ts'
import { lead } from './lead.ts'
import { wholeFilter } from './scope.ts'
import { app, change } from './store.ts'
import {
  type Answer,
  dropFarthest,
  emptyWindow,
  forgetFar,
  HEAD_LIMIT,
  headLoaded,
  indexCount,
  landedAtOldest,
  landedBelow,
  mergeNewest,
  neighbourOf,
  newerLoaded,
  olderLoaded,
  PAGE_ROWS,
  pageOf,
  pageReloaded,
  type RowWindow,
  replaceRows,
  roomShortened,
  rowAt,
  rowsArrived,
  rowsChanged,
  rowsRemoved,
} from './window.ts'

/** Rows kept while they wait to be shown; beyond that they are only counted, and showing them loads the list afresh. */
const PENDING_LIMIT = 500

/** Rows before the end of the list at which more are loaded. */
const AHEAD = 60
/** A flood that is not told row by row makes the list load afresh at most this often, ms. */
const FLOOD_PAUSE_MS = 1000

/** Each change of the question makes answers to earlier ones worthless. */
let question = 0
let wantedPages = new Set<string>()
/** What the core told of while the newest rows were being asked for: the answer may have been made before. */
let arrivedMeanwhile: RequestRow[] = []
/** Indices of the first and the last row in view. */
let firstInView = 0
let lastInView = 0
let loadingNewer = false
let floodTimer: ReturnType<typeof setTimeout> | undefined

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))
/** Where a scan stands that was cut short; null when it was not. */
const searchOf = ({ complete, next, scannedTo }: Answer & { scannedTo?: string | undefined }, stopped = false) => {
  const at = complete || next === undefined ? null : parseId('req', scannedTo ?? '')
  return at === null ? null : { backTo: timeOfId(at), stopped }
}
/** What the list is asked for: a page of the present question, at a place (the newest without one). */
export const listInput = (place: { before?: string; from?: string } = {}) => {
  const filter = wholeFilter(app())
  return { limit: PAGE_ROWS, ...(filter ? { filter } : {}), ...place }
}
/** Another window takes the place of the one that is shown. */
const instead = (window: RowWindow): RowWindow => ({ ...window, moved: app().window.moved })

/** Loads the newest rows for the present question. What is in view stays until the answer is there. */
export async function loadHead(): Promise<void> {
  const asked = ++question
  wantedPages = new Set()
  arrivedMeanwhile = []
  // Scrolling up there may have begun to load the rows between, and those move the view along with them.
  const landing = app().window.newer === null ? null : ({ at: 'start' } as const)
  change({ loading: true })
  try {
    const answer = await callForRows('requests.list', listInput())
    if (asked !== question) return
    const head = instead(headLoaded(answer))
    const newer = arrivedMeanwhile.filter(row => row.id > (answer.rows[0]?.id ?? ''))
    const shown = app().paused ? { window: head, pending: mergeNewest([], newer) } : { window: rowsArrived(head, newer), pending: [] }
    firstInView = 0
    lastInView = 0
    loadingNewer = false
    change({
      ...shown,
      pendingMore: 0,
      mayHaveChanged: false,
      loading: false,
      listError: null,
      loaded: true,
      search: searchOf(answer),
      landing,
    })
    settleEdge()
    goOn()
  } catch (error) {
    if (asked !== question) return
    change({ window: instead(emptyWindow), loading: false, listError: sentence(error), loaded: true, search: null })
  }
}

/** Goes to what came just before a time (ms since epoch), the list staying whole: one scrolls on from there, either way. */
export async function goToTime(time: number): Promise<void> {
  const before = formatId('req', firstIdAt(time))
  const found = await land({ before })
  if (found === null) return
  // Nothing is that old: then it is the oldest that one wants to see.
  if (found.rows.length === 0 && found.complete) return goToOldest()
  change({ window: instead(landedBelow(before, found)), landing: { at: 'start' } })
}

/** Goes to the oldest Request that the list has. */
export async function goToOldest(): Promise<void> {
  const found = await land({ from: formatId('req', 0) })
  if (found !== null) change({ window: instead(landedAtOldest(found)), landing: { at: 'end' } })
}

/** The rows around a new place; null when something else was asked for meanwhile. What is in view stays until they are there. */
async function land(place: { before: string } | { from: string }): Promise<Answer | null> {
  const asked = ++question
  wantedPages = new Set()
  loadingNewer = false
  change({ loading: true })
  try {
    let answer: Answer = await callForRows('requests.list', listInput(place))
    // A scan may find nothing for a long time; its first finds are where one lands.
    while (asked === question && answer.rows.length === 0 && !answer.complete && answer.next !== undefined) {
      answer = await callForRows('requests.list', listInput('from' in place ? { from: answer.next } : { before: answer.next }))
    }
    if (asked !== question) return null
    change({ loading: false, listError: null, search: null })
    return answer
  } catch (error) {
    if (asked === question) change({ loading: false, listError: sentence(error) })
    return null
  }
}

/** Loads what follows the last page, if there is more, nothing is under way and nobody has stopped it. */
export async function loadOlder(): Promise<void> {
  const { window, loading, search } = app()
  const before = window.next
  if (before === null || loading || search?.stopped) return
  const asked = question
  change({ loading: true })
  try {
    const answer = await callForRows('requests.list', listInput({ before }))
    if (asked !== question) return
    change(state => ({
      window: olderLoaded(state.window, before, answer),
      loading: false,
      search: searchOf(answer, state.search?.stopped),
    }))
    goOn()
  } catch (error) {
    if (asked === question) change({ loading: false, listError: sentence(error) })
  }
}

/** Loads what is newer than the first page, where that is not the newest. */
async function loadNewer(): Promise<void> {
  const { newer } = app().window
  if (newer === null || loadingNewer) return
  const asked = question
  loadingNewer = true
  try {
    const answer = await callForRows('requests.list', listInput({ from: newer }))
    if (asked !== question) return
    change(({ window, pending, pendingMore }) => {
      const next = newerLoaded(window, newer, answer)
      if (next.newer !== null) return { window: next }
      // The list has what was waiting for it, but for what came in while this was asked.
      const newest = next.pages[0]?.rows?.[0]?.id ?? ''
      const waiting = pending.filter(row => row.id > newest)
      return { window: next, pending: waiting, pendingMore: waiting.length < PENDING_LIMIT ? 0 : pendingMore }
    })
    loadingNewer = false
    settleEdge()
    if (firstInView < app().window.above + AHEAD) void loadNewer()
  } catch (error) {
    if (asked === question) change({ listError: sentence(error) })
  } finally {
    if (asked === question) loadingNewer = false
  }
}

/** A scan that was cut short goes on by itself while its end is in view: an empty page offers nothing to scroll. */
function goOn(): void {
  const { search, window } = app()
  if (search && lastInView >= indexCount(window) - AHEAD) void loadOlder()
}

/** Stops a long search after the part under way, or lets it go on. */
export function stopSearch(stopped: boolean): void {
  change(state => (state.search ? { search: { ...state.search, stopped } } : {}))
  if (!stopped) goOn()
}

/** Index of the first row in view. */
export const topInView = (): number => firstInView

/** Called when other rows come into view (indices): loads forgotten pages there and what follows either end, forgets pages far away. */
export function rowsInView(first: number, last: number): void {
  firstInView = first
  lastInView = last
  const window = roomShortened(forgetFar(dropFarthest(app().window, first, last), first, last), last)
  // The very first is under the header.
  const place = (rowAt(window, first + 1) ?? rowAt(window, first))?.receivedAt ?? null
  if (window !== app().window || place !== app().place) change({ window, place })
  if (last > indexCount(window) - AHEAD) void loadOlder()
  if (first < window.above + AHEAD) void loadNewer()
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
    const rows: RequestRow[] = []
    // A scan may be cut here too; all of it is wanted, for the page's length is what the scroll bar stands on.
    for (let cursor: string | undefined = before; cursor !== undefined && rows.length < length && asked === question; ) {
      const answer: Answer = await callForRows('requests.list', { ...listInput({ before: cursor }), limit: length - rows.length })
      rows.push(...answer.rows)
      cursor = answer.complete ? undefined : answer.next
    }
    if (asked === question) change(state => ({ window: pageReloaded(state.window, before, rows) }))
  } catch (error) {
    if (asked === question) change({ listError: sentence(error) })
  } finally {
    wantedPages.delete(before)
  }
}

/** Rows of the list's question as they come in. `more` = how many came too fast to be listed, or to places that are not at its top. */
export function requestsArrived(arrived: readonly RequestRow[], more = 0): void {
  const { atEdge, paused, window, pending, loading } = app()
  for (const listener of arrivalListeners) listener(arrived.length)
  if (loading) arrivedMeanwhile.push(...arrived)
  if (atEdge && !paused && window.newer === null) {
    const next = rowsArrived(window, arrived)
    change({ window: next })
    if (more > 0) loadAfterFlood(more)
    else if ((next.pages[0]?.length ?? 0) > HEAD_LIMIT && !app().loading) void loadHead()
    return
  }
  const merged = mergeNewest(pending, arrived)
  change(state => ({
    pending: merged.slice(0, PENDING_LIMIT),
    pendingMore: state.pendingMore + Math.max(0, merged.length - PENDING_LIMIT),
  }))
  if (more > 0) waitUnlisted(more)
}

/** Requests that were not listed wait to be shown. How many of them a filter lets through is not known. */
function waitUnlisted(more: number): void {
  change(({ pendingMore }) => (listInput().filter === undefined ? { pendingMore: pendingMore + more } : { mayHaveChanged: true }))
}

const arrivalListeners = new Set<(count: number) => void>()
/** Told of how many Requests came in that belong to the list, whether it shows them yet or not. Returns the function that stops. */
export function onArrival(listener: (count: number) => void): () => void {
  arrivalListeners.add(listener)
  return () => void arrivalListeners.delete(listener)
}

function loadAfterFlood(more: number): void {
  if (floodTimer !== undefined) return
  floodTimer = setTimeout(() => {
    floodTimer = undefined
    const { atEdge, paused, window } = app()
    if (atEdge && !paused && window.newer === null) void loadHead()
    // Somebody has scrolled away since: then nothing moves, and showing what waits loads the list afresh.
    else waitUnlisted(more)
  }, FLOOD_PAUSE_MS)
}

/** Rows that have changed; `outside` = ids of those that the list's filter no longer lets through. */
export function requestsChanged(rows: readonly RequestRow[], outside: readonly string[] = []): void {
  const gone = new Set(outside)
  change(state => ({
    window: rowsChanged(outside.length > 0 ? rowsRemoved(state.window, gone) : state.window, rows),
    pending: replaceRows(outside.length > 0 ? state.pending.filter(row => !gone.has(row.id)) : state.pending, rows),
    ...(outside.length > 0 ? { marked: without(state.marked, gone) } : {}),
  }))
}

function without(marked: ReadonlySet<string>, gone: ReadonlySet<string>): ReadonlySet<string> {
  const left = [...marked].filter(id => !gone.has(id))
  return left.length === marked.size ? marked : new Set(left)
}

/** Requests were deleted. When the one that the detail shows is among them, its neighbour takes its place, so that one goes on from there. */
export function requestsRemoved(ids: readonly string[]): void {
  const gone = new Set(ids)
  const { window, selectedId, anchorId } = app()
  const marked = without(app().marked, gone)
  const lost = selectedId !== null && gone.has(selectedId)
  const next = lost ? ([...marked][0] ?? neighbourOf(window, selectedId, gone)) : selectedId
  change(state => ({
    window: rowsRemoved(state.window, gone),
    pending: state.pending.filter(row => !gone.has(row.id)),
    marked,
    anchorId: anchorId !== null && gone.has(anchorId) ? next : anchorId,
  }))
  if (lost) lead(next)
}

/** Moves the rows that wait into the list; one that is somewhere else goes back to its newest. */
export function showPending(): void {
  const { pending, pendingMore, mayHaveChanged, window } = app()
  if (pendingMore > 0 || mayHaveChanged || window.newer !== null) {
    change({ pending: [], pendingMore: 0, mayHaveChanged: false })
    void loadHead()
  } else if (pending.length > 0) {
    change({ window: rowsArrived(window, pending), pending: [] })
  }
}

/** The list tells whether it is scrolled to its top. With the newest row there it is at its edge, and follows what comes in. */
export function setAtEdge(atTop: boolean): void {
  if (app().atTop !== atTop) change({ atTop })
  settleEdge()
}

/** Whether the window's top is the newest row may change while nobody scrolls. */
function settleEdge(): void {
  const atEdge = app().atTop && app().window.newer === null
  if (app().atEdge === atEdge) return
  change({ atEdge })
  if (atEdge && !app().paused) showPending()
}

/** Stops or resumes showing what comes in. Capturing goes on either way. */
export function setPaused(paused: boolean): void {
  change({ paused })
  if (!paused) showPending()
}
