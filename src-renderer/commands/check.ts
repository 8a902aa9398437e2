import { call } from '../state/api.ts'
import { app } from '../state/store.ts'
import { openDialog } from '../state/ui.ts'
import { checkEntryText } from '../strings/check-entry.ts'
import { notifyError } from '../ui/toast.tsx'
import type { Command } from './command.ts'

/** The Endpoint whose Deliveries are shown is most likely the one that is meant. */
const endpointShown = (): string | null => {
  const { view, deliveries } = app()
  return view === 'deliveries' ? deliveries.endpointId : null
}

export const checkCommands: readonly Command[] = [
  {
    id: 'go.check',
    title: checkEntryText.command,
    group: 'go',
    keys: ['Shift+C'],
    run: () => openDialog({ kind: 'check', endpointId: endpointShown(), requestId: null, checkId: null }),
  },
]

/** With the selected Request as the genuine event. */
export const checkRequestCommands: readonly Command[] = [
  {
    id: 'request.check',
    title: checkEntryText.request,
    group: 'request',
    keys: [],
    when: state => state.selectedId !== null && state.marked.size === 0,
    run: () => openDialog({ kind: 'check', endpointId: null, requestId: app().selectedId, checkId: null }),
  },
]

/** Opens the check that a job runs, or has run. */
export async function openCheckOf(jobId: string): Promise<void> {
  try {
    const { rows } = await call('checks.list', { limit: 100 })
    const row = rows.find(known => known.jobId === jobId)
    if (row) openDialog({ kind: 'check', endpointId: row.endpointId, requestId: null, checkId: row.id })
  } catch (error) {
    notifyError(checkEntryText.failed, error)
  }
}
