import { useState } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import type { HeaderRow } from '../composer/draft.ts'
import type { SampleTarget } from './sample-target.ts'
import type { Rendered } from './use-samples.ts'

export interface SampleInput {
  readonly provider: string
  readonly sample: string
  readonly rendered: Rendered
  /** null = as rendered. */
  readonly headers: readonly HeaderRow[] | null
  readonly body: string
  readonly target: SampleTarget
}

export type SampleOutcome =
  | { readonly kind: 'received'; readonly status: number; readonly row: RequestRow | null }
  | { readonly kind: 'delivering'; readonly deliveryIds: readonly string[] }

/** Sends a sample and finds what became of it; `sent` counts those that went out. */
export function useSendSample() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<SampleOutcome | null>(null)
  const [sent, setSent] = useState(0)
  const send = async (input: SampleInput) => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      setOutcome(input.target.kind === 'endpoint' ? await deliver(input, input.target.id) : await receive(input))
      setSent(times => times + 1)
    } catch (failure) {
      setOutcome(null)
      setError(messageOf(failure))
    } finally {
      setBusy(false)
    }
  }
  return { send, busy, error, outcome, sent }
}

async function deliver({ rendered, body }: SampleInput, endpointId: string): Promise<SampleOutcome> {
  const { contentType, eventType } = rendered
  const { deliveryIds } = await call('messages.send', { endpointIds: [endpointId], eventType: eventType ?? 'sample', contentType, body })
  return { kind: 'delivering', deliveryIds }
}

/** The body is always named: what is in sight is what is sent, with the ids and times that are read there. */
async function receive({ provider, sample, rendered, headers, body, target }: SampleInput): Promise<SampleOutcome> {
  const named = headers === null ? rendered.headers : headers.map(({ name, value }): [string, string] => [name, value])
  const edit = { body, headers: named.filter(([name]) => name !== '').map(([name, value]): [string, string] => [name, value]) }
  const to = target.kind === 'source' ? { sourceId: target.id } : {}
  const { status } = await call('samples.send', { provider, sample, edit, ...to })
  // It was on disk before it was answered, so the newest sample is it.
  const { rows } = await call('requests.list', { limit: 20 })
  const own = target.kind === 'source' ? target.id : null
  return { kind: 'received', status, row: rows.find(row => row.origin === 'sample' && row.sourceId === own) ?? null }
}
