import { describe, expect, test } from 'vitest'
import type { RequestRow } from '#contract/requests.ts'
import {
  dropFarthest,
  emptyWindow,
  findRow,
  forgetFar,
  headLoaded,
  idsBetween,
  indexCount,
  indexOfRow,
  landedAtOldest,
  landedBelow,
  loadedIds,
  mergeNewest,
  newerLoaded,
  olderLoaded,
  PAGE_ROWS,
  pageOf,
  pageReloaded,
  ROOM,
  type RowWindow,
  roomShortened,
  rowAt,
  rowCount,
  rowsArrived,
  rowsChanged,
  rowsRemoved,
} from '../../../../src-renderer/state/window.ts'

const row = (n: number, extra: Partial<RequestRow> = {}): RequestRow => ({
  id: `req_${String(n).padStart(11, '0')}`,
  receivedAt: n,
  method: 'POST',
  path: '/',
  sourceId: null,
  provider: null,
  size: 0,
  replyStatus: 200,
  verdict: 'unconfigured',
  code: null,
  eventId: null,
  eventCount: 0,
  eventType: null,
  repetition: null,
  duplicateOf: null,
  handshake: null,
  problem: null,
  origin: 'received',
  via: 'direct',
  pinned: false,
  note: null,
  label: null,
  repeatCount: 0,
  delivery: null,
  ...extra,
})
/** Rows of numbers `from` down to `to`. */
const rows = (from: number, to: number): RequestRow[] => Array.from({ length: from - to + 1 }, (_, i) => row(from - i))

const answer = (rows: RequestRow[], next?: string, complete = true) => ({ rows, next, complete })

/** Pages of 200 rows each, newest first; page n is loaded with cursor `c<n>`. */
function pages(count: number): RowWindow {
  let window = headLoaded(answer(rows(count * PAGE_ROWS, (count - 1) * PAGE_ROWS + 1), 'c1'))
  for (let n = 1; n < count; n++) {
    const top = (count - n) * PAGE_ROWS
    window = olderLoaded(window, `c${n}`, answer(rows(top, top - PAGE_ROWS + 1), n === count - 1 ? undefined : `c${n + 1}`))
  }
  return window
}

