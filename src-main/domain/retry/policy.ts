import type { RetryChoice } from './choice.ts'
import { type Jitter, jitterOf } from './jitter.ts'
import { presets } from './presets.ts'

/** A choice worked out: every way to give a schedule ends as a list of waits. */
export interface RetryPolicy {
  /** Wait after the 1st, 2nd .. failed attempt, ms; when they are used up, the Delivery is a dead letter. */
  readonly delaysMs: readonly number[]
  readonly jitter: Jitter
  readonly capMs: number
  readonly retryAfterCapMs: number
  readonly retry4xx: boolean
  /** No attempt begins later than this after the first one, ms; null = the list alone ends it. */
  readonly budgetMs: number | null
}

/** No wait is longer, whatever jitter or a receiver's Retry-After asks for. */
export const CAP_MS = 24 * 3_600_000
/** Tries of a rule that says nothing of its end. */
const USUAL_TRIES = 10
/** A rule bounded in hours alone is not drawn out further than this. */
export const MOST_TRIES = 1000

/** The policy that a choice stands for. Never throws: the contract has checked the numbers. */
export function resolvePolicy(choice: RetryChoice): RetryPolicy {
  const budgetMs = choice.maxHours === undefined ? null : choice.maxHours * 3_600_000
  const waits = waitsOf(choice)
    .slice(0, (choice.maxTries ?? MOST_TRIES) - 1)
    .map(seconds => Math.min(CAP_MS, Math.round(seconds * 1000)))
  return {
    delaysMs: budgetMs === null ? waits : within(waits, budgetMs),
    jitter: jitterOf(choice.jitter ?? ('preset' in choice ? presets[choice.preset].jitter : 0)),
    // Jitter comes before it, so that the longest wait that was asked for is one.
    capMs: Math.min(CAP_MS, Math.round(capSecondsOf(choice) * 1000)),
    retryAfterCapMs: Math.min(CAP_MS, Math.round((choice.retryAfterCapSeconds ?? Number.POSITIVE_INFINITY) * 1000)),
    retry4xx: choice.retry4xx ?? true,
    budgetMs,
  }
}

function capSecondsOf(choice: RetryChoice): number {
  return 'capSeconds' in choice && choice.capSeconds !== undefined ? choice.capSeconds : Number.POSITIVE_INFINITY
}

function waitsOf(choice: RetryChoice): readonly number[] {
  if ('preset' in choice) return presets[choice.preset].delaysSeconds
  if ('delaysSeconds' in choice) return choice.delaysSeconds
  const count = (choice.maxTries ?? (choice.maxHours === undefined ? USUAL_TRIES : MOST_TRIES)) - 1
  const cap = capSecondsOf(choice)
  // A factor grows beyond all numbers, and nothing times that is no number.
  const at = (i: number) =>
    choice.kind === 'linear'
      ? choice.firstSeconds + i * choice.stepSeconds
      : choice.firstSeconds === 0
        ? 0
        : choice.firstSeconds * choice.factor ** i
  return Array.from({ length: count }, (_, i) => Math.min(cap, at(i)))
}

/** The waits whose attempt, without jitter, still begins within the budget. */
function within(waits: readonly number[], budgetMs: number): number[] {
  let at = 0
  return waits.filter(wait => {
    at += wait
    return at <= budgetMs
  })
}
