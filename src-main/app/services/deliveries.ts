import type { DeliveryRow } from '#contract/deliveries.ts'
import { AppError } from '#contract/errors.ts'
import { reasonTitle } from '#domain/delivery/reason.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { flatHeaders, headerValue } from '#domain/http/headers.ts'
import { firstIdAt, parseId } from '#domain/ids.ts'
import { maskBody } from '#domain/redact-body.ts'
import type { ConfigCache } from '../config/cache.ts'
import { maskPairs, maskUrl, providersIn } from '../delivery-credentials.ts'
import { idNumber } from '../ids.ts'
import type { Clock } from '../ports.ts'
import { shownCredentials } from '../request-shown.ts'
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
  /** What waits goes where its Endpoint is then; what has been sent went where that was when it was made. */
  const goesTo = (row: DeliveryRow, path: string): string => {
    const now = row.state === 'pending' ? config.endpoint(endpointOf(row))?.url : undefined
    const base = now ?? row.url
    return destinationOf(base, path)?.url ?? base
  }
  return {
    'deliveries.list': async input => {
      const { rows, next } = await store.read.listDeliveries({
        state: input.state ?? null,
        endpointId: input.endpointId === undefined ? null : idNumber('ep', input.endpointId),
        reason: input.reason ?? null,
        since: input.since ?? null,
        until: input.until ?? null,
        requestId: input.requestId === undefined ? null : idNumber('req', input.requestId),
        before: readCursor('dlv', input.before),
        limit: input.limit ?? PAGE,
      })
      return { rows, ...nextOf('dlv', next) }
    },

    'deliveries.groups': async ({ endpointId, since }) => {
      const { rows, total, complete } = await store.read.groupFailed({
        endpointId: endpointId === undefined ? null : idNumber('ep', endpointId),
        sinceId: since === undefined ? 0 : firstIdAt(since),
      })
      return { rows: rows.map(row => ({ ...row, title: reasonTitle(row.reason) })), total, complete }
    },

    'deliveries.get': async ({ id }) => {
      const known = await store.read.getDelivery({ id: idNumber('dlv', id) })
      if (!known) throw gone()
      const { path, ...found } = known
      const providers = await providersIn(store, config, found)
      const credentials = shownCredentials(...providers)
      // A forward carries what was captured, so its credentials are masked here as they are there; an answer may repeat them.
      return {
        ...found,
        url: maskUrl(providers, goesTo(found, path)),
        bodyCredentials: credentials,
        attempts: found.attempts.map(attempt => ({
          ...attempt,
          url: maskUrl(providers, attempt.url),
          requestHeaders: maskPairs(providers, attempt.requestHeaders),
          responseHeaders: maskPairs(providers, attempt.responseHeaders),
          responseBody: maskBody(credentials, headerValue(flatHeaders(attempt.responseHeaders), 'content-type'), attempt.responseBody),
        })),
      }
    },

    'deliveries.retry': async ({ id }) => {
      const [known] = await store.read.getDeliveries({ ids: [idNumber('dlv', id)] })
      if (!known) throw gone()
      // It would wait for ever: nobody asks for what is due at an Endpoint that is gone.
      if (known.endpointId && !config.endpoint(endpointOf(known))) {
        const instead = known.requestId === null ? 'Send the message to another one.' : 'Resend the request to another one.'
        throw new AppError('conflict', `Its endpoint was deleted, so there is nowhere to send it. ${instead}`)
      }
      const row = await store.write.retryDelivery({ id: idNumber('dlv', id), now: clock.now() })
      wake([endpointOf(row)])
      changed([row])
      return row
    },

    'deliveries.cancel': async ({ id }) => {
      const row = await store.write.cancelDelivery({ id: idNumber('dlv', id), now: clock.now() })
      // It may have been the head of an ordered queue.
      wake([endpointOf(row)])
      changed([row])
      return row
    },
  } satisfies Partial<Services>
}

/** Said to people who opened an alert or an old page, too: an id tells them nothing. */
const gone = () => new AppError('not_found', 'This delivery no longer exists; it may have been removed.')

function endpointOf(row: DeliveryRow): number {
  return row.endpointId === null ? 0 : (parseId('ep', row.endpointId) ?? 0)
}