describe('window of rows', () => {
  test('an empty one has no rows and nothing older', () => {
    expect(rowCount(emptyWindow)).toBe(0)
    expect(rowAt(emptyWindow, 0)).toBeUndefined()
    expect(pageOf(emptyWindow, 3)).toBe(0)
  })

  test('pages follow each other without a gap', () => {
    const window = pages(3)
    expect(rowCount(window)).toBe(600)
    expect(window.next).toBeNull()
    expect([0, 199, 200, 599].map(index => rowAt(window, index)?.receivedAt)).toEqual([600, 401, 400, 1])
    expect(indexOfRow(window, row(400).id)).toBe(200)
    expect(rowAt(window, 600)).toBeUndefined()
  })

  test('an answer to an old question is dropped', () => {
    const window = headLoaded(answer(rows(10, 6), 'now'))
    expect(olderLoaded(window, 'before', answer(rows(5, 1)))).toBe(window)
  })

  test('an empty page only moves the cursor: a scan may find nothing in its slice', () => {
    const window = olderLoaded(headLoaded(answer(rows(10, 6), 'a')), 'a', answer([], 'b'))
    expect(window.pages).toHaveLength(1)
    expect(window.next).toBe('b')
  })

  test('a scan that was cut goes on in the same page, and the next whole page is another', () => {
    let window = headLoaded(answer(rows(10, 9), 'a', false))
    window = olderLoaded(window, 'a', answer(rows(6, 6), 'b', false))
    window = olderLoaded(window, 'b', answer(rows(3, 2), 'c'))
    window = olderLoaded(window, 'c', answer(rows(1, 1)))
    expect(window.pages.map(page => [page.before, page.rows?.map(each => each.receivedAt)])).toEqual([
      [null, [10, 9, 6, 3, 2]],
      ['c', [1]],
    ])
    expect(window.next).toBeNull()
  })

  test('a range is the rows in memory between its ends, whichever way it was drawn', () => {
    const window = pages(2)
    const ids = [row(201), row(200), row(199)].map(each => each.id)
    expect(idsBetween(window, row(201).id, row(199).id)).toEqual(ids)
    expect(idsBetween(window, row(199).id, row(201).id)).toEqual(ids)
    expect(idsBetween(window, row(9999).id, row(199).id)).toEqual([row(199).id])
  })

  test('rows that arrive stand first, once, newest first', () => {
    const window = rowsArrived(headLoaded(answer(rows(3, 1))), [row(4), row(5), row(3, { pinned: true })])
    expect(window.pages[0]?.rows?.map(each => each.receivedAt)).toEqual([5, 4, 3, 2, 1])
    expect(findRow(window, row(3).id)?.pinned).toBe(true)
    expect(rowCount(window)).toBe(5)
  })

  test('the first row of an empty window makes a page', () => {
    expect(rowCount(rowsArrived(emptyWindow, [row(1)]))).toBe(1)
  })

  test('merging keeps rows that were told twice in one frame single', () => {
    expect(mergeNewest([row(1)], [row(2), row(2)]).map(each => each.receivedAt)).toEqual([2, 1])
  })

  test('pages far from view forget their rows and keep their length', () => {
    const window = forgetFar(pages(20), 10 * PAGE_ROWS, 10 * PAGE_ROWS + 30)
    expect(rowCount(window)).toBe(20 * PAGE_ROWS)
    expect(window.pages.map(page => page.rows !== null).lastIndexOf(true)).toBe(14)
    // The newest page stays: live rows go there.
    expect(rowAt(window, 0)?.receivedAt).toBe(20 * PAGE_ROWS)
    expect(rowAt(window, 3 * PAGE_ROWS)).toBeUndefined()
    const page = window.pages[3]
    const back = pageReloaded(window, page?.before ?? '', rows(17 * PAGE_ROWS, 16 * PAGE_ROWS + 1))
    expect(rowAt(back, 3 * PAGE_ROWS)?.receivedAt).toBe(17 * PAGE_ROWS)
  })

  test('a small window is left as it is', () => {
    const window = pages(5)
    expect(forgetFar(window, 0, 10)).toBe(window)
  })

  test('changed rows are replaced in place, removed ones close the gap', () => {
    const window = rowsChanged(pages(2), [row(300, { delivery: 'failed' }), row(9999)])
    expect(rowAt(window, 100)?.delivery).toBe('failed')
    expect(rowCount(window)).toBe(400)
    const less = rowsRemoved(window, new Set([row(300).id, row(1).id]))
    expect(rowCount(less)).toBe(398)
    expect(indexOfRow(less, row(300).id)).toBe(-1)
    expect(rowAt(less, 397)?.receivedAt).toBe(2)
  })
})

