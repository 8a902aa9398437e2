import { isPermanent, isSuccess, type Outcome } from '../outcome.ts'
import { jittered, type RetryPolicy } from './policy.ts'
import { parseRetryAfter } from './retry-after.ts'

/** What becomes of a Delivery after an attempt. */
export type NextStep =
  | { readonly kind: 'delivered' }
  /** `at` = ms since epoch. `holdMs` > 0: the receiver asked for quiet, the whole Endpoint waits that long. */
  | { readonly kind: 'retry'; readonly at: number; readonly waitMs: number; readonly holdMs: number }
  | { readonly kind: 'dead'; readonly reason: 'exhausted' | 'once' | 'permanent' }
  /** The receiver said 410 Gone: this Delivery is a dead letter, and nothing more is sent to the Endpoint. */
  | { readonly kind: 'disable-endpoint' }

export interface StepContext {
  /** ms since epoch. */
  readonly now: number
  /** In [0, 1). */
  readonly random: number
  /** A manual retry of a dead letter: one attempt, then back to `failed`. */
  readonly once?: boolean
  /** False for local Endpoints and bare URLs: a 410 of an app under development is a bug to fix, not a farewell. */
  readonly mayDisable?: boolean
}

/**
 * The retry policy as one pure decision.
 * @param attemptCount attempts made, the one that ended in `outcome` included
 */
export function nextStep(policy: RetryPolicy, attemptCount: number, outcome: Outcome, context: StepContext): NextStep {
  if (isSuccess(outcome)) return { kind: 'delivered' }
  if (context.mayDisable && outcome.kind === 'response' && outcome.status === 410) return { kind: 'disable-endpoint' }
  if (context.once) return { kind: 'dead', reason: 'once' }
  if (isPermanent(outcome)) return { kind: 'dead', reason: 'permanent' }
  const delay = policy.delaysMs[attemptCount - 1]
  if (delay === undefined) return { kind: 'dead', reason: 'exhausted' }
  const holdMs = Math.min(policy.capMs, requestedQuiet(outcome, context.now))
  const waitMs = Math.max(jittered(policy, delay, context.random), holdMs)
  return { kind: 'retry', at: context.now + waitMs, waitMs, holdMs }
}

function requestedQuiet(outcome: Outcome, now: number): number {
  if (outcome.kind !== 'response' || outcome.retryAfter === null) return 0
  if (outcome.status !== 429 && outcome.status !== 503) return 0
  return parseRetryAfter(outcome.retryAfter, now) ?? 0
}
