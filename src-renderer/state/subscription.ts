import { client } from './api.ts'
import { wholeFilter } from './scope.ts'
import { app, change } from './store.ts'

/**
 * Asks the core for events, narrowed to what the list shows. Load after this has resolved and nothing is missed in between.
 * A refusal (a filter that the core does not take) is told where the list would be.
 */
export async function subscribeForFilter(): Promise<void> {
  const filter = wholeFilter(app())
  try {
    await client().subscribe({ topics: ['*'], ...(filter ? { filter } : {}) })
  } catch (error) {
    change({ listError: error instanceof Error ? error.message : String(error) })
  }
}
