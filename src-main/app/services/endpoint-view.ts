import type { Endpoint, RetryPolicyInput } from '#contract/endpoints.ts'
import { AppError } from '#contract/errors.ts'
import type { EndpointConfig } from '#domain/config.ts'
import type { Sending } from '#domain/delivery/sending.ts'
import { formatId } from '#domain/ids.ts'
import type { RetryChoice } from '#domain/retry/choice.ts'
import { resolvePolicy } from '#domain/retry/policy.ts'
import type { Secret } from '#domain/secret.ts'
import { newSecret } from '#domain/signature/sign.ts'
import { resolveScheme } from '#providers/index.ts'
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

/** Which secret signs in a scheme, as the contract names its role. @throws AppError `invalid_input` for a scheme that is not known */
export function signingRole(scheme: string): Secret['role'] {
  return formatOf(scheme).role
}

/** A new secret in the form that the scheme's provider gives. */
export function freshSecret(scheme: string, mintSecretId: () => string, randomBytes: (count: number) => Uint8Array): Secret {
  const { provider, schemeId, role } = formatOf(scheme)
  return { id: mintSecretId(), role, label: null, value: newSecret(provider, schemeId, randomBytes(32)), validUntil: null }
}

function formatOf(scheme: string) {
  const found = resolveScheme(scheme)
  const format = found?.provider.schemes.find(known => known.id === found.scheme)
  if (!found || !format) throw new AppError('invalid_input', `There is no scheme "${scheme}".`)
  return { provider: found.provider, schemeId: found.scheme, role: (format.signingKey ?? format.key).role }
}
