import type { RequestRow } from '#domain/request.ts'

/** At most this many rows are reported at a time: a window cannot show more, and it can load the rest. */
const MAX_ROWS = 100
/** 30 times a second. */
const EVERY_MS = 33

/** What the writer reports to the main thread unasked. */
export type WriterNews =
  | { readonly type: 'rows'; readonly rows: readonly RequestRow[]; readonly more: number; readonly upTo: string }
  /** These Endpoints got Deliveries that are due; reported at once. */
  | { readonly type: 'due'; readonly endpointIds: readonly number[] }
  /** The note of this Request has changed. */
  | { readonly type: 'noted'; readonly requestId: number }

/** Makes the row when it is to be reported: in a flood, most never are. */
export type RowMaker = () => RequestRow

/**
 * Collects what a transaction added and tells it once it is committed: rows at most 30 times a second, work for Endpoints at once.
 * The collecting is done here and not in the main thread because copying 20,000 rows a second between threads would cost the
 * receiver a quarter of its time, for rows that no screen can show.
 */
export function rowNews(post: (news: WriterNews) => void) {
  let uncommitted: RowMaker[] = []
  let due = new Set<number>()
  let makers: RowMaker[] = []
  let more = 0
  let timer: NodeJS.Timeout | null = null
  let told = 0

  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    const rows = makers.map(make => make())
    const last = rows.at(-1)
    if (!last) return
    told = performance.now()
    post({ type: 'rows', rows, more, upTo: last.id })
    makers = []
    more = 0
  }

  return {
    add(row: RowMaker, forwardedTo: readonly number[]): void {
      uncommitted.push(row)
      for (const id of forwardedTo) due.add(id)
    },
    /** The transaction ended: what it added is true now, or never happened. */
    settle(committed: boolean): void {
      if (committed && uncommitted.length > 0) {
        makers.push(...uncommitted)
        if (makers.length > MAX_ROWS) {
          more += makers.length - MAX_ROWS
          makers = makers.slice(-MAX_ROWS)
        }
        // The first row after a quiet time goes out at once, because someone may be waiting to see it.
        timer ??= setTimeout(flush, Math.max(0, told + EVERY_MS - performance.now()))
      }
      if (committed && due.size > 0) post({ type: 'due', endpointIds: [...due] })
      uncommitted = []
      if (due.size > 0) due = new Set()
    },
    flush,
  }
}
