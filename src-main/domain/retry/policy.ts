import type { RetryChoice } from '../config.ts'

/** Waits between attempts. `jitter` = share of a wait by which it varies at random, 0 to 1: 0.1 = +-10 %. */
export interface RetryPolicy {
  /** Wait after the 1st, 2nd .. failed attempt, ms; when they are used up, the Delivery is a dead letter. */
  readonly delaysMs: readonly number[]
  readonly jitter: number
  readonly capMs: number
}

/** No wait is longer, whatever jitter or a receiver's Retry-After asks for. */
export const CAP_MS = 24 * 3_600_000

const presets: Record<'default' | 'local' | 'none', { readonly delaysSeconds: readonly number[]; readonly jitter: number }> = {
  // 1 min, 5 min, 30 min, 2 h, 6 h, 12 h, 24 h. Jitter, so that a receiver that comes back is not met by all its senders at once.
  default: { delaysSeconds: [60, 300, 1800, 7200, 21_600, 43_200, 86_400], jitter: 0.1 },
  // An app on the developer's own machine is restarted in seconds, or waits for its developer: hours of retries would only annoy.
  local: { delaysSeconds: [1, 5], jitter: 0 },
  none: { delaysSeconds: [], jitter: 0 },
}

/** The policy that a choice stands for. Never throws: the contract has checked the numbers. */
export function resolvePolicy(choice: RetryChoice): RetryPolicy {
  const { delaysSeconds, jitter } = 'preset' in choice ? presets[choice.preset] : choice
  return { delaysMs: delaysSeconds.map(seconds => Math.min(CAP_MS, Math.round(seconds * 1000))), jitter, capMs: CAP_MS }
}

/** Length of a wait, ms, a whole number. Jitter comes before the cap, so that the cap is a promise. @param random in [0, 1) */
export function jittered(policy: RetryPolicy, delayMs: number, random: number): number {
  return Math.min(policy.capMs, Math.round(delayMs * (1 + policy.jitter * (2 * random - 1))))
}
