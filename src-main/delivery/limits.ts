import { type EndpointConfig, NONE } from '#domain/config.ts'
import { type RetryPolicy, resolvePolicy } from '#domain/retry/policy.ts'
import type { ConfigView } from './types.ts'

/** How an Endpoint may be used at this moment. */
export interface Limits {
  readonly concurrency: number
  readonly perSecond: number | null
  readonly timeoutMs: number
  readonly policy: RetryPolicy
  readonly mayDisable: boolean
  /** One at a time, in order. */
  readonly ordered: boolean
  readonly headBlockMs: number
}

/** A bare URL has no settings, and somebody who waits for the answer: one attempt, with the default timeout. */
const bare: Limits = {
  concurrency: 16,
  perSecond: null,
  timeoutMs: 15_000,
  policy: resolvePolicy({ preset: 'none' }),
  mayDisable: false,
  ordered: false,
  headBlockMs: Number.POSITIVE_INFINITY,
}

/** Worked out once for each state of an Endpoint: the scheduler asks at every turn. */
const worked = new WeakMap<EndpointConfig, Limits>()

/** Null when the Endpoint is gone. */
export function limitsOf(config: Pick<ConfigView, 'endpoint'>, endpointId: number): Limits | null {
  if (endpointId === NONE) return bare
  const endpoint = config.endpoint(endpointId)
  if (!endpoint) return null
  const known = worked.get(endpoint)
  if (known) return known
  const limits: Limits = {
    concurrency: endpoint.ordered ? 1 : endpoint.concurrency,
    perSecond: endpoint.rateLimit?.perSecond ?? null,
    timeoutMs: endpoint.timeoutMs,
    policy: resolvePolicy(endpoint.retry),
    mayDisable: !endpoint.local,
    ordered: endpoint.ordered,
    headBlockMs: endpoint.headBlockMs,
  }
  worked.set(endpoint, limits)
  return limits
}
