import { NONE } from '#domain/config.ts'
import { type RetryPolicy, resolvePolicy } from '#domain/retry/policy.ts'
import type { ConfigView } from './types.ts'

/** How an Endpoint may be used at this moment. */
export interface Limits {
  readonly concurrency: number
  readonly perSecond: number | null
  readonly timeoutMs: number
  readonly policy: RetryPolicy
  readonly mayDisable: boolean
}

/** A bare URL has no settings, and somebody who waits for the answer: one attempt, with the default timeout. */
const bare: Limits = { concurrency: 16, perSecond: null, timeoutMs: 15_000, policy: resolvePolicy({ preset: 'none' }), mayDisable: false }

/** Null when nothing is to be sent there: the Endpoint is gone or disabled. */
export function limitsOf(config: ConfigView, endpointId: number): Limits | null {
  if (endpointId === NONE) return bare
  const endpoint = config.endpoint(endpointId)
  if (!endpoint?.enabled) return null
  return {
    concurrency: endpoint.concurrency,
    perSecond: endpoint.rateLimit?.perSecond ?? null,
    timeoutMs: endpoint.timeoutMs,
    policy: resolvePolicy(endpoint.retry),
    mayDisable: !endpoint.local,
  }
}
