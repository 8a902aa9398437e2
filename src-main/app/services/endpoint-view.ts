import type { Endpoint, RetryPolicyInput } from '#contract/endpoints.ts'
import type { EndpointConfig } from '#domain/config.ts'
import type { Sending } from '#domain/delivery/sending.ts'
import { formatId } from '#domain/ids.ts'
import type { RetryChoice } from '#domain/retry/choice.ts'
import { resolvePolicy } from '#domain/retry/policy.ts'
import { maskSecrets } from '../config/secrets.ts'

/** An Endpoint as it is shown: secrets masked, and what the engine does with it at this moment. */
export function showEndpoint(endpoint: EndpointConfig, sending: Sending): Endpoint {
  const { headBlockMs, ...rest } = endpoint
  return {
    ...rest,
    id: formatId('ep', endpoint.id),
    secrets: maskSecrets(endpoint.secrets),
    eventTypes: [...endpoint.eventTypes],
    retry: showRetry(endpoint.retry),
    delaysSeconds: resolvePolicy(endpoint.retry).delaysMs.map(ms => ms / 1000),
    headBlockSeconds: headBlockMs / 1000,
    sending,
  }
}

/** As it was given: the lists alone are copied, for the contract's are not read-only. */
function showRetry(retry: RetryChoice): RetryPolicyInput {
  return 'delaysSeconds' in retry ? { ...retry, delaysSeconds: [...retry.delaysSeconds] } : retry
}
