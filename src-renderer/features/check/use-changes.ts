import { useEffect, useState } from 'react'
import type { CheckDetail } from '#contract/checks.ts'
import type { OutputOf } from '#contract/methods.ts'
import { call } from '../../state/api.ts'
import { checkText } from '../../strings/check.ts'
import { notifyError } from '../../ui/toast.tsx'

export type Differences = OutputOf<'checks.compare'>

/** What is otherwise than in the run before; null where there was none, and for one that was not finished: what it did not try is not mended. */
export function useChanges({ id, previousId, state }: Pick<CheckDetail, 'id' | 'previousId' | 'state'>): Differences | null {
  const [changes, setChanges] = useState<Differences | null>(null)
  const wanted = previousId !== null && state === 'done'
  useEffect(() => {
    if (!wanted) return
    let current = true
    call('checks.compare', { id }).then(
      answer => current && setChanges(answer),
      error => notifyError(checkText.changes.failed, error),
    )
    return () => {
      current = false
    }
  }, [id, wanted])
  return wanted && changes?.after.id === id ? changes : null
}
