import { useCallback, useEffect, useState } from 'react'
import type { CheckRow } from '#contract/checks.ts'
import { call } from '../../state/api.ts'
import { isRunning, onCheckNews } from '../../state/checks.ts'
import { checkText } from '../../strings/check.ts'
import { notifyError } from '../../ui/toast.tsx'

const PAGE = 10

/** Runs of an Endpoint, of a URL, or all, newest first, a page at a time. */
export function useHistory(endpointId: string | null, url: string | null) {
  const [rows, setRows] = useState<readonly CheckRow[] | null>(null)
  const [next, setNext] = useState<string | undefined>()
  const ask = useCallback(
    (before?: string) =>
      call('checks.list', {
        limit: PAGE,
        ...(url === null ? {} : { url }),
        ...(endpointId === null ? {} : { endpointId }),
        ...(before === undefined ? {} : { before }),
      }),
    [endpointId, url],
  )
  const load = useCallback(async () => {
    try {
      const answer = await ask()
      setRows(answer.rows)
      setNext(answer.next)
    } catch (error) {
      notifyError(checkText.history.loadFailed, error)
    }
  }, [ask])
  useEffect(() => void load(), [load])
  useEffect(() => onCheckNews(({ check }) => (isRunning(check) ? undefined : void load())), [load])
  const more = async () => {
    try {
      const answer = await ask(next)
      setRows([...(rows ?? []), ...answer.rows])
      setNext(answer.next)
    } catch (error) {
      notifyError(checkText.history.loadFailed, error)
    }
  }
  const remove = async (id: string) => {
    try {
      await call('checks.delete', { id })
      setRows((rows ?? []).filter(row => row.id !== id))
    } catch (error) {
      notifyError(checkText.history.deleteFailed, error)
    }
  }
  return { rows, more: next === undefined ? null : more, remove }
}
