import { call } from '../state/api.ts'
import { onJobEnd, startJob } from '../state/jobs.ts'
import { wholeFilter } from '../state/scope.ts'
import { app } from '../state/store.ts'
import { listText } from '../strings/list.ts'
import { notify, notifyError } from '../ui/toast.tsx'

const t = listText.clear

/** Takes what the list shows out of it. Nothing is asked before, for it can be undone. */
export async function clearList(): Promise<void> {
  const stop = onJobEnd(job => {
    if (job.kind !== 'requests.clear') return
    stop()
    if (job.state !== 'failed') offerUndo(job.id, job.done)
  })
  try {
    await startJob({ kind: 'requests.clear', filter: wholeFilter(app()) })
  } catch (error) {
    stop()
    notifyError(t.failed, error)
  }
}

function offerUndo(jobId: string, done: number): void {
  const undo = () => {
    call('requests.restore', { jobId })
      .then(({ restored }) => notify({ tone: 'ok', title: t.undone(restored) }))
      .catch(error => notifyError(t.undoFailed, error))
  }
  notify({ id: 'clear', title: t.done(done), text: t.hint, ...(done > 0 ? { action: { label: t.undo, run: undo } } : {}) })
}
