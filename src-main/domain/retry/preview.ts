import type { RetryChoice } from './choice.ts'
import { jitterBounds } from './jitter.ts'
import { resolvePolicy } from './policy.ts'

/** One attempt of a schedule, ms. `at` counts from the first attempt, for an endpoint that fails at once every time. */
export interface PlannedTry {
  /** 1 is the first attempt. */
  readonly number: number
  /** The wait before it, without jitter; 0 for the first. */
  readonly wait: number
  readonly minWait: number
  readonly maxWait: number
  readonly at: number
  readonly earliest: number
  readonly latest: number
}

/**
 * What a choice of retries comes to: its attempts in order, with the bounds that jitter leaves them. An attempt whose latest time lies
 * beyond `maxHours` may be left out when it comes to it.
 */
export function previewSchedule(choice: RetryChoice): PlannedTry[] {
  const { delaysMs, jitter, capMs } = resolvePolicy(choice)
  const tries: PlannedTry[] = [{ number: 1, wait: 0, minWait: 0, maxWait: 0, at: 0, earliest: 0, latest: 0 }]
  for (const wait of delaysMs) {
    const before = tries[tries.length - 1] as PlannedTry
    const [min, max] = jitterBounds(jitter, wait).map(ms => Math.min(capMs, Math.round(ms))) as [number, number]
    tries.push({
      number: before.number + 1,
      wait,
      minWait: min,
      maxWait: max,
      at: before.at + wait,
      earliest: before.earliest + min,
      latest: before.latest + max,
    })
  }
  return tries
}
