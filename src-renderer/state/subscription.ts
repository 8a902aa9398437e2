import { client } from './api.ts'
import { loadHead } from './requests.ts'
import { wholeFilter } from './scope.ts'
import { app, change } from './store.ts'

/** Everything that the core tells but Requests: what is heard while it does not take the list's filter. */
const UNFILTERED = ['delivery', 'job', 'alert', 'config']

/** Why the core does not tell of the list's Requests, as a sentence; null when it does. */
let refusal: string | null = null

/**
 * Asks the question anew: for events narrowed to what the list shows, then for the list. In this order nothing is missed in between.
 * A filter that the core refuses (it may come from an address) is told where the list would be, and all the rest goes on.
 */
export async function ask(): Promise<void> {
  const filter = wholeFilter(app())
  const current = (): boolean => filter === wholeFilter(app())
  try {
    await client().subscribe({ topics: ['*'], ...(filter ? { filter } : {}) })
    if (current()) refusal = null
  } catch (error) {
    if (!current()) return
    refusal = error instanceof Error ? error.message : String(error)
    await client().subscribe({ topics: UNFILTERED })
  }
  if (current()) await loadAnswer()
}

/** Loads the list for the question as it was last asked. */
export async function loadAnswer(): Promise<void> {
  await loadHead()
  // A list that stands still because nothing is told of would look calm.
  if (refusal !== null && app().listError === null) change({ listError: refusal })
}
