import { useEffect, useState } from 'react'
import type { CustomProviderDraft, Trial } from '#contract/providers.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../../state/api.ts'

export type TrialState =
  | { readonly kind: 'none' }
  | { readonly kind: 'done'; readonly trial: Trial }
  | { readonly kind: 'failed'; readonly message: string }

const PAUSE_MS = 150

/**
 * What the description makes of a captured Request, asked for again whenever one of the two or the secret changes. The last answer
 * stays until the next is there, so that the verdict does not flicker while somebody types.
 * @param draft null while it is not whole
 */
export function useTrial(draft: CustomProviderDraft | null, requestId: string | null, secret: string): TrialState {
  const [state, setState] = useState<TrialState>({ kind: 'none' })
  // By its text: the form makes a new object of every letter typed into whatever field, also one that changes nothing here.
  const described = draft === null ? null : JSON.stringify({ ...draft, name: 'this sender' })
  useEffect(() => {
    if (described === null || requestId === null) return setState({ kind: 'none' })
    let stopped = false
    const timer = setTimeout(() => {
      const provider = JSON.parse(described) as CustomProviderDraft
      call('providers.test', { requestId, provider, ...(secret === '' ? {} : { secrets: [secret] }) }).then(
        trial => !stopped && setState({ kind: 'done', trial }),
        error => !stopped && setState({ kind: 'failed', message: messageOf(error) }),
      )
    }, PAUSE_MS)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [described, requestId, secret])
  return state
}
