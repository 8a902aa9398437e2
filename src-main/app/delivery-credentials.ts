import { flatHeaders, type HeaderPair, headerPairs } from '#domain/http/headers.ts'
import { parseId } from '#domain/ids.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders, maskTarget } from '#domain/redact.ts'
import { providerById, resolveScheme } from '#providers/index.ts'
import type { ConfigCache } from './config/cache.ts'
import { idNumber } from './ids.ts'
import type { StoreClient } from './store-client.ts'

interface Carried {
  readonly requestId: string | null
  readonly endpointId: string | null
}

/** Whose credentials may be in a Delivery: the provider's whose Request it was, and the one that the Endpoint signs as. */
export async function providersIn(
  store: Pick<StoreClient, 'read'>,
  config: Pick<ConfigCache, 'endpoint'>,
  { requestId, endpointId }: Carried,
): Promise<(Provider | null)[]> {
  const [request] = requestId === null ? [] : await store.read.requestRows({ ids: [idNumber('req', requestId)] })
  const scheme = config.endpoint(endpointId === null ? 0 : (parseId('ep', endpointId) ?? 0))?.scheme ?? null
  return [providerById(request?.provider ?? null), scheme === null ? null : (resolveScheme(scheme)?.provider ?? null)]
}

/** A URL, or its part behind the host, in which the credentials of each of the providers are masked. */
export function maskUrl(providers: readonly (Provider | null)[], url: string): string {
  return providers.reduce((masked, provider) => maskTarget(provider, masked), url)
}

/** Header pairs in which the credentials of each of the providers are masked. */
export function maskPairs(providers: readonly (Provider | null)[], headers: readonly HeaderPair[]): [string, string][] {
  const raw = providers.reduce<readonly string[]>((masked, provider) => maskHeaders(provider, masked), flatHeaders(headers))
  return headerPairs(raw).map(([name, value]) => [name, value])
}
