import type { RequestStat } from '#contract/stats.ts'
import type { Scope } from '../../state/types.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Spans of time that are drawn, and the length of a bar, ms. */
export const spans = {
  hour: { length: HOUR, bucket: MINUTE },
  day: { length: DAY, bucket: 20 * MINUTE },
  week: { length: 7 * DAY, bucket: 3 * HOUR },
  month: { length: 30 * DAY, bucket: 12 * HOUR },
} as const
export type SpanName = keyof typeof spans
export const spanNames = Object.keys(spans) as SpanName[]

/** About so many bars are drawn of everything. */
const BARS = 90
/** Lengths of a bar that a person can say. */
const buckets = [1, 5, 10, 20, 30, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 2 * 24 * 60, 7 * 24 * 60, 14 * 24 * 60, 30 * 24 * 60].map(
  minutes => minutes * MINUTE,
)

/** Length of a bar for a span of time that is to fit, both ms. */
export const bucketFor = (length: number): number => buckets.find(bucket => length / bucket <= BARS) ?? 30 * DAY

/** What came within one bucket; `from` ms since epoch. */
export interface Bar {
  readonly from: number
  readonly requests: number
  readonly failed: number
}

/** One bar for each bucket between two times, of what the scope shows; those with nothing in them are there too. */
export function barsOf(stats: readonly RequestStat[], scope: Scope, from: number, to: number, bucket: number): Bar[] {
  const wanted = (sourceId: string | null) => scope.kind === 'all' || sourceId === (scope.kind === 'inbox' ? null : scope.id)
  const sums = new Map<number, { requests: number; failed: number }>()
  for (const { at, sourceId, requests, failed } of stats) {
    if (!wanted(sourceId)) continue
    const sum = sums.get(at) ?? { requests: 0, failed: 0 }
    sums.set(at, { requests: sum.requests + requests, failed: sum.failed + failed })
  }
  const first = Math.floor(from / bucket) * bucket
  return Array.from({ length: Math.max(0, Math.round((to - first) / bucket)) }, (_, i) => {
    const at = first + i * bucket
    return { from: at, ...(sums.get(at) ?? { requests: 0, failed: 0 }) }
  })
}

/** Index of the bar that a time (ms since epoch) is in; null when it is in none. */
export function barAt(bars: readonly Bar[], bucket: number, time: number | null): number | null {
  const first = bars[0]
  if (!first || time === null) return null
  const at = Math.floor((time - first.from) / bucket)
  return at >= 0 && at < bars.length ? at : null
}

/** The filter for what came between two times (ms since epoch), in the person's own time zone. */
export function timeFilter(from: number, to: number): string {
  return `after:${local(from)} before:${local(to)}`
}

function local(at: number): string {
  const date = new Date(at - new Date(at).getTimezoneOffset() * MINUTE)
  return date.toISOString().slice(0, 16)
}
