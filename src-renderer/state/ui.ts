import { leave } from '../ui/leave.ts'
import { setLook } from './list-look.ts'
import type { ListLook } from './look.ts'
import { currentView } from './scope.ts'
import { app, change } from './store.ts'
import { askAnew } from './subscription.ts'
import type { NarrowPane, OpenDialog, Scope } from './types.ts'

/** Opens a dialog in the place of the one that is open, which asks first if something in it would be lost. */
export function openDialog(dialog: OpenDialog): void {
  leave(() => change({ dialog }))
}
export function closeDialog(): void {
  change({ dialog: null })
}
/** Closes what is open for a command that was chosen in it. Focus goes back first, for the command may move it from there. */
export function leaveFor(run: () => unknown): void {
  change({ dialog: { kind: 'leaving' } })
  requestAnimationFrame(() => {
    if (app().dialog?.kind === 'leaving') closeDialog()
    run()
  })
}
export const openComposer = (requestId: string): void => openDialog({ kind: 'composer', requestId })

export function showPane(narrowPane: NarrowPane): void {
  change({ narrowPane })
}
export function toggleRail(): void {
  change(state => ({ railOpen: !state.railOpen }))
}

/** Chooses in the rail what the list shows. A filter that was typed goes along; that of a saved view stays with the view. */
export function setScope(scope: Scope): void {
  change(state => ({ scope, narrowPane: 'list', view: 'requests', ...(currentView(state) ? { filter: '' } : {}) }))
  askAnew()
}

/** Everything there is, without a filter. */
export function showAll(): void {
  change({ scope: { kind: 'all' }, filter: '', narrowPane: 'list', view: 'requests' })
  askAnew()
}

/** From the Deliveries back to the list of Requests, which still has its question. */
export function backToRequests(): void {
  change({ narrowPane: 'list', view: 'requests' })
  askAnew()
}

/** Takes a filter over. The text is known to be valid. */
export function setFilter(filter: string): void {
  if (filter !== '' && app().view !== 'requests') change({ view: 'requests' })
  if (filter === app().filter) return
  change({ filter })
  askAnew()
}

/** Shows what a saved filter finds, of everything. */
export function showView(filter: string): void {
  change({ scope: { kind: 'all' }, filter, narrowPane: 'list', view: 'requests' })
  askAnew()
}

/** Groups the list; by Event it is another question, for what came again is left out. */
export function setGrouping(grouping: ListLook['grouping']): void {
  const before = app().look.grouping
  if (grouping === before) return
  setLook({ grouping })
  if (grouping === 'event' || before === 'event') askAnew()
}
