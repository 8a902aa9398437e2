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
/** Sources whose numbers may have changed since they were last asked for; null = any. */
let touched: Set<string | null> | null = null

/**
 * Counts afresh, soon; calls in between are one. `cameTo` = what has changed is that Requests came to these Sources (null = the Inbox),
 * which spares the numbers of the others.
 */
export function loadCounts(cameTo: readonly (string | null)[] | null = null): void {
  if (cameTo === null) touched = null
  else for (const id of cameTo) touched?.add(id)
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
      run()
    }, PAUSE_MS)
  })
}

function run(): void {
  loadCounts([])
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
  const ask = touched
  touched = new Set()
  try {
    const [all, inbox, shown] = await Promise.all([
      call('requests.count', {}),
      call('requests.count', { filter: INBOX }),
      filter ? call('requests.count', { filter }) : null,
    ])
    if (filter === wholeFilter(app())) change({ counts: { all, inbox, shown: shown ?? all } })
    const asked = app().sources.filter(source => ask === null || ask.has(source.id))
    const stats = await Promise.all(asked.map(async source => [source.id, await statsOf(source)] as const))
    if (stats.length > 0) change(state => ({ sourceStats: { ...state.sourceStats, ...Object.fromEntries(stats) } }))
  } catch {
    // A filter that is not valid yet, or a lost link: both are told elsewhere, and the numbers stay as they were.
    touched = null
  }
}

async function statsOf(source: Source): Promise<SourceStats> {
  const filter = sourceFilter(source.id)
  const [total, newest] = await Promise.all([call('requests.count', { filter }), call('requests.list', { filter, limit: 1 })])
  return { count: total, last: newest.rows[0] ?? null }
}