describe('a window that is not at the newest', () => {
  const landed = () => landedBelow('c0', answer(rows(400, 201), 'c1'))
  /** Where a row is on the screen, as far as who draws it moves the scroll position along. */
  const place = (window: RowWindow, n: number) => indexOfRow(window, row(n).id) - window.moved

  test('newer rows come into the room above, and no row moves', () => {
    const before = landed()
    expect(rowAt(before, ROOM)?.receivedAt).toBe(400)
    expect(rowAt(before, ROOM - 1)).toBeUndefined()
    const after = newerLoaded(before, 'c0', answer(rows(600, 401), 'c-1'))
    expect(rowAt(after, ROOM - 1)?.receivedAt).toBe(401)
    expect(indexOfRow(after, row(400).id)).toBe(ROOM)
    expect(after).toMatchObject({ newer: 'c-1', moved: 0 })
    expect(newerLoaded(after, 'c0', answer(rows(600, 401), 'c-1'))).toBe(after)
  })

  test('where the room gets short there is more, and at the newest there is none: rows in view are moved along', () => {
    let window: RowWindow = landed()
    for (let n = 0; n < 30; n++) {
      const bottom = 401 + n * PAGE_ROWS
      window = newerLoaded(window, window.newer ?? '', answer(rows(bottom + PAGE_ROWS - 1, bottom), n === 29 ? undefined : `up${n}`))
      expect(place(window, 400)).toBe(ROOM)
      expect(rowAt(window, window.above)?.receivedAt).toBe(bottom + PAGE_ROWS - 1)
    }
    expect(window).toMatchObject({ newer: null, above: 0 })
    expect(rowsArrived(window, [row(9999)]).pages[0]?.rows?.[0]?.receivedAt).toBe(9999)
  })

  test('rows of a scan that is cut are one page, and nothing found moves the cursor alone', () => {
    let window: RowWindow = landedBelow('c0', answer(rows(3, 1)))
    window = newerLoaded(window, 'c0', answer([row(4)], 'up1', false))
    window = newerLoaded(window, 'up1', answer([], 'up2', false))
    expect(window.pages).toMatchObject([{ before: 'up2', length: 4 }])
    expect(indexOfRow(window, row(3).id)).toBe(ROOM)
  })

  test('the oldest end there, with room above when that is not all', () => {
    expect(landedAtOldest(answer(rows(200, 1), 'up1'))).toMatchObject({ next: null, newer: 'up1', above: ROOM })
    expect(landedAtOldest(answer(rows(20, 1)))).toMatchObject({ next: null, newer: null, above: 0 })
  })

  test('a view in the middle of the room has what is loaded next come to it', () => {
    const window = roomShortened(landed(), 40)
    expect(window.above).toBe(41)
    expect(roomShortened(window, 40)).toBe(window)
    expect(roomShortened(window, 41)).toBe(window)
  })

  test('it never grows beyond what a browser can scroll, whichever way one goes, and what is in view stays where it is', () => {
    let window: RowWindow = headLoaded(answer(rows(1_000_000, 999_801), 'c1'))
    let bottom = 999_801
    for (let n = 1; n < 1500; n++) {
      const before = indexOfRow(window, row(bottom).id) - window.moved
      window = olderLoaded(window, `c${n}`, answer(rows(bottom - 1, bottom - PAGE_ROWS), `c${n + 1}`))
      const last = indexCount(window) - 1
      window = forgetFar(dropFarthest(window, last - 40, last), last - 40, last)
      expect(place(window, bottom)).toBe(before)
      bottom -= PAGE_ROWS
      expect(indexCount(window)).toBeLessThanOrEqual(110_200)
    }
    expect(window.pages.length).toBeLessThanOrEqual(200)
    expect(loadedIds(window).length).toBeLessThanOrEqual(11 * PAGE_ROWS)
    const top = window.above
    const dropped = dropFarthest(newerLoadedOften(window, 40), top, top + 40)
    expect(dropped.next).not.toBeNull()
    expect(dropped.pages.length).toBeLessThanOrEqual(200)
  })

  function newerLoadedOften(start: RowWindow, times: number): RowWindow {
    let window = start
    for (let n = 0; n < times; n++)
      window = newerLoaded(window, window.newer ?? '', answer(rows(2_000_000 + n * 200 + 199, 2_000_000 + n * 200), `u${n}`))
    return window
  }

  test('a page that lost rows while it was forgotten comes back without those of the next page', () => {
    const window = olderLoaded(headLoaded(answer(rows(400, 201), row(201).id)), row(201).id, answer(rows(200, 1), row(1).id))
    const again = pageReloaded({ ...window, pages: window.pages.map(page => ({ ...page, before: page.before ?? 'top' })) }, 'top', [
      ...rows(400, 211),
      ...rows(200, 191),
    ])
    expect(again.pages[0]).toMatchObject({ length: 190 })
  })
})
