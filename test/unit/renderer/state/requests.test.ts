import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frames.ts'
import type { RequestRow } from '#contract/requests.ts'
import { createClient } from '../../../../src-renderer/link/client.ts'
import { setClient } from '../../../../src-renderer/state/api.ts'
import {
  loadHead,
  loadOlder,
  requestsArrived,
  requestsRemoved,
  rowsInView,
  setAtEdge,
  setPaused,
  showPending,
} from '../../../../src-renderer/state/requests.ts'
import { app, change, store } from '../../../../src-renderer/state/store.ts'
import { indexOfRow, rowAt, rowCount } from '../../../../src-renderer/state/window.ts'

const row = (n: number): RequestRow => ({ id: `req_${String(n).padStart(11, '0')}`, receivedAt: n }) as RequestRow
const initial = store.getInitialState()

/** A core of numbered rows behind the real client; `hold` keeps answers back until it is called. */
function core(total: number) {
  let rows = Array.from({ length: total }, (_, i) => row(total - i))
  let held: (() => void)[] | null = null
  const client = createClient(() => {
    let listener: (frame: Frame) => void = () => {}
    return {
      send(frame) {
        if (!('method' in frame)) return
        const { limit, before } = frame.input as { limit: number; before?: string }
        const from = before === undefined ? 0 : rows.findIndex(each => each.id < before)
        const page = rows.slice(from, from + limit)
        const last = page.at(-1)
        const value = { rows: page, complete: true, ...(from + limit < rows.length && last ? { next: last.id } : {}) }
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

  test('a selected Request that is removed is no longer selected', async () => {
    await loadHead()
    change({ selectedId: row(449).id })
    requestsRemoved([row(449).id])
    expect(app().selectedId).toBeNull()
    expect(rowCount(app().window)).toBe(199)
  })
})
