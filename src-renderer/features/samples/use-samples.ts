import { useCallback, useEffect, useState } from 'react'
import type { OutputOf } from '#contract/methods.ts'
import type { SampleRow } from '#contract/samples.ts'
import { call } from '../../state/api.ts'
import { samplesText as t } from '../../strings/samples.ts'
import { notifyError } from '../../ui/toast.tsx'

export type Rendered = OutputOf<'samples.render'>

/** All sample events there are; a few hundred rows, so they are asked for once. */
export function useSamples(): readonly SampleRow[] | null {
  const [rows, setRows] = useState<readonly SampleRow[] | null>(null)
  useEffect(() => {
    let stopped = false
    call('samples.list', {}).then(
      answer => !stopped && setRows(answer.rows),
      error => notifyError(t.loadFailed, error),
    )
    return () => {
      stopped = true
    }
  }, [])
  return rows
}

/** A sample as text, with ids and times of its own; `again` makes new ones. */
export function useRendered(sample: Pick<SampleRow, 'provider' | 'id'> | undefined): { rendered: Rendered | null; again(): void } {
  const [rendered, setRendered] = useState<Rendered | null>(null)
  const [round, setRound] = useState(0)
  const { provider, id } = sample ?? { provider: '', id: '' }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round is another rendering
  useEffect(() => {
    if (id === '') return
    let stopped = false
    call('samples.render', { provider, sample: id }).then(
      answer => !stopped && setRendered(answer),
      error => notifyError(t.loadFailed, error),
    )
    return () => {
      stopped = true
    }
  }, [provider, id, round])
  return { rendered, again: useCallback(() => setRound(before => before + 1), []) }
}
