import { formatId, parseId } from '#domain/ids.ts'
import { clockExplanation } from '#domain/signature/clock.ts'
import type { ConfigCache } from './config/cache.ts'
import { idNumber } from './ids.ts'
import type { requestLists } from './request-lists.ts'
import type { StoreClient } from './store-client.ts'
import type { StoredRequest } from './stored-request.ts'

/** As many of the last Requests are looked at. */
const RECENT = 12
/** And none that arrived longer than this before the one being looked at, ms. */
const WITHIN = 3_600_000

/**
 * Whether a Request whose time alone is wrong shares that with all that came around it: then it is this machine's clock, and no sender's
 * fault. @returns a sentence, or null
 */
export function createClockCheck(
  store: Pick<StoreClient, 'read'>,
  config: Pick<ConfigCache, 'source'>,
  lists: ReturnType<typeof requestLists>,
) {
  return async ({ row, number, extras }: StoredRequest): Promise<string | null> => {
    if (extras.verification.offMs === undefined) return null
    const next = formatId('req', number + 1)
    const { rows } = await lists.page(`code:${row.code}`, next, RECENT)
    const near = rows.filter(other => row.receivedAt - other.receivedAt <= WITHIN)
    const oldest = near.at(-1)
    if (!oldest) return null
    // A Request that was on time meanwhile shows that the clock is right, if its provider signs a time at all.
    const fine = await lists.page(`verdict:verified source:${row.sourceId ?? 'inbox'}`, next, 1)
    if (fine.rows.some(other => other.id > oldest.id)) return null
    const found = await Promise.all(near.map(({ id }) => store.read.findRequest({ id: idNumber('req', id) })))
    return clockExplanation(
      found.flatMap(request => {
        const offMs = request?.extras.verification.offMs
        const source = config.source(parseId('src', request?.row.sourceId ?? '') ?? 0)
        return offMs === undefined ? [] : [{ sourceName: source?.name ?? '', offMs }]
      }),
    )
  }
}
