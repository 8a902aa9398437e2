import { describe, expect, test } from 'vitest'
import type { RequestRow } from '#contract/requests.ts'
import {
  emptyWindow,
  findRow,
  forgetFar,
  headLoaded,
  idsBetween,
  indexOfRow,
  mergeNewest,
  olderLoaded,
  PAGE_ROWS,
  pageOf,
  pageReloaded,
  type RowWindow,
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
