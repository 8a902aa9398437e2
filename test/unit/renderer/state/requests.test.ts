import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frames.ts'
import type { RequestRow } from '#contract/requests.ts'
import { createClient } from '../../../../src-renderer/link/client.ts'
import { setClient } from '../../../../src-renderer/state/api.ts'
import {
  goToOldest,
  loadHead,
  loadOlder,
  requestsArrived,
  requestsChanged,
  requestsRemoved,
  rowsInView,
  setAtEdge,
  setPaused,
  showPending,
  stopSearch,
} from '../../../../src-renderer/state/requests.ts'
import { markTo, moveSelection, selectRequest } from '../../../../src-renderer/state/selection.ts'
import { app, change, store } from '../../../../src-renderer/state/store.ts'
import { indexCount, indexOfRow, ROOM, rowAt, rowCount } from '../../../../src-renderer/state/window.ts'

const row = (n: number): RequestRow => ({ id: `req_${String(n).padStart(11, '0')}`, receivedAt: n }) as RequestRow
const initial = store.getInitialState()

// The two things of a browser that a selection touches.
Object.assign(globalThis, {
  location: { hash: '', pathname: '/', search: '' },
  history: { replaceState: (_: unknown, __: string, url: string) => Object.assign(location, { hash: url.startsWith('#') ? url : '' }) },
})

/**
 * A core of numbered rows behind the real client; `hold` keeps answers back until it is called. With `slice` it looks at that many rows
 * a call, and only every hundredth matches: a scan that is cut short.
 */
function core(total: number, slice = 0) {
  let rows = Array.from({ length: total }, (_, i) => row(total - i))
  let held: (() => void)[] | null = null
  const calls: (string | undefined)[] = []
  const client = createClient(() => {
    let listener: (frame: Frame) => void = () => {}
    return {
      send(frame) {
        if (!('method' in frame)) return
        const { limit, before, from: above } = frame.input as { limit: number; before?: string; from?: string }
        if (above !== undefined) {
          const end = rows.findLastIndex(each => each.id >= above) + 1
          const page = rows.slice(Math.max(0, end - limit), end)
          const newest = page[0]
          const more = end > limit && newest ? { next: row(newest.receivedAt + 1).id } : {}
          const answer = () => listener({ id: frame.id, ok: true, value: { rows: page, complete: true, ...more } })
          if (held) held.push(answer)
          else queueMicrotask(answer)
          return
        }
        const from = before === undefined ? 0 : rows.findIndex(each => each.id < before)
        calls.push(before)
        const page = rows.slice(from, from + (slice || limit)).filter(each => slice === 0 || each.receivedAt % 100 === 0)
        const end = from + (slice || limit)
        const last = rows[Math.min(end, rows.length) - 1]
        const cut = slice > 0 && end < rows.length
        const value = {
          rows: page,
          complete: !cut,
          ...(end < rows.length && last ? { next: last.id, ...(cut ? { scannedTo: last.id } : {}) } : {}),
        }
        const answer = () => listener({ id: frame.id, ok: true, value })
        if (held) held.push(answer)
        else queueMicrotask(answer)
      },
      onFrame: next => {
        listener = next
      },
      onClose: () => {},
      close: () => {},
    }
  })
  setClient(client)
  return {
    client,
    calls,
    arrive(...numbers: number[]) {
      const added = numbers.map(row)
      rows = [...[...added].reverse(), ...rows]
      requestsArrived(added)
    },
    hold() {
      held = []
      return () => {
        const answers = held ?? []
        held = null
        for (const answer of answers) answer()
      }
    },
  }
}

