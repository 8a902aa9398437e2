import type { RequestRow } from '#domain/request.ts'
import type { ConfigCache } from './config/cache.ts'
import { filterOf, sourcesOf } from './filters.ts'
import type { Clock, Log } from './ports.ts'
import type { StoreClient } from './store-client.ts'

/** More Requests of one Event than anybody reads; a bound, so that a wrong key cannot gather the whole store in memory. */
const MAX_ALL = 2000

/** How long a page is looked for before what was found so far is answered: with something to show, and with nothing yet. */
const PATIENCE_MS = 250
const EMPTY_PATIENCE_MS = 2000

/** Lists and counts over the readers, which work in slices: a long scan is asked on, and others get their turn between. */
export function requestLists(store: Pick<StoreClient, 'read' | 'search'>, config: ConfigCache, clock: Clock, log: Log) {
  const asked = (filter: string | undefined) => ({ filter: filterOf(filter), now: clock.now(), sources: sourcesOf(config) })

  const slice = async (query: ReturnType<typeof asked>, before: string | null, limit: number) => {
    const { damaged, ...part } = await store.read.listRequests({ ...query, before, limit })
    if (damaged) void store.search.rebuild(null).catch(error => log.warn('search.not_rebuilt', { error: String(error) }))
    return part
  }

  const page = async (filter: string | undefined, before: string | null, limit: number) => {
    const query = asked(filter)
    const started = clock.monotonic()
    const rows: RequestRow[] = []
    let part = await slice(query, before, limit)
    rows.push(...part.rows)
    // A slice is short so that others get their turn, not so that callers get half a page.
    while (!part.complete && part.next !== undefined && clock.monotonic() - started < (rows.length > 0 ? PATIENCE_MS : EMPTY_PATIENCE_MS)) {
      part = await slice(query, part.next, limit - rows.length)
      rows.push(...part.rows)
    }
    return { ...part, rows }
  }

  return {
    /** A page; `complete` is false when a scan was not at its end and `next` goes on with it. */
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
