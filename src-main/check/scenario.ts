import { namesThisMachine } from '#domain/address-guard/guard.ts'
import type { ScenarioInfo } from '#domain/check/types.ts'
import type { Judged, Seen } from './judge.ts'
import type { Kit } from './kit.ts'
import type { Target } from './target.ts'

/**
 * When a scenario runs. `first` alone: without it the rest says nothing. `refuse` together, and nothing may come of any. `accept`
 * together. `repeat` one by one, for the side effects of each are counted. `load` one by one and last, for a target may not survive it.
 */
export const waves = ['first', 'refuse', 'accept', 'repeat', 'load'] as const
export type Wave = (typeof waves)[number]

/** What came of a scenario's requests, to be judged when the side effects have been counted. */
export interface Trial {
  /** Events of it that should be processed, once each. */
  readonly events: number
  /** Several judgements where it shows several things; the worst counts. */
  judge(seen: Seen): Judged | readonly Judged[]
}

export interface Scenario extends ScenarioInfo {
  readonly wave: Wave
  /** A sentence: why it does not fit this target; null when it does. */
  fits(target: Target): string | null
  run(kit: Kit): Promise<Trial>
}

/** A scenario that turns out not to fit when it is prepared; the message is a sentence. */
export class Unfit extends Error {}

/** Why a scenario is skipped that the caller has left out. */
export const NOT_CHOSEN = 'Not selected.'

/** Reasons not to fit, shared by many. */
export const always = (): null => null

export function needsSignature({ signing, provider }: Target): string | null {
  if (signing) return null
  return provider && provider.schemes.length > 0
    ? 'Without a secret nothing can be signed, so forgery cannot be tested.'
    : 'There is nothing to verify: this sender does not sign its webhooks.'
}

export function needsHeader(target: Target): string | null {
  return needsSignature(target) ?? (target.signing?.scheme.signature.place.in === 'header' ? null : 'The signature is not in a header.')
}

export function needsTolerance(target: Target): string | null {
  const missing = needsSignature(target)
  if (missing) return missing
  const timestamp = target.signing?.scheme.timestamp
  if (!timestamp) return `${target.provider?.name} signs no timestamp, so the age of a request is unknown.`
  return timestamp.toleranceSeconds === null ? `${target.provider?.name} defines no tolerance for the age of a request.` : null
}

/** Of the target's scheme, ms; 0 where it has none. */
export const toleranceMs = ({ signing }: Target): number => (signing?.scheme.timestamp?.toleranceSeconds ?? 0) * 1000

/** An age that has to be refused, ms. A second over the tolerance, and a minute where another machine's clock need not agree with ours. */
export const tooOldMs = (target: Target): number => toleranceMs(target) + (namesThisMachine(new URL(target.url).hostname) ? 1000 : 61_000)

/** A scenario of one judgement for one answer. */
export const trial = (judge: Trial['judge'], events = 0): Trial => ({ events, judge })
