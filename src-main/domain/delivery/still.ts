import type { Health } from './health.ts'
import type { Leased } from './leased.ts'

/**
 * How long a Delivery has lain still since its first attempt, ms: past its time although its receiver had not asked for quiet, because its
 * Endpoint was paused, the machine slept or Hookbench was closed. In that time nothing could go wrong with it.
 * @param begunAt when this attempt began, ms since epoch; @param health its Endpoint's before it
 */
export function stillMsOf(
  { firstAttemptAt, dueAt, stillMs }: Pick<Leased, 'firstAttemptAt' | 'dueAt' | 'stillMs'>,
  begunAt: number,
  { openUntil, throttledUntil }: Pick<Health, 'openUntil' | 'throttledUntil'>,
): number {
  if (firstAttemptAt === null) return 0
  const allowedAt = Math.max(dueAt ?? begunAt, openUntil ?? 0, throttledUntil ?? 0)
  return stillMs + Math.max(0, begunAt - allowedAt)
}
