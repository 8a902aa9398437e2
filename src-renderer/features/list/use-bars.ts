import { useEffect, useMemo, useState } from 'react'
import { firstIdAt, formatId } from '#domain/ids.ts'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { useStats } from '../overview/use-stats.ts'
import { type Bar, barsOf, bucketFor, type SpanName, spanNames, spans } from './bars.ts'

/** Spans of the timeline; `all` begins with the oldest Request that is kept. */
export type TimelineSpan = SpanName | 'all'
export const timelineSpans: readonly TimelineSpan[] = ['all', ...spanNames]

/** Bars of a span that ends now, of what the scope shows. `bucket` = the length of a bar, ms. */
export function useBars(name: TimelineSpan): { bars: readonly Bar[]; bucket: number; end: number } {
  const oldest = useOldest()
  const span = useMemo(() => (name === 'all' ? spanSince(oldest) : spans[name]), [name, oldest])
  const { stats, parts } = useStats(span)
  const scope = useApp(state => state.scope)
  const bars = useMemo(() => barsOf(stats?.requests ?? [], scope, parts.from, parts.to, parts.bucket), [stats, scope, parts])
  return { bars, bucket: parts.bucket, end: parts.to }
}

function spanSince(oldest: number | null): { length: number; bucket: number } {
  // Of less than an hour there would be a few bars, each as broad as a door.
  if (oldest === null || Date.now() - oldest < spans.hour.length) return spans.hour
  const bucket = bucketFor(Date.now() - oldest)
  return { length: Math.ceil((Date.now() - oldest) / bucket) * bucket, bucket }
}

/** When the oldest Request came in, ms since epoch; null when it is not known (yet). */
function useOldest(): number | null {
  const [oldest, setOldest] = useState<number | null>(null)
  // The first one that comes in changes it, and a Clear does.
  const any = useApp(state => (state.counts.all?.count ?? 0) > 0)
  useEffect(() => {
    let current = true
    if (!any) return
    call('requests.list', { from: formatId('req', firstIdAt(0)), limit: 1 })
      .then(({ rows }) => current && setOldest(rows[0]?.receivedAt ?? null))
      // Then there are the bars of the last hour, and the list says what is wrong.
      .catch(() => undefined)
    return () => {
      current = false
    }
  }, [any])
  return oldest
}
