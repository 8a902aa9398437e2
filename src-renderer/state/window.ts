import type { RequestRow } from '#contract/requests.ts'

/** What a list shows: Requests, or Deliveries. Text order of ids is order of birth. */
export interface Identified {
  readonly id: string
}

/**
 * The part of the list that is in memory: pages of rows, newest first, each with the cursor that loads it.
 *
 * Pages far from view forget their rows and keep their length, so the scroll bar stays true and scrolling back loads them by
 * their cursor. Those very far from view go altogether: a browser's elements end at some 33 million pixels, and a list need not.
 * An index is a row's place on the screen; above the first page there may be room for rows that are yet to be loaded, so that
 * loading them moves nothing. All functions are pure: window in, window out.
 */
export interface Page<R extends Identified = RequestRow> {
  /** Cursor that loads this page; null = the newest rows. */
  readonly before: string | null
  /** null = forgotten; `length` still counts. */
  readonly rows: readonly R[] | null
  readonly length: number
}
export interface RowWindow<R extends Identified = RequestRow> {
  readonly pages: readonly Page<R>[]
  /** Cursor of what follows the last page; null = there is nothing older. */
  readonly next: string | null
  /** False while the last page is short because a long scan was cut: what follows belongs to it. */
  readonly whole: boolean
  /** Cursor of what is newer than the first page; null = that one is the newest, and what comes in joins it. */
  readonly newer: string | null
  /** Index of the first row. */
  readonly above: number
  /** By how many indices rows in view have been moved so far; who draws them moves the scroll position along, and they stand still. */
  readonly moved: number
}

export const PAGE_ROWS = 200
/** Beyond this the first page is loaded afresh, which cuts the list off below it: a flood must not grow the page for ever. */
export const HEAD_LIMIT = 1000
/** Pages kept on either side of those in view. */
const KEPT_AROUND = 4
/** More pages than this lose some at the end that is farther from view. */
const MAX_PAGES = 200
const DROPPED_PAGES = 50
/** Room above a first page that is not the newest, in rows. */
export const ROOM = 2000
/** Indices start anew from `ROOM` when they would go beyond. */
const MAX_INDEX = 100_000

export const emptyWindow: RowWindow<never> = { pages: [], next: null, whole: true, newer: null, above: 0, moved: 0 }

/** An answer of the core: rows, the cursor of what follows, and whether the scan for them was cut short. */
export interface Answer<R extends Identified = RequestRow> {
  readonly rows: readonly R[]
  readonly next?: string | undefined
  readonly complete: boolean
}

export function headLoaded<R extends Identified>({ rows, next, complete }: Answer<R>): RowWindow<R> {
  return { ...emptyWindow, pages: [{ before: null, rows, length: rows.length }], next: next ?? null, whole: complete }
}

/** A window that begins below a cursor, with room for what is newer. */
export function landedBelow<R extends Identified>(before: string, { rows, next, complete }: Answer<R>): RowWindow<R> {
  return { ...emptyWindow, pages: [{ before, rows, length: rows.length }], next: next ?? null, whole: complete, newer: before, above: ROOM }
}

/** A window that ends with the oldest rows. `next` of the answer is where those above them begin. */
export function landedAtOldest<R extends Identified>({ rows, next }: Answer<R>): RowWindow<R> {
  const newer = next ?? null
  return { ...emptyWindow, pages: [{ before: newer, rows, length: rows.length }], newer, above: newer === null ? 0 : ROOM }
}

export function olderLoaded<R extends Identified>(window: RowWindow<R>, before: string, { rows, next, complete }: Answer<R>): RowWindow<R> {
  if (window.next !== before) return window
  const rest = { next: next ?? null, whole: complete }
  const last = window.pages.at(-1)
  if (!window.whole && last?.rows) {
    // The scan goes on where it was cut: one page, or a search for something rare would leave thousands of pages with a row each.
    const joined = [...last.rows, ...rows]
    return { ...window, pages: [...window.pages.slice(0, -1), { ...last, rows: joined, length: joined.length }], ...rest }
  }
  return { ...window, pages: rows.length > 0 ? [...window.pages, { before, rows, length: rows.length }] : window.pages, ...rest }
}

