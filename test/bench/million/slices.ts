import { parseFilter } from '#domain/filter/parse.ts'
import { providers } from '#providers/index.ts'
import { openReader } from '#store/open.ts'
import { archiveReads } from '#store/reader/archive.ts'
import { eventReads } from '#store/reader/events.ts'
import { requestListReads } from '#store/reader/requests-list.ts'
import { statsReads } from '#store/reader/stats.ts'
import { SEEDED_FROM, SEEDED_TO } from '../../support/seeded/store.ts'
import { report, spread } from './report.ts'

/** Slices of one scan that are measured: some seconds of it. */
const SLICES = 150

/**
 * How long a reader thread is taken by one call: nothing can interrupt it, and everybody else's call waits behind it. By the clock, since
 * CPU time is told in ticks of 4 ms.
 */
export function measureSlices(dataDir: string): void {
  const db = openReader(dataDir)
  const lists = requestListReads(db, dataDir, { providers })
  const asked = (text: string) => {
    const parsed = parseFilter(text)
    if (!parsed.ok) throw new Error(parsed.message)
    return { filter: parsed.filter, now: Date.now(), sources: [] }
  }
  for (const filter of ['json:$.amount>499990', 'size:>100KB', 'header:x-request-id~req-1z', 'json:$.id=none', 'zz']) {
    // The first of a kind compiles its statement.
    lists.listRequests({ ...asked(filter), before: null, limit: 50 })
    const listing: number[] = []
    for (let before: string | null = null; listing.length < SLICES; ) {
      const page = timed(listing, () => lists.listRequests({ ...asked(filter), before, limit: 50 }))
      if (page.next === undefined) break
      before = page.next
    }
    report({ name: `slice of list  ${filter}, p95`, value: spread(listing).p95, unit: 'ms', most: 20 })
    report({ name: `slice of list  ${filter}, longest`, value: spread(listing).max, unit: 'ms', most: 50 })
    const counting: number[] = []
    for (let at: { next?: string; count: number } = { count: 0 }; counting.length < SLICES; ) {
      const answer = timed(counting, () => lists.countRequests({ ...asked(filter), before: at.next ?? null, counted: at.count }))
      if (answer.complete || answer.next === undefined) break
      at = { next: answer.next, count: answer.count }
    }
    report({ name: `slice of count ${filter}, longest`, value: spread(counting).max, unit: 'ms', most: 50 })
  }
  const span = { from: SEEDED_FROM, to: SEEDED_TO, bucketMs: 12 * 3_600_000 }
  const stats = statsReads(db, dataDir)
  const others: readonly [string, () => unknown][] = [
    ['requestStats of half a year', () => stats.requestStats(span)],
    ['attemptStats of half a year', () => stats.attemptStats(span)],
    ['archiveSize', () => archiveReads(db).archiveSize({ after: 0 })],
    ['listEvents', () => eventReads(db).listEvents({ sourceId: null, before: Number.MAX_SAFE_INTEGER, limit: 100 })],
  ]
  for (const [name, run] of others) {
    const taken: number[] = []
    for (let i = 0; i < 5; i++) timed(taken, run)
    report({ name: `call of ${name}, longest`, value: spread(taken).max, unit: 'ms', most: 50 })
  }
  db.close()
}

function timed<T>(into: number[], run: () => T): T {
  const before = performance.now()
  const answer = run()
  into.push(performance.now() - before)
  return answer
}