describe('live list', () => {
  let running: ReturnType<typeof core>
  beforeEach(() => {
    store.setState(initial, true)
    running = core(450)
  })
  afterEach(() => running.client.close())

  test('loads page after page until there is no more', async () => {
    await loadHead()
    expect(app()).toMatchObject({ loaded: true, loading: false, listError: null })
    await loadOlder()
    await loadOlder()
    await loadOlder()
    expect(rowCount(app().window)).toBe(450)
    expect(rowAt(app().window, 449)?.receivedAt).toBe(1)
  })

  test('follows what comes in at the edge, and only there', async () => {
    await loadHead()
    running.arrive(451)
    expect(rowAt(app().window, 0)?.receivedAt).toBe(451)
    setAtEdge(false)
    change({ selectedId: row(451).id })
    running.arrive(452, 453)
    expect(rowAt(app().window, 0)?.receivedAt).toBe(451)
    expect(app().pending.map(each => each.receivedAt)).toEqual([453, 452])
    expect(app().selectedId).toBe(row(451).id)
    showPending()
    expect(rowAt(app().window, 0)?.receivedAt).toBe(453)
    expect(app().pending).toEqual([])
  })

  test('paused, it shows nothing new even at the edge; resumed, everything', async () => {
    await loadHead()
    setPaused(true)
    running.arrive(451)
    setAtEdge(false)
    setAtEdge(true)
    expect(rowAt(app().window, 0)?.receivedAt).toBe(450)
    setPaused(false)
    expect(rowAt(app().window, 0)?.receivedAt).toBe(451)
  })

  test('a flood while scrolled away is counted, and shown by loading afresh', async () => {
    await loadHead()
    setAtEdge(false)
    running.arrive(...Array.from({ length: 700 }, (_, i) => 451 + i))
    expect(app().pending.length + app().pendingMore).toBe(700)
    showPending()
    await loadHead()
    expect(rowAt(app().window, 0)?.receivedAt).toBe(1150)
    expect(app().pendingMore).toBe(0)
  })

  test('what arrives while the first page is under way is neither lost nor doubled', async () => {
    const release = running.hold()
    const loading = loadHead()
    running.arrive(451)
    release()
    await loading
    expect([0, 1].map(index => rowAt(app().window, index)?.receivedAt)).toEqual([451, 450])
  })

  test('an answer to an earlier question is dropped', async () => {
    const release = running.hold()
    const early = loadHead()
    release()
    const late = loadHead()
    running.arrive(451)
    await Promise.all([early, late])
    expect(indexOfRow(app().window, row(451).id)).toBe(0)
  })

  test('forgotten pages come back when they are in view', async () => {
    running.client.close()
    running = core(4000)
    await loadHead()
    for (let page = 1; page < 20; page++) await loadOlder()
    rowsInView(3900, 3930)
    expect(rowAt(app().window, 500)).toBeUndefined()
    rowsInView(500, 530)
    await expect.poll(() => rowAt(app().window, 500)?.receivedAt).toBe(3500)
    expect(rowCount(app().window)).toBe(4000)
  })

  test('a scan that is cut short goes on by itself to its end', async () => {
    running.client.close()
    running = core(1000, 30)
    await loadHead()
    expect(app().search).toMatchObject({ stopped: false })
    await expect.poll(() => app().search).toBeNull()
    expect(rowCount(app().window)).toBe(10)
    expect(app().window.pages).toHaveLength(1)
  })

  test('a search that was stopped stays where it is until it is told to go on', async () => {
    running.client.close()
    running = core(1000, 30)
    await loadHead()
    stopSearch(true)
    await expect.poll(() => app().loading).toBe(false)
    const asked = running.calls.length
    rowsInView(0, 0)
    await loadOlder()
    expect(running.calls).toHaveLength(asked)
    expect(app().search).toMatchObject({ stopped: true })
    stopSearch(false)
    await expect.poll(() => app().search).toBeNull()
    expect(rowCount(app().window)).toBe(10)
  })

  test('rows that came too fast to be listed are counted while scrolled away, and loaded when shown', async () => {
    await loadHead()
    setAtEdge(false)
    requestsArrived([row(451)], 40)
    expect(app()).toMatchObject({ pendingMore: 40 })
    const before = running.calls.length
    showPending()
    expect(running.calls.length).toBe(before + 1)
  })

  test('rows that came too fast at the edge make the list load afresh', async () => {
    await loadHead()
    const before = running.calls.length
    requestsArrived([row(451)], 40)
    await expect.poll(() => running.calls.length, { timeout: 5000 }).toBe(before + 1)
  })

  test('what the filter no longer lets through leaves the list and stays open in the detail', async () => {
    await loadHead()
    change({ selectedId: row(449).id })
    requestsChanged([], [row(449).id])
    expect(indexOfRow(app().window, row(449).id)).toBe(-1)
    expect(app().selectedId).toBe(row(449).id)
  })

  test('when the selected Request is removed, the next older one takes its place, at the end the next newer', async () => {
    await loadHead()
    selectRequest(row(449).id)
    requestsRemoved([row(449).id, row(448).id])
    expect(app()).toMatchObject({ selectedId: row(447).id, anchorId: row(447).id })
    expect(location.hash).toBe(`#/request/${row(447).id}`)
    expect(rowCount(app().window)).toBe(198)
    moveSelection(1)
    expect(app().selectedId).toBe(row(446).id)
    selectRequest(row(251).id)
    requestsRemoved([row(251).id])
    expect(app().selectedId).toBe(row(252).id)
    requestsRemoved(Array.from({ length: 450 }, (_, n) => row(n + 1).id))
    expect(app().selectedId).toBeNull()
  })

  test('of several that are selected one that stays is shown', async () => {
    await loadHead()
    selectRequest(row(449).id)
    markTo(row(447).id)
    requestsRemoved([row(447).id])
    expect(app().selectedId).toBe(row(449).id)
    expect(app().marked).toEqual(new Set([row(449).id, row(448).id]))
  })

  test('from a Request that has left the list one goes on where it was', async () => {
    await loadHead()
    selectRequest(row(400).id)
    requestsChanged([], [row(400).id])
    moveSelection(1)
    expect(app().selectedId).toBe(row(399).id)
    selectRequest(row(401).id)
    requestsChanged([], [row(401).id])
    moveSelection(-1)
    expect(app().selectedId).toBe(row(402).id)
    // Below what is in memory: nobody knows where.
    selectRequest(row(3).id)
    moveSelection(1)
    expect(app().selectedId).toBe(row(450).id)
  })

  test('at the oldest it stands, what comes in waits, and up from there all of it is met again', async () => {
    running.client.close()
    running = core(1000)
    await loadHead()
    await goToOldest()
    expect(app().window).toMatchObject({ next: null, above: ROOM })
    expect(rowAt(app().window, indexCount(app().window) - 1)?.receivedAt).toBe(1)
    expect(app().landing).toEqual({ at: 'end' })
    setAtEdge(true)
    expect(app().atEdge).toBe(false)
    running.arrive(1001)
    expect(app().pending).toHaveLength(1)
    expect(rowCount(app().window)).toBe(200)
    while (app().window.newer !== null) {
      const { above, pages } = app().window
      rowsInView(above, above + 20)
      await expect.poll(() => app().window.pages).not.toBe(pages)
    }
    expect(rowCount(app().window)).toBe(1001)
    expect(rowAt(app().window, 0)?.receivedAt).toBe(1001)
    expect(app().pending).toHaveLength(0)
    setAtEdge(true)
    running.arrive(1002)
    expect(rowAt(app().window, 0)?.receivedAt).toBe(1002)
  })

  test('waiting rows are shown at the newest, from wherever one is', async () => {
    running.client.close()
    running = core(1000)
    await loadHead()
    await goToOldest()
    setAtEdge(false)
    running.arrive(1001)
    showPending()
    // Scrolled to the top before the newest rows are there: that is no scrolling any more when they are.
    setAtEdge(true)
    expect(app().atEdge).toBe(false)
    await expect.poll(() => rowAt(app().window, 0)?.receivedAt).toBe(1001)
    expect(app()).toMatchObject({ pending: [], landing: { at: 'start' }, atEdge: true })
    running.arrive(1002)
    expect(rowAt(app().window, 0)?.receivedAt).toBe(1002)
  })

  test('a place that was asked for last is the one that is gone to', async () => {
    running.client.close()
    running = core(1000)
    await loadHead()
    const answer = running.hold()
    const both = [goToOldest(), loadHead()]
    answer()
    await Promise.all(both)
    expect(app().window.newer).toBeNull()
    expect(rowAt(app().window, 0)?.receivedAt).toBe(1000)
  })
})
