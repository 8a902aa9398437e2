import { call } from '../state/api.ts'
import { endedJobs, onJobEnd, startJob } from '../state/jobs.ts'
import { wholeFilter } from '../state/scope.ts'
import { app } from '../state/store.ts'
import { listText } from '../strings/list.ts'
import { notify, notifyError } from '../ui/toast.tsx'

const t = listText.clear
/** So long the core keeps what was cleared, ms, less what a call may take. */
const UNDO_MS = 595_000

const undone = new Set<string>()

/** Takes what the list shows out of it. Nothing is asked before, for it can be undone. */
export async function clearList(): Promise<void> {
  const stop = onJobEnd(job => {
    if (job.kind !== 'requests.clear') return
    stop()
    if (job.state === 'failed') return
    const action = { label: t.undo, run: () => void undo(job.id) }
    notify({ id: 'clear', title: t.done(job.done), ...(job.done > 0 ? { text: t.hint, action } : {}) })
  })
  try {
    await startJob({ kind: 'requests.clear', filter: wholeFilter(app()) })
  } catch (error) {
    stop()
    notifyError(t.failed, error)
  }
}

/** The last Clear that hid something and can still be undone, whichever window it was made in. */
const lastClear = () => endedJobs('requests.clear').find(job => job.done > 0 && !undone.has(job.id) && job.createdAt > Date.now() - UNDO_MS)

export const canUndoClear = (): boolean => lastClear() !== undefined

/** Brings back what the last Clear took away, and next time what the one before did. */
export async function undoClear(): Promise<void> {
  const last = lastClear()
  if (last) await undo(last.id)
}

async function undo(jobId: string): Promise<void> {
  try {
    const { restored } = await call('requests.restore', { jobId })
    undone.add(jobId)
    notify({ tone: 'ok', title: t.undone(restored) })
  } catch (error) {
    notifyError(t.undoFailed, error)
  }
}
