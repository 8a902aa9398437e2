import type { DeliveryRow } from '#contract/deliveries.ts'
import { AppError } from '#contract/errors.ts'
import { flatHeaders, headerPairs } from '#domain/http/headers.ts'
import { parseId } from '#domain/ids.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders } from '#domain/redact.ts'
import { providerById, resolveScheme } from '#providers/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { nextOf, PAGE, readCursor } from './cursor.ts'

export interface DeliveryServiceDeps {
  readonly config: Pick<ConfigCache, 'endpoint'>
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly clock: Pick<Clock, 'now'>
  /** New work for these Endpoints (0 = bare URLs). */
  readonly wake: (endpointIds: readonly number[]) => void
  /** Tells windows and scripts that a Delivery is new or has changed. */
  readonly changed: (rows: readonly DeliveryRow[]) => void
}

/** `deliveries.*`. */
export function deliveryServices({ config, store, clock, wake, changed }: DeliveryServiceDeps) {
  /** Whose credentials may be among the headers: the provider's whose Request it was, and the one that the Endpoint signs as. */
  const providersOf = async (row: DeliveryRow): Promise<(Provider | null)[]> => {
    const [request] = row.requestId === null ? [] : await store.read.requestRows({ ids: [idNumber('req', row.requestId)] })
    const scheme = config.endpoint(endpointOf(row))?.scheme ?? null
    return [providerById(request?.provider ?? null), scheme === null ? null : (resolveScheme(scheme)?.provider ?? null)]
  }

  return {
    'deliveries.list': async input => {
      const { rows, next } = await store.read.listDeliveries({
        state: input.state ?? null,
        endpointId: input.endpointId === undefined ? null : idNumber('ep', input.endpointId),
        requestId: input.requestId === undefined ? null : idNumber('req', input.requestId),
        before: readCursor('dlv', input.before),
        limit: input.limit ?? PAGE,
      })
      return { rows, ...nextOf('dlv', next) }
    },

    'deliveries.get': async ({ id }) => {
      const found = await store.read.getDelivery({ id: idNumber('dlv', id) })
      if (!found) throw notFound('dlv', id)
      const providers = await providersOf(found)
      // A forward carries what was captured, so its credentials are masked here as they are there.
      const masked = (headers: readonly (readonly [string, string])[]): [string, string][] =>
        headerPairs(providers.reduce<readonly string[]>((raw, provider) => maskHeaders(provider, raw), flatHeaders(headers))).map(
          ([name, value]) => [name, value],
        )
      return {
        ...found,
        attempts: found.attempts.map(attempt => ({
          ...attempt,
          requestHeaders: masked(attempt.requestHeaders),
          responseHeaders: masked(attempt.responseHeaders),
        })),
      }
    },

    'deliveries.retry': async ({ id }) => {
      const [known] = await store.read.getDeliveries({ ids: [idNumber('dlv', id)] })
      // It would wait for ever: nobody asks for what is due at an Endpoint that is gone.
      if (known?.endpointId && !config.endpoint(endpointOf(known))) {
        throw new AppError('conflict', 'Its Endpoint was deleted, so there is nowhere to send it. Resend the Request to another one.')
      }
      const row = await store.write.retryDelivery({ id: idNumber('dlv', id), now: clock.now() })
      wake([endpointOf(row)])
      changed([row])
      return row
    },

    'deliveries.cancel': async ({ id }) => {
      const row = await store.write.cancelDelivery({ id: idNumber('dlv', id), now: clock.now() })
      changed([row])
      return row
    },
  } satisfies Partial<Services>
}

function endpointOf(row: DeliveryRow): number {
  return row.endpointId === null ? 0 : (parseId('ep', row.endpointId) ?? 0)
}