/** The answer above the first page: it takes of the room there, so that no row moves. */
export function newerLoaded<R extends Identified>(window: RowWindow<R>, from: string, { rows, next }: Answer<R>): RowWindow<R> {
  if (window.newer !== from) return window
  const newer = next ?? null
  const [first, ...rest] = window.pages
  // A scan that is cut gives a few rows at a time: they are one page, and not a page each.
  const joins = first?.rows && first.length + rows.length <= PAGE_ROWS
  const joined = joins ? [...rows, ...(first.rows ?? [])] : rows
  const page = { before: newer, rows: joined, length: joined.length }
  const pages = joins ? [page, ...rest] : rows.length > 0 ? [page, ...window.pages] : window.pages
  const above = window.above - rows.length
  // At the newest the room is given back; where it gets short there is new one.
  const room = newer === null ? 0 : above < PAGE_ROWS ? above + ROOM : above
  return { ...window, pages, newer, above: room, moved: window.moved + room - above }
}

export function pageReloaded<R extends Identified>(window: RowWindow<R>, before: string, rows: readonly R[]): RowWindow<R> {
  const at = window.pages.findIndex(page => page.before === before)
  if (at < 0) return window
  // When some of its rows were deleted meanwhile, the answer goes on into the next page.
  const end = window.pages[at + 1]?.before ?? window.next
  const own = end === null ? rows : rows.filter(row => row.id >= end)
  return { ...window, pages: window.pages.with(at, { before, rows: own, length: own.length }) }
}

/** Forgets the rows of pages that are far from the rows in view (`first` to `last`, by index). The newest page always stays. */
export function forgetFar<R extends Identified>(window: RowWindow<R>, first: number, last: number): RowWindow<R> {
  if (window.pages.length <= 2 * KEPT_AROUND) return window
  const from = pageOf(window, first) - KEPT_AROUND
  const to = pageOf(window, last) + KEPT_AROUND
  let changed = false
  const pages = window.pages.map((page, index) => {
    if (page.before === null || page.rows === null || (index >= from && index <= to)) return page
    changed = true
    return { ...page, rows: null }
  })
  return changed ? { ...window, pages } : window
}

/** Takes pages out at the end that is farther from view, when there are many: above they leave their room, below they follow again. */
export function dropFarthest<R extends Identified>(window: RowWindow<R>, first: number, last: number): RowWindow<R> {
  const { pages } = window
  if (pages.length <= MAX_PAGES) return window
  if (pages.length - pageOf(window, last) > pageOf(window, first)) {
    const kept = pages.slice(0, -DROPPED_PAGES)
    return { ...window, pages: kept, next: pages[kept.length]?.before ?? null, whole: true }
  }
  const kept = pages.slice(DROPPED_PAGES)
  const above = window.above + rowCount(window) - rowCount({ ...window, pages: kept })
  const dropped = { ...window, pages: kept, newer: kept[0]?.before ?? null, above }
  return indexCount(dropped) <= MAX_INDEX ? dropped : { ...dropped, above: ROOM, moved: window.moved + ROOM - above }
}

/** For a view (up to `last`) in the middle of the room above: what is loaded next is to come to be there. */
export function roomShortened<R extends Identified>(window: RowWindow<R>, last: number): RowWindow<R> {
  return window.newer === null || last + 1 >= window.above ? window : { ...window, above: last + 1 }
}

/** Index of the page that holds a row. */
export function pageOf(window: RowWindow<Identified>, index: number): number {
  let start = window.above
  for (const [at, page] of window.pages.entries()) {
    start += page.length
    if (index < start) return at
  }
  return Math.max(0, window.pages.length - 1)
}

export function rowCount(window: RowWindow<Identified>): number {
  let total = 0
  for (const page of window.pages) total += page.length
  return total
}

/** One more than the last row's index. */
export const indexCount = (window: RowWindow<Identified>): number => window.above + rowCount(window)

/** The row at an index; undefined where its page is forgotten or the index is outside. */
export function rowAt<R extends Identified>(window: RowWindow<R>, index: number): R | undefined {
  let start = window.above
  if (index < start) return undefined
  for (const page of window.pages) {
    if (index < start + page.length) return page.rows?.[index - start]
    start += page.length
  }
  return undefined
}

