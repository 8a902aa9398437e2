import { isPermanent, isSuccess, type Outcome } from '../outcome.ts'
import { jittered } from './jitter.ts'
import type { RetryPolicy } from './policy.ts'
import { parseRetryAfter } from './retry-after.ts'

/** Why a Delivery is a dead letter. `expired`: the head of an ordered Endpoint blocked the others for too long. */
export type DeadReason = 'exhausted' | 'once' | 'permanent' | 'refused' | 'expired'

/** What becomes of a Delivery after an attempt. `holdMs` > 0: the receiver asked for quiet, the whole Endpoint waits that long. */
export type NextStep =
  | { readonly kind: 'delivered' }
  /** `at` = ms since epoch. */
  | { readonly kind: 'retry'; readonly at: number; readonly waitMs: number; readonly holdMs: number }
  | { readonly kind: 'dead'; readonly reason: DeadReason; readonly holdMs: number }
  /** The receiver said 410 Gone: this Delivery is a dead letter, and nothing more is sent to the Endpoint. */
  | { readonly kind: 'disable-endpoint' }

export interface StepContext {
  /** ms since epoch. */
  readonly now: number
  /** In [0, 1). */
  readonly random: number
  /** ms since the first attempt began; for a policy with a budget of hours. */
  readonly elapsedMs?: number
  /** An ordered Endpoint: its head may go on blocking the others this long, ms. */
  readonly headLeftMs?: number
  /** A manual retry of a dead letter: one attempt, then back to `failed`. */
  readonly once?: boolean
  /** False for local Endpoints and bare URLs: a 410 of an app under development is a bug to fix, not a farewell. */
  readonly mayDisable?: boolean
}

/** A receiver that says 429 or 503 and not for how long is left alone until the retry, but no longer than this. */
const UNNAMED_HOLD_MS = 60_000
/** 4xx that ask for another try (RFC 9110 15.5.9, RFC 8470, RFC 6585). */
const tryAgain: ReadonlySet<number> = new Set([408, 425, 429])

/**
 * The retry policy as one pure decision.
 * @param attemptCount attempts made, the one that ended in `outcome` included
 */
export function nextStep(policy: RetryPolicy, attemptCount: number, outcome: Outcome, context: StepContext): NextStep {
  if (isSuccess(outcome)) return { kind: 'delivered' }
  if (context.mayDisable && outcome.kind === 'response' && outcome.status === 410) return { kind: 'disable-endpoint' }
  const named = requestedQuiet(outcome, context.now)
  const asked = Math.min(policy.retryAfterCapMs, named ?? 0)
  const dead = (reason: DeadReason): NextStep => ({ kind: 'dead', reason, holdMs: asked })
  if (context.once) return dead('once')
  if (isPermanent(outcome)) return dead('permanent')
  if (!policy.retry4xx && isRefusal(outcome)) return dead('refused')
  const delay = policy.delaysMs[attemptCount - 1]
  if (delay === undefined) return dead('exhausted')
  const planned = Math.max(jittered(policy.jitter, policy.capMs, delay, context.random), asked)
  if (policy.budgetMs !== null && (context.elapsedMs ?? 0) + planned > policy.budgetMs) return dead('exhausted')
  // The head's last attempt is brought forward to the end of its time; what the receiver asked for is not cut short.
  const left = context.headLeftMs ?? Number.POSITIVE_INFINITY
  if (left <= 0 || asked > left) return dead('expired')
  // Whole ms, as the store keeps times.
  const waitMs = Math.round(Math.min(planned, left))
  // A Retry-After of 0 is an answer: at once.
  const holdMs = !asksForQuiet(outcome) ? 0 : named === null ? Math.min(waitMs, UNNAMED_HOLD_MS) : asked
  return { kind: 'retry', at: context.now + waitMs, waitMs, holdMs }
}

function isRefusal(outcome: Outcome): boolean {
  return outcome.kind === 'response' && outcome.status >= 400 && outcome.status < 500 && !tryAgain.has(outcome.status)
}

function asksForQuiet(outcome: Outcome): outcome is Extract<Outcome, { kind: 'response' }> {
  return outcome.kind === 'response' && (outcome.status === 429 || outcome.status === 503)
}

/** ms; null when it does not say how long, or in no way that can be read. */
function requestedQuiet(outcome: Outcome, now: number): number | null {
  if (!asksForQuiet(outcome) || outcome.retryAfter === null) return null
  return parseRetryAfter(outcome.retryAfter, now)
}
