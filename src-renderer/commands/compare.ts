import { call } from '../state/api.ts'
import { chosenIds } from '../state/selection.ts'
import { app } from '../state/store.ts'
import { openDialog } from '../state/ui.ts'
import { firstText } from '../strings/first.ts'
import { notify, notifyError } from '../ui/toast.tsx'
import type { Command } from './command.ts'

/** What has changed since the Request before this one of the same Source and type. */
export async function compareWithPrevious(id: string): Promise<void> {
  try {
    const previous = (await call('requests.previous', { id })).id
    if (previous === null) notify({ title: firstText.compare.noPrevious, text: firstText.compare.noPreviousText })
    else openDialog({ kind: 'compare', a: previous, b: id })
  } catch (error) {
    notifyError(firstText.compare.failed, error)
  }
}

export const compareCommands: readonly Command[] = [
  {
    id: 'request.compare',
    title: firstText.compare.command,
    group: 'request',
    keys: ['d'],
    when: state => state.marked.size === 2,
    run() {
      // The list has the newest first; what came first stands on the left.
      const [newer, older] = chosenIds()
      if (older !== undefined && newer !== undefined) openDialog({ kind: 'compare', a: older, b: newer })
    },
  },
  {
    id: 'request.comparePrevious',
    title: firstText.compare.previous,
    group: 'request',
    keys: ['Shift+D'],
    when: state => state.selectedId !== null && state.marked.size === 0,
    run: () => compareWithPrevious(app().selectedId ?? ''),
  },
]