/** Index of a Request; -1 when it is not in memory. */
export function indexOfRow(window: RowWindow<Identified>, id: string): number {
  let start = window.above
  for (const page of window.pages) {
    const at = page.rows?.findIndex(row => row.id === id) ?? -1
    if (at >= 0) return start + at
    start += page.length
  }
  return -1
}

/**
 * Index that is `step` rows away from a row. One that has left the list still has its place there, by its id, between two others; null
 * when that place is not in memory.
 */
export function indexBeside(window: RowWindow<Identified>, id: string, step: number): number | null {
  const at = indexOfRow(window, id)
  if (at >= 0) return at + step
  let start = window.above
  let known = window.newer === null
  for (const { rows, length } of window.pages) {
    const below = rows?.findIndex(row => row.id < id) ?? -1
    // At the very beginning of a page it may as well belong to the one before.
    if (below > 0 || (below === 0 && known)) return start + below + (step > 0 ? step - 1 : step)
    if (below === 0) return null
    known = rows !== null
    start += length
  }
  return known && window.next === null && window.pages.length > 0 ? start + (step > 0 ? step - 1 : step) : null
}

/** The row that is next to one that goes: the next older of those that stay, else the next newer; null when none in memory is. */
export function neighbourOf(window: RowWindow<Identified>, id: string, gone: ReadonlySet<string>): string | null {
  const ids = loadedIds(window)
  const at = ids.indexOf(id)
  if (at < 0) return null
  const stays = (other: string): boolean => !gone.has(other)
  return ids.slice(at).find(stays) ?? ids.slice(0, at).findLast(stays) ?? null
}

export function findRow<R extends Identified>(window: RowWindow<R>, id: string): R | undefined {
  for (const page of window.pages) {
    const row = page.rows?.find(candidate => candidate.id === id)
    if (row) return row
  }
  return undefined
}

/** Ids of the rows in memory between two of them, both included, newest first; just `to` when one is not in memory. */
export function idsBetween(window: RowWindow<Identified>, from: string, to: string): string[] {
  const ids = loadedIds(window)
  const ends = [ids.indexOf(from), ids.indexOf(to)]
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  return first < 0 ? [to] : ids.slice(first, last + 1)
}

/** Ids of all rows in memory, newest first. */
export function loadedIds(window: RowWindow<Identified>): string[] {
  return window.pages.flatMap(page => page.rows?.map(row => row.id) ?? [])
}

/** Joins rows that arrived, newest first; a row that is there already is replaced. */
export function mergeNewest<R extends Identified>(rows: readonly R[], arrived: readonly R[]): R[] {
  const latest = new Map(arrived.map(row => [row.id, row]))
  const known = rows.map(row => {
    const again = latest.get(row.id)
    latest.delete(row.id)
    return again ?? row
  })
  // Text order of ids is order of arrival.
  return [...[...latest.values()].sort((a, b) => (a.id < b.id ? 1 : -1)), ...known]
}

export function rowsArrived<R extends Identified>(window: RowWindow<R>, arrived: readonly R[]): RowWindow<R> {
  const [head, ...rest] = window.pages
  const rows = mergeNewest(head?.rows ?? [], arrived)
  return { ...window, pages: [{ before: null, rows, length: rows.length }, ...rest] }
}

export function replaceRows<R extends Identified>(rows: readonly R[], changed: readonly R[]): readonly R[] {
  const byId = new Map(changed.map(row => [row.id, row]))
  return rows.some(row => byId.has(row.id)) ? rows.map(row => byId.get(row.id) ?? row) : rows
}

export function rowsChanged<R extends Identified>(window: RowWindow<R>, changed: readonly R[]): RowWindow<R> {
  if (changed.length === 0) return window
  const pages = window.pages.map(page => {
    if (!page.rows) return page
    const rows = replaceRows(page.rows, changed)
    return rows === page.rows ? page : { ...page, rows }
  })
  return pages.some((page, at) => page !== window.pages[at]) ? { ...window, pages } : window
}

export function rowsRemoved<R extends Identified>(window: RowWindow<R>, ids: ReadonlySet<string>): RowWindow<R> {
  const pages = window.pages.map(page => {
    if (!page.rows?.some(row => ids.has(row.id))) return page
    const rows = page.rows.filter(row => !ids.has(row.id))
    return { ...page, rows, length: rows.length }
  })
  return { ...window, pages }
}
