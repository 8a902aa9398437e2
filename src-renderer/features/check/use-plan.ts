import { useEffect, useState } from 'react'
import type { CheckScenario } from '#contract/checks.ts'
import type { InputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'

/** Long enough that typing a URL does not ask for each letter. */
const PAUSE_MS = 250

/** What a check would run, asked again as its set-up changes. What was told last stays while it is asked, and when it cannot be told. */
export function usePlan(input: InputOf<'checks.plan'>): { plan: readonly CheckScenario[]; error: string | null } {
  const [known, setKnown] = useState<{ plan: readonly CheckScenario[]; error: string | null }>({ plan: [], error: null })
  const asked = JSON.stringify(input)
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      call('checks.plan', JSON.parse(asked) as InputOf<'checks.plan'>).then(
        ({ rows }) => current && setKnown({ plan: rows, error: null }),
        refusal => current && setKnown(({ plan }) => ({ plan, error: messageOf(refusal) })),
      )
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked])
  return known
}
