import { useEffect, useState } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import { call, onAppEvent } from '../../state/api.ts'

/** For what no event tells: a filter of the list narrows them, and the link may have been away. */
const ASK_EVERY_MS = 3000

/**
 * The newest Request of a Source (null: of any) since this was first shown; null while there is none.
 * @param slug of the Source
 */
export function useFirstEvent(slug: string | null): RequestRow | null {
  const [row, setRow] = useState<RequestRow | null>(null)
  useEffect(() => {
    let shown = true
    // Ids tell the order of arrival; times could not, if the clock of this page is another machine's.
    let before: string | null | undefined
    const ask = async () => {
      const { rows } = await call('requests.list', { limit: 1, ...(slug === null ? {} : { filter: `source:${slug}` }) })
      const newest = rows[0] ?? null
      if (!shown) return
      if (before === undefined) before = newest?.id ?? null
      else if (newest && newest.id !== before) setRow(newest)
    }
    // A lost link rejects: its state is in sight, and the next time asks again.
    const look = () => void ask().catch(() => {})
    look()
    const stopAdded = onAppEvent('request.added', look)
    const timer = setInterval(look, ASK_EVERY_MS)
    return () => {
      shown = false
      stopAdded()
      clearInterval(timer)
    }
  }, [slug])
  return row
}
