import type { RequestRow } from '#contract/requests.ts'
import { quoteIfNeeded } from '#domain/filter/term.ts'
import { call } from '../state/api.ts'
import { chosenIds, writeNote } from '../state/selection.ts'
import { app } from '../state/store.ts'
import type { AppState } from '../state/types.ts'
import { openComposer, openDialog } from '../state/ui.ts'
import { findRow } from '../state/window.ts'
import { en } from '../strings/en.ts'
import { firstText } from '../strings/first.ts'
import { listText } from '../strings/list.ts'
import { copyText } from '../ui/copy.tsx'
import { notify, notifyError } from '../ui/toast.tsx'
import type { Command } from './command.ts'

const chosen = (state: AppState): boolean => state.selectedId !== null
/** Only one is chosen: for what makes no sense on several at once. */
const single = (state: AppState): boolean => chosen(state) && state.marked.size === 0
const many = (): boolean => app().marked.size > 0
const selected = (): string => app().selectedId ?? ''
const selectedRow = (): RequestRow | undefined => findRow(app().window, selected())

/** The core exports at most this many at a time. */
const EXPORT_LIMIT = 100
/** The core marks at most this many at a time. */
const MARK_LIMIT = 1000

/** Sends a Request on: to its Source's Endpoints when it has some, else to where the composer is told. Several go where a dialog is told. */
async function replay(): Promise<void> {
  if (many()) return openDialog({ kind: 'resend-many', ids: chosenIds() })
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
    const ids = chosenIds()
    const texts: string[] = []
    for (let from = 0; from < ids.length; from += EXPORT_LIMIT) {
      texts.push((await call('requests.export', { ids: ids.slice(from, from + EXPORT_LIMIT), as: 'curl' })).text)
    }
    if (await copyText(texts.join('\n')))
      notify({ tone: 'ok', title: ids.length > 1 ? en.many.curlCopied(ids.length) : en.request.curlCopied })
  } catch (error) {
    notifyError(en.request.curlFailed, error)
  }
}

async function togglePin(): Promise<void> {
  if (many()) return pinMany()
  const id = selected()
  try {
    const pinned = selectedRow()?.pinned ?? (await call('requests.get', { id })).pinned
    await call('requests.update', { id, pinned: !pinned })
    notify({ id: 'pin', title: pinned ? en.request.unpinned : en.request.pinned })
  } catch (error) {
    notifyError(en.request.pinFailed, error)
  }
}

/** Several become alike: pinned, unless all of them are. */
async function pinMany(): Promise<void> {
  const ids = chosenIds()
  const pinned = ids.every(id => findRow(app().window, id)?.pinned)
  try {
    for (let from = 0; from < ids.length; from += MARK_LIMIT) {
      await call('requests.mark', { ids: ids.slice(from, from + MARK_LIMIT), pinned: !pinned })
    }
    notify({ id: 'pin', title: pinned ? en.request.unpinned : en.request.pinned })
  } catch (error) {
    notifyError(en.request.pinFailed, error)
  }
}

/** What can be done with the selected Request; its context menu shows exactly these. */
export const requestCommands: readonly Command[] = [
  { id: 'request.replay', title: en.command.replay, group: 'request', keys: ['r'], when: chosen, run: replay },
  { id: 'request.resend', title: en.command.resend, group: 'request', keys: ['e'], when: single, run: () => openComposer(selected()) },
  { id: 'request.curl', title: en.command.curl, group: 'request', keys: ['c'], when: chosen, run: copyCurl },
  {
    id: 'request.compose',
    title: en.command.composeRequestFrom,
    group: 'request',
    keys: ['Shift+E'],
    when: single,
    run: () => openDialog({ kind: 'compose', requestId: selected() }),
  },
  {
    id: 'request.export',
    title: en.command.exportAs,
    group: 'request',
    keys: ['x'],
    when: chosen,
    run: () => openDialog({ kind: 'export', ids: chosenIds() }),
  },
  { id: 'request.pin', title: en.command.pin, group: 'request', keys: ['p'], when: chosen, run: togglePin },
  {
    id: 'request.note',
    title: en.command.note,
    group: 'request',
    keys: [],
    when: single,
    run: () => writeNote(selected()),
  },
  {
    id: 'request.label',
    title: listText.label.command,
    group: 'request',
    keys: ['l'],
    when: chosen,
    run: () => openDialog({ kind: 'label', ids: chosenIds().slice(0, MARK_LIMIT) }),
  },
  {
    id: 'request.types',
    title: firstText.types.command,
    group: 'request',
    keys: [],
    when: state => single(state) && selectedRow()?.eventType != null,
    run() {
      const row = selectedRow()
      const source = app().sources.find(candidate => candidate.id === row?.sourceId)
      const filter = `source:${source?.slug ?? 'inbox'} type:${quoteIfNeeded(row?.eventType ?? '')}`
      openDialog({ kind: 'types', filter, requestId: selected() })
    },
  },
  {
    id: 'request.source',
    title: en.command.sourceFrom,
    group: 'request',
    keys: [],
    when: state => single(state) && selectedRow()?.sourceId === null,
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
    run: () => openDialog(many() ? { kind: 'delete-many', ids: chosenIds() } : { kind: 'delete-request', id: selected() }),
  },
]
