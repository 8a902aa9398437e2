import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EventPayload, EventType } from '#contract/events.ts'
import type { RequestRow } from '#contract/requests.ts'
import { LinkError } from '../../../../src-renderer/link/link-error.ts'
import { setClient } from '../../../../src-renderer/state/api.ts'
import { loadSources } from '../../../../src-renderer/state/config.ts'
import { setAtEdge, showPending } from '../../../../src-renderer/state/requests.ts'
import { app, change, store } from '../../../../src-renderer/state/store.ts'
import { ask, requestsAdded } from '../../../../src-renderer/state/subscription.ts'
import { backToRequests, setFilter, setScope, showAll, showView } from '../../../../src-renderer/state/ui.ts'
import { loadedIds } from '../../../../src-renderer/state/window.ts'

const id = (n: number): string => `req_${String(n).padStart(11, '0')}`
const source = (name: string, slug = name) => ({ id: `src_${name}`, name, slug })
const row = (n: number, sourceId: string | null, text = '') => ({ id: id(n), receivedAt: n, sourceId, text }) as unknown as RequestRow
const initial = store.getInitialState()

interface Listed {
  filter?: string
  limit: number
  before?: string
  from?: string
}

/** A core with two Sources: it filters by `source:<id>` for events and lists, and by any other word as text for lists alone. */
function core() {
  let rows = [row(3, 'src_b'), row(2, 'src_a', 'lovelace'), row(1, 'src_a')]
  let sources = [source('a'), source('b')]
  let heard: string | null = null
  let failing = false
  const listed: Listed[] = []
  const matches = (filter: string) => (each: RequestRow) =>
    filter.split(' ').every(word => {
      const bare = word.replace(/[()]/g, '')
      return bare.startsWith('source:') ? each.sourceId === bare.slice(7) : bare === '' || (each as { text?: string }).text === bare
    })
  const methods: Record<string, (input: never) => unknown> = {
    'sources.list': () => ({ rows: sources }),
    'requests.count': ({ filter = '' }: Listed) => {
      const { length: count } = rows.filter(matches(filter))
      return { count, exact: true, text: String(count) }
    },
    'requests.list': (input: Listed) => {
      listed.push(input)
      if (failing) throw new LinkError({ code: 'internal', message: 'The store does not answer.' })
      const { filter = '', from, before, limit } = input
      const found = rows.filter(matches(filter)).filter(each => (!from || each.id >= from) && (!before || each.id < before))
      const page = from ? found.slice(-limit) : found.slice(0, limit)
      const edge = from ? page[0] : page.at(-1)
      const next = from && edge ? id(edge.receivedAt + 1) : edge?.id
      return { rows: page, complete: true, ...(found.length > page.length ? { next } : {}) }
    },
  }
  setClient({
    on: () => () => {},
    call: async (method: string, input: never) => methods[method]?.(input),
    subscribe: async ({ filter = '' }: { filter?: string }) => {
      if (filter.split(' ').some(word => word !== '' && !word.startsWith('source:'))) throw new Error('A live filter can only use rows.')
      heard = filter
    },
  } as never)
  return {
    listed,
    fail: (yes: boolean) => {
      failing = yes
    },
    config(next: typeof sources) {
      sources = next
      return loadSources()
    },
    add(...added: RequestRow[]) {
      rows = [...[...added].reverse(), ...rows]
      const passing = added.filter(matches(heard ?? ''))
      requestsAdded({ rows: passing } as EventPayload<EventType & 'request.added'>)
    },
  }
}

const ids = () => loadedIds(app().window)
let running: ReturnType<typeof core>

