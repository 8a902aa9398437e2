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
/**
 * Slices that a count may take: some 60 ms, since somebody is typing and waits for the number after each letter. Counted in slices, not
 * time, so that queueing on a busy machine does not count.
 */
const COUNT_SLICES = 3

/** Lists and counts over the readers, which work in slices: a long scan is asked on, and others get their turn between. */
export function requestLists(store: Pick<StoreClient, 'read' | 'search'>, config: ConfigCache, clock: Clock, log: Log) {
  const asked = (filter: string | undefined) => ({ filter: filterOf(filter), now: clock.now(), sources: sourcesOf(config) })

  const slice = async (query: ReturnType<typeof asked>, before: string | null, limit: number, from: string | null) => {
    const { damaged, ...part } = await store.read.listRequests({ ...query, before, limit, from })
    if (damaged) void store.search.rebuild(null).catch(error => log.warn('search.not_rebuilt', { error: String(error) }))
    return part
  }

  const page = async (filter: string | undefined, before: string | null, limit: number, from: string | null = null) => {
    const query = asked(filter)
    const started = clock.monotonic()
    const rows: RequestRow[] = []
    const take = (found: readonly RequestRow[]) => (from === null ? rows.push(...found) : rows.unshift(...found))
    let part = await slice(query, before, limit, from)
    take(part.rows)
    // A slice is short so that others get their turn, not so that callers get half a page.
    while (!part.complete && part.next !== undefined && clock.monotonic() - started < (rows.length > 0 ? PATIENCE_MS : EMPTY_PATIENCE_MS)) {
      const { next } = part
      part = await slice(query, from === null ? next : null, limit - rows.length, from === null ? null : next)
      take(part.rows)
    }
    return { ...part, rows }
  }

  return {
    /** A page, below `before` or at and above `from`; `complete` is false when a scan was not at its end and `next` goes on with it. */
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
    /** Exact up to 10,000, unless it takes too long: what must be read row by row is counted for a while, and then there are "1,340+". */
    async count(filter: string | undefined): Promise<{ count: number; exact: boolean; text: string }> {
      const query = asked(filter)
      let answer = await store.read.countRequests(query)
      for (let slice = 1; slice < COUNT_SLICES && !answer.complete && answer.next !== undefined; slice++) {
        answer = await store.read.countRequests({ ...query, before: answer.next, counted: answer.count })
      }
      const text = new Intl.NumberFormat('en').format(answer.count)
      return { count: answer.count, exact: answer.exact, text: answer.exact ? text : `${text}+` }
    },
  }
}
