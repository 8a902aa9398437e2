import { loadCountsNow } from './counts.ts'
import { loadHead } from './requests.ts'
import { app, change } from './store.ts'
import { subscribeForFilter } from './subscription.ts'
import type { NarrowPane, OpenDialog, Scope } from './types.ts'

export function openDialog(dialog: OpenDialog): void {
  change({ dialog })
}
export function closeDialog(): void {
  change({ dialog: null })
}
export const openComposer = (requestId: string): void => openDialog({ kind: 'composer', requestId })

export function showPane(narrowPane: NarrowPane): void {
  change({ narrowPane })
}
export function toggleRail(): void {
  change(state => ({ railOpen: !state.railOpen }))
}

/** Chooses in the rail what the list shows. */
export function setScope(scope: Scope): void {
  change({ scope, narrowPane: 'list' })
  askAnew()
}

/** Takes a filter over. The text is known to be valid. */
export function setFilter(filter: string): void {
  if (filter === app().filter) return
  change({ filter })
  askAnew()
}

function askAnew(): void {
  change({ pending: [], pendingMore: 0, atEdge: true })
  void subscribeForFilter().then(loadHead)
  loadCountsNow()
}
