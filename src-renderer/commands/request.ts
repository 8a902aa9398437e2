import type { RequestRow } from '#contract/requests.ts'
import { call } from '../state/api.ts'
import { app } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { openComposer, openDialog } from '../state/ui.ts'
import { findRow } from '../state/window.ts'
import { en } from '../strings/en.ts'
import { copyText } from '../ui/copy.tsx'
import { notify, notifyError } from '../ui/toast.tsx'
import type { Command } from './command.ts'

const chosen = (state: AppState): boolean => state.selectedId !== null
const selected = (): string => app().selectedId ?? ''
const selectedRow = (): RequestRow | undefined => findRow(app().window, selected())

/** Sends a Request on: to its Source's Endpoints when it has some, else to where the composer is told. */
async function replay(): Promise<void> {
  const id = selected()
  const source = app().sources.find(candidate => candidate.id === selectedRow()?.sourceId)
  if (!source || source.forwardTo.length === 0) return openComposer(id)
  try {
    const { deliveryIds } = await call('requests.forward', { id })
    notify({ tone: 'ok', title: en.request.forwarded(deliveryIds.length) })
  } catch (error) {
    notifyError(en.request.forwardFailed, error)
  }
}

async function copyCurl(): Promise<void> {
  try {
    const { text } = await call('requests.export', { ids: [selected()], as: 'curl' })
    if (await copyText(text)) notify({ tone: 'ok', title: en.request.curlCopied })
  } catch (error) {
    notifyError(en.request.curlFailed, error)
  }
}

async function togglePin(): Promise<void> {
  const id = selected()
  try {
    const pinned = selectedRow()?.pinned ?? (await call('requests.get', { id })).pinned
    await call('requests.update', { id, pinned: !pinned })
    notify({ id: 'pin', title: pinned ? en.request.unpinned : en.request.pinned })
  } catch (error) {
    notifyError(en.request.pinFailed, error)
  }
}

/** What can be done with the selected Request; its context menu shows exactly these. */
export const requestCommands: readonly Command[] = [
  { id: 'request.replay', title: en.command.replay, group: 'request', keys: ['r'], when: chosen, run: replay },
  { id: 'request.resend', title: en.command.resend, group: 'request', keys: ['e'], when: chosen, run: () => openComposer(selected()) },
  { id: 'request.curl', title: en.command.curl, group: 'request', keys: ['c'], when: chosen, run: copyCurl },
  { id: 'request.pin', title: en.command.pin, group: 'request', keys: ['p'], when: chosen, run: togglePin },
  {
    id: 'request.source',
    title: en.command.sourceFrom,
    group: 'request',
    keys: [],
    when: state => chosen(state) && selectedRow()?.sourceId === null,
    run() {
      const from = selectedRow()
      if (from) openDialog({ kind: 'source', id: null, from })
    },
  },
  {
    id: 'request.delete',
    title: en.command.remove,
    group: 'request',
    keys: ['Delete'],
    when: chosen,
    run: () => openDialog({ kind: 'delete-request', id: selected() }),
  },
]
