import { idNumber, notFound } from '../ids.ts'
import type { Log } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'

/** One Attempt with the Delivery that it belongs to. @throws AppError `not_found` */
export async function loadAttempt(store: Pick<StoreClient, 'read'>, id: string) {
  const delivery = await store.read.deliveryOfAttempt({ id: idNumber('att', id) })
  const found = delivery === null ? null : await store.read.getDelivery({ id: delivery })
  const attempt = found?.attempts.find(candidate => candidate.id === id)
  if (!found || !attempt) throw notFound('att', id)
  return { delivery: found, attempt }
}

/** `attempts.*`. */
export function attemptServices(store: Pick<StoreClient, 'read'>, log: Log) {
  return {
    'attempts.reveal': async ({ id }) => {
      const { attempt } = await loadAttempt(store, id)
      log.info('attempt.revealed', { id })
      return { url: attempt.url, requestHeaders: pairs(attempt.requestHeaders), responseHeaders: pairs(attempt.responseHeaders) }
    },
  } satisfies Partial<Services>
}

const pairs = (headers: readonly (readonly [string, string])[]): [string, string][] => headers.map(([name, value]) => [name, value])
