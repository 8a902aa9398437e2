import { call } from '../state/api.ts'
import { chosenIds } from '../state/selection.ts'
import { app } from '../state/store.ts'
import { openDialog } from '../state/ui.ts'
import { findRow } from '../state/window.ts'
import { firstText } from '../strings/first.ts'
import { notifyError } from '../ui/toast.tsx'
import type { Command } from './command.ts'

/** The composer of sample events, for the Source that the list shows. */
export function composeSample(sourceId: string | null = null): void {
  const { scope } = app()
  openDialog({ kind: 'samples', sourceId: sourceId ?? (scope.kind === 'source' ? scope.id : null) })
}

async function showEvent(): Promise<void> {
  const id = app().selectedId ?? ''
  try {
    const { sourceId, eventId } = findRow(app().window, id) ?? (await call('requests.get', { id }))
    if (sourceId !== null && eventId !== null) openDialog({ kind: 'event', sourceId, eventId })
  } catch (error) {
    notifyError(firstText.events.loadFailed, error)
  }
}

/** Samples, Events and providers of one's own. */
export const sourceCommands: readonly Command[] = [
  {
    id: 'go.connect',
    title: firstText.connect.command,
    group: 'go',
    keys: [],
    when: ({ scope }) => scope.kind === 'source',
    run: () => {
      const { scope } = app()
      if (scope.kind === 'source') openDialog({ kind: 'connect', sourceId: scope.id })
    },
  },
  { id: 'go.sample', title: firstText.samples.command, group: 'go', keys: ['Shift+S'], run: () => composeSample() },
  {
    id: 'go.newProvider',
    title: firstText.providers.command,
    group: 'go',
    keys: [],
    run: () => openDialog({ kind: 'provider', id: null, requestId: app().selectedId }),
  },
  {
    id: 'request.event',
    title: firstText.events.command,
    group: 'request',
    view: 'requests',
    keys: [],
    when(state) {
      const row = state.selectedId === null || state.marked.size > 0 ? undefined : findRow(state.window, state.selectedId)
      return row !== undefined && row.sourceId !== null && row.eventId !== null
    },
    run: showEvent,
  },
  {
    id: 'request.verify',
    title: firstText.sources.verifyMany,
    group: 'request',
    view: 'requests',
    keys: [],
    when: state => state.selectedId !== null,
    run: () => openDialog({ kind: 'verify-many', ids: chosenIds() }),
  },
]
