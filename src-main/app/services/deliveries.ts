import type { DeliveryRow } from '#contract/deliveries.ts'
import { flatHeaders, headerPairs } from '#domain/http/headers.ts'
import { parseId } from '#domain/ids.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders } from '#domain/redact.ts'
import { providerById } from '#providers/index.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { nextOf, PAGE, readCursor } from './cursor.ts'

export interface DeliveryServiceDeps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly clock: Pick<Clock, 'now'>
  /** New work for these Endpoints (0 = bare URLs). */
  readonly wake: (endpointIds: readonly number[]) => void
  /** Tells windows and scripts that a Delivery is new or has changed. */
  readonly changed: (rows: readonly DeliveryRow[]) => void
}

/** `deliveries.*`. */
export function deliveryServices({ store, clock, wake, changed }: DeliveryServiceDeps) {
  const providerOf = async (row: DeliveryRow): Promise<Provider | null> => {
    if (row.requestId === null) return null
    const [request] = await store.read.requestRows({ ids: [idNumber('req', row.requestId)] })
    return providerById(request?.provider ?? null)
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
      const provider = await providerOf(found)
      // A forward carries what was captured, so its credentials are masked here as they are there.
      const masked = (headers: readonly (readonly [string, string])[]): [string, string][] =>
        headerPairs(maskHeaders(provider, flatHeaders(headers))).map(([name, value]) => [name, value])
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
