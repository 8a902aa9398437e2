import { call } from '../../state/api.ts'
import { loadSources } from '../../state/config.ts'
import { app } from '../../state/store.ts'
import { connectText } from '../../strings/connect.ts'
import { en } from '../../strings/en.ts'
import { notify } from '../../ui/toast.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { useRemoval } from './use-removal.ts'

const t = connectText.registered

/** Asks before a Source is deleted, and with it what was registered for it at its provider: with the calls, as wherever one is made. */
export function DeleteSourceDialog({ id, onClose }: { id: string; onClose(): void }) {
  const removal = useRemoval(id)
  const text = en.source.delete(app().sources.find(source => source.id === id)?.name ?? id)
  const done = async () => {
    await call('sources.delete', { id })
    await loadSources()
    notify({ title: en.source.deleted })
    onClose()
  }
  return (
    <RemovalDialog
      removal={removal}
      title={en.source.deleteTitle}
      text={calls => (calls.length === 0 ? text : `${text} ${t.deleteText(calls.length)}`)}
      action={en.action.delete}
      forget={t.deleteForget}
      failed={en.source.deleteFailed}
      onClose={onClose}
      onDone={done}
    />
  )
}
