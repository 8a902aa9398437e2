import { call } from './api.ts'
import { change } from './store.ts'

/** Saved filters, by name. */
export async function loadViews(): Promise<void> {
  change({ views: (await call('views.list', {})).rows })
}
