import type { Endpoint } from '#contract/endpoints.ts'
import { overviewText } from '../../strings/overview.ts'
import type { EndpointLine, SourceLine } from './sums.ts'

const t = overviewText.wrong

/** What is looked at to say how things stand. */
export interface Condition {
  readonly linked: boolean
  /** The tunnel should be up and is not. */
  readonly tunnelDown: boolean
  readonly endpoints: readonly Pick<Endpoint, 'id' | 'name' | 'enabled' | 'disabledReason' | 'sending'>[]
  readonly deadLetters: number
  readonly incoming: readonly (SourceLine & { readonly name: string })[]
  readonly outgoing: readonly (EndpointLine & { readonly name: string })[]
}

/** One thing that is wrong now. `filter`, or `endpointId`: where it is to be seen. */
export interface Trouble {
  readonly text: string
  readonly grave: boolean
  readonly go?: { readonly to: 'tunnel' | 'dead-letters' } | { readonly to: 'source' | 'endpoint'; readonly id: string | null }
}

/** A share of failures from which they are worth a sentence, and a number below which a share says nothing. */
const NOTABLE = 0.1
const ENOUGH = 5

/** What is wrong now, in sentences, the gravest first; nothing when nothing is. */
export function troubles(condition: Condition): Trouble[] {
  const { linked, tunnelDown, endpoints, deadLetters, incoming, outgoing } = condition
  const found: Trouble[] = []
  if (!linked) found.push({ text: t.link, grave: true })
  if (tunnelDown) found.push({ text: t.tunnel, grave: true, go: { to: 'tunnel' } })
  for (const { id, name, enabled, disabledReason, sending } of endpoints) {
    const go = { to: 'endpoint', id } as const
    // Who switched it off himself knows.
    if (!enabled && disabledReason !== null) found.push({ text: t.disabled(name, disabledReason), grave: true, go })
    else if (enabled && ['circuit-open', 'throttled'].includes(sending.state)) {
      found.push({ text: t.held(name, sending.reason ?? sending.state), grave: false, go })
    }
  }
  for (const { id, name, failed, requests } of incoming) {
    if (notable(failed, requests))
      found.push({ text: t.forged(name, failed, requests), grave: failed > requests / 2, go: { to: 'source', id } })
  }
  for (const { id, name, failed, attempts } of outgoing) {
    if (notable(failed, attempts))
      found.push({ text: t.failing(name, failed, attempts), grave: failed > attempts / 2, go: { to: 'endpoint', id } })
  }
  if (deadLetters > 0) found.push({ text: t.dead(deadLetters), grave: false, go: { to: 'dead-letters' } })
  return found.sort((a, b) => Number(b.grave) - Number(a.grave))
}

const notable = (failed: number, all: number): boolean => failed >= ENOUGH && failed / all >= NOTABLE
