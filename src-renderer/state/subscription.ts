import type { EventPayload } from '#contract/events.ts'
import { client } from './api.ts'
import { mayHaveCome, startCatchUp, stopCatchUp } from './catch-up.ts'
import { loadCountsNow } from './counts.ts'
import { loadHead, requestsArrived } from './requests.ts'
import { wholeFilter } from './scope.ts'
import { app, change } from './store.ts'

/** The core does not tell which Requests are the list's: the filter is wrong, or asks for more than a row has (text, header:, json:). */
let refused = false

/**
 * Asks the question anew: for events narrowed to what the list shows, then for the list. In this order nothing is missed in between.
 * With a filter that the core refuses for events everything is heard, and the list asks for what it lets through. When it is wrong
 * (it may come from an address), that is told where the list would be, and all the rest goes on.
 */
export async function ask(): Promise<void> {
  const filter = wholeFilter(app())
  const current = (): boolean => filter === wholeFilter(app())
  try {
    await client().subscribe({ topics: ['*'], ...(filter ? { filter } : {}) })
    if (current()) refused = false
  } catch {
    if (!current()) return
    refused = true
    await client().subscribe({ topics: ['*'] })
  }
  if (current()) await loadAnswer()
}

/** Loads the list for the question as it was last asked. */
export async function loadAnswer(): Promise<void> {
  if (refused) await startCatchUp()
  else stopCatchUp()
  await loadHead()
}

/** For another question than before: what waited, was searched for or was chosen together belongs to the earlier one. */
export function askAnew(): void {
  change({ pending: [], pendingMore: 0, mayHaveChanged: false, atEdge: true, search: null, marked: new Set(), anchorId: null })
  // A lost link rejects: its state is in sight, and all is loaded again when it is back.
  ask().catch(() => {})
  loadCountsNow()
}

/** The core tells that Requests came in. */
export function requestsAdded({ rows, more }: EventPayload<'request.added'>): void {
  // No rows: they have come back to where they once were, which only the list as a whole can show.
  if (refused && rows.length > 0) mayHaveCome(rows)
  else requestsArrived(rows, more)
}
