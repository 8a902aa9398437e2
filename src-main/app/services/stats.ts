import { AppError } from '#contract/errors.ts'
import { formatId } from '#domain/ids.ts'
import { percentile } from '#domain/percentile.ts'
import { SLOTS } from '#store/search/rollup.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'

/** More points than any chart has pixels for. */
const MAX_BUCKETS = 1500

/** `stats.get`: the overview's numbers. */
export function statsServices(store: Pick<StoreClient, 'read'>) {
  return {
    'stats.get': async asked => {
      if (asked.to <= asked.from) throw new AppError('invalid_input', '"to" must be later than "from".')
      if ((asked.to - asked.from) / asked.bucketMs > MAX_BUCKETS) {
        throw new AppError('invalid_input', `That is more than ${MAX_BUCKETS} buckets; ask for longer buckets or less time.`)
      }
      const [requests, attempts] = await Promise.all([store.read.requestStats(asked), store.read.attemptStats(asked)])
      return {
        requests: (requests ?? []).map(({ sourceId, ...counts }) => ({
          ...counts,
          sourceId: sourceId === 0 ? null : formatId('src', sourceId),
        })),
        attempts: (attempts ?? []).map(({ endpointId, slots, ...counts }) => ({
          ...counts,
          endpointId: endpointId === 0 ? null : formatId('ep', endpointId),
          p50: percentile(slots, SLOTS, 0.5),
          p95: percentile(slots, SLOTS, 0.95),
        })),
        complete: requests !== null && attempts !== null,
      }
    },
  } satisfies Partial<Services>
}
