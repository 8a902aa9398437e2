import { setPaused, showPending } from '../state/requests.ts'
import { clearMarked, extendSelection, markAll, moveSelection, selectRequest } from '../state/selection.ts'
import { app } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { setFilter, showPane } from '../state/ui.ts'
import { rowCount } from '../state/window.ts'
import { en } from '../strings/en.ts'
import type { Command } from './command.ts'
import { focusOn } from './focus.ts'

const rows = (state: AppState): boolean => rowCount(state.window) > 0

/** Esc undoes one thing at a time, from the innermost: leave the detail, choose one instead of several, unselect, clear the filter. */
function stepBack(): void {
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

export const listCommands: readonly Command[] = [
  { id: 'list.next', title: en.command.next, group: 'list', keys: ['j', 'ArrowDown'], when: rows, run: () => moveSelection(1) },
  { id: 'list.previous', title: en.command.previous, group: 'list', keys: ['k', 'ArrowUp'], when: rows, run: () => moveSelection(-1) },
  {
    id: 'list.extendNext',
    title: en.command.extendNext,
    group: 'list',
    keys: ['Shift+J', 'Shift+ArrowDown'],
    when: rows,
    run: () => extendSelection(1),
  },
  {
    id: 'list.extendPrevious',
    title: en.command.extendPrevious,
    group: 'list',
    keys: ['Shift+K', 'Shift+ArrowUp'],
    when: rows,
    run: () => extendSelection(-1),
  },
  { id: 'list.markAll', title: en.command.markAll, group: 'list', keys: ['$mod+a'], when: rows, run: markAll },
  {
    id: 'list.open',
    title: en.command.open,
    group: 'list',
    keys: ['Enter'],
    when: state => state.selectedId !== null,
    run() {
      showPane('detail')
      focusOn('detail')
    },
  },
  { id: 'list.back', title: en.command.back, group: 'list', keys: ['Escape'], run: stepBack },
  { id: 'list.filter', title: en.command.filter, group: 'list', keys: ['$mod+f', '/'], run: () => focusOn('filter') },
  { id: 'list.pause', title: en.command.pause, group: 'list', keys: ['Shift+P'], run: () => setPaused(!app().paused) },
  {
    id: 'list.newest',
    title: en.command.newest,
    group: 'list',
    keys: ['Home'],
    when: rows,
    run() {
      showPending()
      focusOn('list')
      document.getElementById('request-list')?.scrollTo({ top: 0 })
    },
  },
]
