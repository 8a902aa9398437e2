import type { Source } from '#contract/sources.ts'
import { call } from './api.ts'
import { INBOX, sourceFilter, wholeFilter } from './scope.ts'
import { app, change } from './store.ts'
import type { SourceStats } from './types.ts'

/** Counting costs the core a query each, so it happens at most this often however much comes in. */
const PAUSE_MS = 1500
let timer: ReturnType<typeof setTimeout> | undefined
let running = false
let again = false

/** Counts afresh, soon. Called on every change that may matter; calls in between are one. */
export function loadCounts(): void {
  if (running) {
    again = true
    return
  }
  running = true
  void count().finally(() => {
    timer = setTimeout(() => {
      running = false
      if (!again) return
      again = false
      loadCounts()
    }, PAUSE_MS)
  })
}

/** Counts at once, for a new question. */
export function loadCountsNow(): void {
  clearTimeout(timer)
  running = false
  again = false
  loadCounts()
}

async function count(): Promise<void> {
  const filter = wholeFilter(app())
  try {
    const [all, inbox, shown] = await Promise.all([
      call('requests.count', {}),
      call('requests.count', { filter: INBOX }),
      filter ? call('requests.count', { filter }) : null,
    ])
    if (filter === wholeFilter(app())) change({ counts: { all, inbox, shown: shown ?? all } })
    const stats = await Promise.all(app().sources.map(async source => [source.id, await statsOf(source)] as const))
    change({ sourceStats: Object.fromEntries(stats) })
  } catch {
    // A filter that is not valid yet, or a lost link: both are told elsewhere, and the numbers stay as they were.
  }
}

async function statsOf(source: Source): Promise<SourceStats> {
  const filter = sourceFilter(source)
  const [total, newest] = await Promise.all([call('requests.count', { filter }), call('requests.list', { filter, limit: 1 })])
  return { count: total, last: newest.rows[0] ?? null }
}
