import type { RequestDetail } from '#contract/requests.ts'
import { queryOf } from '#domain/http/request-view.ts'
import { call } from '../../state/api.ts'
import { type Reveal, useReveal } from './use-reveal.ts'

/** What `requests.reveal` tells: the head of the message in clear. The body's bytes are here already; they were only covered. */
export interface ClearHead {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly target: string
}
export type RequestReveal = Reveal<ClearHead>

/** One decision for the whole Request: what is revealed in one tab is revealed in all of them. */
export function useRequestReveal(request: RequestDetail): RequestReveal {
  return useReveal(request.id, async () => {
    const { headers, target } = await call('requests.reveal', { id: request.id })
    return { headers, target, query: queryOf(target) }
  })
}