beforeEach(async () => {
  vi.useFakeTimers()
  store.setState(initial, true)
  running = core()
  await loadSources()
  await ask()
})
afterEach(() => {
  vi.runOnlyPendingTimers()
  vi.useRealTimers()
})
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('what the rail has chosen', () => {
  test('a Source that is deleted while it is looked at gives way to everything, listed and followed', async () => {
    setScope({ kind: 'source', id: 'src_a' })
    await settle()
    expect(ids()).toEqual([id(2), id(1)])
    await running.config([source('b')])
    await settle()
    expect(app().scope).toEqual({ kind: 'all' })
    expect(ids()).toEqual([id(3), id(2), id(1)])
    running.add(row(4, 'src_b'))
    expect(ids()[0]).toBe(id(4))
  })

  test('a Source whose path is changed while it is looked at goes on being followed and counted', async () => {
    setScope({ kind: 'source', id: 'src_a' })
    await settle()
    await running.config([source('a', 'renamed'), source('b')])
    running.add(row(4, 'src_a'))
    expect(ids()).toEqual([id(4), id(2), id(1)])
    await vi.advanceTimersByTimeAsync(3000)
    expect(app().sourceStats['src_a']?.count.count).toBe(3)
  })

  test('a view takes its filter along when it is left, a filter of one’s own stays', async () => {
    change({ views: [{ id: 'vw_1', name: 'Ada', filter: 'lovelace' }] as never })
    showView('lovelace')
    await settle()
    expect(ids()).toEqual([id(2)])
    setScope({ kind: 'source', id: 'src_b' })
    await settle()
    expect(app().filter).toBe('')
    expect(ids()).toEqual([id(3)])
    setFilter('other')
    setScope({ kind: 'all' })
    expect(app().filter).toBe('other')
    showAll()
    await settle()
    expect(ids()).toHaveLength(3)
  })

  test('the way back from the Deliveries leads to the view that one came from', () => {
    change({ views: [{ id: 'vw_1', name: 'Ada', filter: 'lovelace' }] as never })
    showView('lovelace')
    change({ view: 'deliveries' })
    backToRequests()
    expect(app()).toMatchObject({ view: 'requests', filter: 'lovelace' })
  })
})

describe('a filter that the core cannot tell events for', () => {
  beforeEach(async () => {
    setFilter('lovelace')
    await settle()
  })

  test('what it lets through appears by itself, and nothing else does', async () => {
    running.add(row(4, 'src_a', 'lovelace'), row(5, 'src_a'))
    await settle()
    expect(ids()).toEqual([id(4), id(2)])
    expect(app().standsStill).toBe(false)
  })

  test('however much comes in, it is asked for once a second, and only what is newer', async () => {
    running.add(row(4, 'src_a', 'lovelace'))
    await settle()
    running.listed.length = 0
    for (let n = 5; n < 50; n++) running.add(row(n, 'src_a', n === 30 ? 'lovelace' : ''))
    await settle()
    expect(running.listed).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(running.listed).toEqual([{ limit: 200, filter: 'lovelace', from: id(5) }])
    expect(ids()).toEqual([id(30), id(4), id(2)])
    await vi.advanceTimersByTimeAsync(5000)
    expect(running.listed).toHaveLength(1)
  })

  test('scrolled away nothing moves, and what waits is counted', async () => {
    setAtEdge(false)
    running.add(row(4, 'src_a', 'lovelace'), row(5, 'src_b'))
    await settle()
    expect(ids()).toEqual([id(2)])
    expect(app().pending.map(each => each.id)).toEqual([id(4)])
    showPending()
    expect(ids()).toEqual([id(4), id(2)])
  })

  test('a flood has the list loaded afresh instead of taken in page by page', async () => {
    running.add(...Array.from({ length: 3000 }, (_, n) => row(4 + n, 'src_a', 'lovelace')))
    await settle()
    await vi.advanceTimersByTimeAsync(1000)
    expect(ids()[0]).toBe(id(3003))
    expect(app().window.pages[0]?.length).toBe(200)
  })

  test('says that it stands still when asking fails, until it goes again', async () => {
    running.fail(true)
    running.add(row(4, 'src_a', 'lovelace'))
    await settle()
    expect(app().standsStill).toBe(true)
    running.fail(false)
    running.add(row(5, 'src_a'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(app().standsStill).toBe(false)
    expect(ids()).toEqual([id(4), id(2)])
  })

  test('without it the list is told again row by row', async () => {
    setFilter('')
    await settle()
    running.listed.length = 0
    running.add(row(4, 'src_b'))
    expect(ids()[0]).toBe(id(4))
    await vi.advanceTimersByTimeAsync(2000)
    expect(running.listed.filter(each => each.from)).toEqual([])
  })
})

test('what has come back to a filtered list that is scrolled away is not counted as new, but told', async () => {
  setScope({ kind: 'source', id: 'src_a' })
  await settle()
  setAtEdge(false)
  requestsAdded({ rows: [], more: 40 })
  expect(app()).toMatchObject({ pendingMore: 0, mayHaveChanged: true })
  showPending()
  await settle()
  expect(app().mayHaveChanged).toBe(false)
})
