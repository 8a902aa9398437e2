import { clearMarkedDeliveries, markAllDeliveries, moveDelivery, selectDelivery, showDeliveries } from '../state/deliveries.ts'
import { setLook } from '../state/list-look.ts'
import { goToOldest, setPaused, showPending } from '../state/requests.ts'
import { clearMarked, extendSelection, markAll, moveSelection, selectRequest } from '../state/selection.ts'
import { app } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { backToRequests, openDialog, setFilter, showPane } from '../state/ui.ts'
import { rowCount } from '../state/window.ts'
import { en } from '../strings/en.ts'
import { listText } from '../strings/list.ts'
import { canUndoClear, clearList, undoClear } from './clear.ts'
import type { Command } from './command.ts'
import { focusOn } from './focus.ts'

/** The keys of a list are the same for both that there are. */
const out = (): boolean => app().view === 'deliveries'
const rows = (state: AppState): boolean => rowCount(state.view === 'deliveries' ? state.deliveries.window : state.window) > 0

/** Esc undoes one thing at a time, from the innermost: leave the detail, choose one instead of several, unselect, clear the filter. */
function stepBack(): void {
  if (out()) {
    stepBackFromDelivery()
    return
  }
  const { narrowPane, selectedId, marked, filter } = app()
  const list = document.getElementById('list-pane')
  if (narrowPane === 'detail') {
    showPane('list')
    focusOn('list')
  } else if (marked.size > 0) clearMarked()
  else if (list && !list.contains(document.activeElement) && selectedId !== null) focusOn('list')
  else if (selectedId !== null) selectRequest(null)
  else if (filter !== '') setFilter('')
}

function stepBackFromDelivery(): void {
  const { narrowPane, deliveries } = app()
  const list = document.getElementById('list-pane')
  if (narrowPane === 'detail') {
    showPane('list')
    focusOn('list')
  } else if (deliveries.marked.size > 0) clearMarkedDeliveries()
  else if (list && !list.contains(document.activeElement) && deliveries.selectedId !== null) focusOn('list')
  else if (deliveries.selectedId !== null) selectDelivery(null)
  else if (deliveries.state !== null || deliveries.endpointId !== null || deliveries.reason !== null) showDeliveries()
  else backToRequests()
}

export const listCommands: readonly Command[] = [
  {
    id: 'list.next',
    title: en.command.next,
    group: 'list',
    keys: ['j', 'ArrowDown'],
    when: rows,
    run: () => (out() ? moveDelivery(1) : moveSelection(1)),
  },
  {
    id: 'list.previous',
    title: en.command.previous,
    group: 'list',
    keys: ['k', 'ArrowUp'],
    when: rows,
    run: () => (out() ? moveDelivery(-1) : moveSelection(-1)),
  },
  {
    id: 'list.extendNext',
    title: en.command.extendNext,
    group: 'list',
    keys: ['Shift+J', 'Shift+ArrowDown'],
    when: rows,
    run: () => (out() ? moveDelivery(1, true) : extendSelection(1)),
  },
  {
    id: 'list.extendPrevious',
    title: en.command.extendPrevious,
    group: 'list',
    keys: ['Shift+K', 'Shift+ArrowUp'],
    when: rows,
    run: () => (out() ? moveDelivery(-1, true) : extendSelection(-1)),
  },
  {
    id: 'list.markAll',
    title: en.command.markAll,
    group: 'list',
    keys: ['$mod+a'],
    when: rows,
    run: () => (out() ? markAllDeliveries() : markAll()),
  },
  {
    id: 'list.open',
    title: en.command.open,
    group: 'list',
    keys: ['Enter'],
    when: state => (state.view === 'deliveries' ? state.deliveries.selectedId : state.selectedId) !== null,
    run() {
      showPane('detail')
      focusOn('detail')
    },
  },
  { id: 'list.back', title: en.command.back, group: 'list', keys: ['Escape'], run: stepBack },
  { id: 'list.filter', title: en.command.filter, group: 'list', keys: ['$mod+f', '/'], run: () => focusOn('filter') },
  { id: 'list.pause', title: en.command.pause, group: 'list', keys: ['Shift+P'], run: () => setPaused(!app().paused) },
  {
    id: 'list.clear',
    title: listText.clear.command,
    group: 'list',
    view: 'requests',
    keys: ['$mod+Shift+Backspace'],
    when: rows,
    run: clearList,
  },
  {
    id: 'list.undoClear',
    title: listText.clear.undoCommand,
    group: 'list',
    view: 'requests',
    keys: [],
    when: canUndoClear,
    run: undoClear,
  },
  { id: 'list.look', title: listText.look.button, group: 'list', view: 'requests', keys: [], run: () => openDialog({ kind: 'look' }) },
  {
    id: 'list.saveView',
    title: listText.views.save,
    group: 'list',
    view: 'requests',
    keys: [],
    when: state => state.filter !== '',
    run: () => openDialog({ kind: 'view', id: null, filter: app().filter }),
  },
  {
    id: 'list.newest',
    title: en.command.newest,
    group: 'list',
    keys: ['Home'],
    when: rows,
    run() {
      if (!out()) showPending()
      focusOn('list')
      document.getElementById(out() ? 'delivery-list' : 'request-list')?.scrollTo({ top: 0 })
    },
  },
  {
    id: 'list.oldest',
    title: listText.oldest,
    group: 'list',
    view: 'requests',
    keys: ['End'],
    when: rows,
    run() {
      focusOn('list')
      void goToOldest()
    },
  },
  {
    id: 'list.timeline',
    title: listText.timeline.command,
    group: 'list',
    view: 'requests',
    keys: [],
    run: () => setLook({ timeline: !app().look.timeline }),
  },
]
