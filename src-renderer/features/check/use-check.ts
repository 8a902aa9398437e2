import { useCallback, useEffect, useState } from 'react'
import type { CheckDetail, CheckRow } from '#contract/checks.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { begunOf, type CheckNews, isRunning, onCheckNews } from '../../state/checks.ts'
import { onJobEnd } from '../../state/jobs.ts'
import { useApp } from '../../state/store.ts'

export type Progress = NonNullable<CheckNews['result']>

export interface Watched {
  readonly of: string
  readonly detail: CheckDetail | null
  /** Of scenarios that ended since `detail` was asked for. */
  readonly ended: ReadonlyMap<string, Progress>
  readonly started: ReadonlySet<string>
  readonly error: string | null
}

const nothing = (of: string): Watched => ({ of, detail: null, ended: new Map(), started: begunOf(of), error: null })

/** One check: followed while it runs, asked for whole when it has ended and when the link was lost. */
export function useCheck(id: string): Watched {
  const [watched, setWatched] = useState<Watched>(() => nothing(id))
  const link = useApp(state => state.link)
  const load = useCallback(
    () =>
      call('checks.get', { id }).then(
        detail => setWatched(old => ({ ...(old.of === id ? old : nothing(id)), detail, error: null })),
        error => setWatched(old => ({ ...(old.of === id ? old : nothing(id)), error: messageOf(error) })),
      ),
    [id],
  )
  useEffect(
    () =>
      onCheckNews(({ check, result, started }) => {
        if (check.id !== id) return
        setWatched(old => withNews(old.of === id ? old : nothing(id), check, result, started))
        if (!isRunning(check)) void load()
      }),
    [id, load],
  )
  // A job's end is told by the job.
  useEffect(() => onJobEnd(({ kind }) => (kind === 'checks.run' ? void load() : undefined)), [load])
  // It is listened to first, so that nothing falls in between.
  useEffect(() => {
    if (link === 'live') void load()
  }, [link, load])
  return watched.of === id ? watched : nothing(id)
}

function withNews(old: Watched, check: CheckRow, result: Progress | undefined, started: string | undefined): Watched {
  return {
    ...old,
    // While it runs; the whole answer follows when it has ended, so that nothing half is shown as a report.
    detail: old.detail && isRunning(check) ? { ...old.detail, ...check } : old.detail,
    ended: result ? new Map(old.ended).set(result.id, result) : old.ended,
    started: started ? new Set(old.started).add(started) : old.started,
  }
}
