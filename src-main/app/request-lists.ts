import type { RequestRow } from '#domain/request.ts'
import type { ConfigCache } from './config/cache.ts'
import { filterOf, sourcesOf } from './filters.ts'
import type { Clock, Log } from './ports.ts'
import type { StoreClient } from './store-client.ts'

/** More Requests of one Event than anybody reads; a bound, so that a wrong key cannot gather the whole store in memory. */
const MAX_ALL = 2000

/** Lists and counts over the readers, which work in slices: a long scan is asked on, and others get their turn between. */
export function requestLists(store: Pick<StoreClient, 'read' | 'search'>, config: ConfigCache, clock: Clock, log: Log) {
  const asked = (filter: string | undefined) => ({ filter: filterOf(filter), now: clock.now(), sources: sourcesOf(config) })

  const page = async (filter: string | undefined, before: string | null, limit: number) => {
    const { rows, damaged, ...rest } = await store.read.listRequests({ ...asked(filter), before, limit })
    if (damaged) void store.search.rebuild(null).catch(error => log.warn('search.not_rebuilt', { error: String(error) }))
    return { ...rest, rows: [...rows] }
  }

  return {
    /** One slice of a list. */
    page,
    /** Everything that matches, newest first, up to 2,000. */
    async all(filter: string): Promise<RequestRow[]> {
      const rows: RequestRow[] = []
      let before: string | null = null
      do {
        const part: Awaited<ReturnType<typeof page>> = await page(filter, before, 500)
        rows.push(...part.rows)
        before = part.next ?? null
      } while (before !== null && rows.length < MAX_ALL)
      return rows
    },
    /** Exact up to 10,000. */
    async count(filter: string | undefined): Promise<{ count: number; exact: boolean; text: string }> {
      const query = asked(filter)
      let answer = await store.read.countRequests(query)
      while (!answer.complete && answer.next !== undefined) {
        answer = await store.read.countRequests({ ...query, before: answer.next, counted: answer.count })
      }
      const text = new Intl.NumberFormat('en').format(answer.count)
      return { count: answer.count, exact: answer.exact, text: answer.exact ? text : `${text}+` }
    },
  }
}
