import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { startJob } from '../../state/jobs.ts'
import { app } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { Confirm } from '../../ui/dialog.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'

type Kind = 'delete-endpoint' | 'delete-request'

interface Words {
  deleteTitle: string
  deleted: string
  deleteFailed: string
}
const deeds: Record<Kind, { words: Words; text(id: string): string; run(id: string): Promise<unknown> }> = {
  'delete-endpoint': {
    words: en.endpoint,
    text: id => en.endpoint.delete(app().endpoints.find(endpoint => endpoint.id === id)?.name ?? id),
    run: async id => {
      await call('endpoints.delete', { id })
      await loadEndpoints()
    },
  },
  'delete-request': {
    words: en.request,
    text: () => en.request.delete,
    run: async id => {
      const { kept } = await call('requests.delete', { ids: [id] })
      if (kept > 0) throw new Error(en.request.deleteKept)
    },
  },
}

/** Asks before several Requests are deleted, then lets a job do it; its progress and its end are shown where all jobs are. */
export function DeleteManyDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const confirm = () => {
    onClose()
    startJob({ kind: 'requests.delete', ids: [...ids] }).catch(error => notifyError(en.request.deleteFailed, error))
  }
  return (
    <Confirm
      open
      onClose={onClose}
      title={en.many.deleteTitle(ids.length)}
      text={en.many.delete}
      action={en.action.delete}
      onConfirm={confirm}
    />
  )
}

/** Asks before something is deleted, then deletes it. */
export function DeleteDialog({ kind, id, onClose }: { kind: Kind; id: string; onClose(): void }) {
  const deed = deeds[kind]
  const confirm = async () => {
    onClose()
    try {
      await deed.run(id)
      notify({ title: deed.words.deleted })
    } catch (error) {
      notifyError(deed.words.deleteFailed, error)
    }
  }
  return (
    <Confirm
      open
      onClose={onClose}
      title={deed.words.deleteTitle}
      text={deed.text(id)}
      action={en.action.delete}
      onConfirm={() => void confirm()}
    />
  )
}
