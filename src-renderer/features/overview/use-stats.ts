import { useEffect, useMemo, useState } from 'react'
import type { OutputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { useNow } from '../../ui/clock.ts'
import type { Parts } from './sums.ts'

/** Counts of a span that ends now, asked for again every few seconds while somebody looks. */
export function useStats({ length, bucket }: { length: number; bucket: number }): {
  stats: OutputOf<'stats.get'> | null
  parts: Parts
  error: string | null
} {
  const [stats, setStats] = useState<OutputOf<'stats.get'> | null>(null)
  const [error, setError] = useState<string | null>(null)
  const to = useNow(now => Math.ceil(now / bucket) * bucket)
  const tick = useNow(now => Math.floor(now / 5000))
  const parts = useMemo(() => ({ from: to - length, to, bucket }), [to, length, bucket])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tick` says when it is time to ask again.
  useEffect(() => {
    let current = true
    call('stats.get', { from: parts.from, to: parts.to, bucketMs: bucket })
      .then(answer => {
        if (!current) return
        setStats(answer)
        setError(null)
      })
      .catch(refusal => current && setError(messageOf(refusal)))
    return () => {
      current = false
    }
  }, [parts, bucket, tick])
  return { stats, parts, error }
}
