import { client } from './api.ts'
import { loadHead } from './requests.ts'
import { wholeFilter } from './scope.ts'
import { app, change } from './store.ts'

/** Everything that the core tells but Requests: what is heard while it does not take the list's filter. */
const UNFILTERED = ['delivery', 'job', 'alert', 'config']

/** The core does not tell of the list's Requests: the filter is wrong, or asks for more than a row has (text, header:, json:). */
let refused = false

/**
 * Asks the question anew: for events narrowed to what the list shows, then for the list. In this order nothing is missed in between.
 * A filter that the core refuses (it may come from an address) is told where the list would be, and all the rest goes on.
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
    await client().subscribe({ topics: UNFILTERED })
  }
  if (current()) await loadAnswer()
}

/** Loads the list for the question as it was last asked. */
export async function loadAnswer(): Promise<void> {
  await loadHead()
  // A list that stands still because nothing is told of would look calm. A filter that is wrong has failed to load as well, and says why.
  change({ standsStill: refused && app().listError === null })
}
