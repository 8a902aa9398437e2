import type { AttemptStat, RequestStat } from '#contract/stats.ts'

/** A part of the time: how many, and how many of them went wrong. */
export interface Point {
  readonly all: number
  readonly failed: number
}
interface Line {
  /** null = the Inbox, or bare URLs. */
  readonly id: string | null
  readonly points: readonly Point[]
}
export interface SourceLine extends Line {
  readonly requests: number
  readonly failed: number
  readonly duplicates: number
  readonly refused: number
}
export interface EndpointLine extends Line {
  readonly attempts: number
  readonly failed: number
  /** Of the busiest part of the time, ms: a sum of percentiles would be none. */
  readonly p50: number | null
  readonly p95: number | null
}

/** A span of time cut into parts. */
export interface Parts {
  readonly from: number
  readonly to: number
  readonly bucket: number
}

/** One line for each Source that received something, the busiest first. */
export function sourceLines(stats: readonly RequestStat[], parts: Parts): SourceLine[] {
  return grouped(stats, stat => stat.sourceId)
    .map(([id, own]) => ({
      id,
      points: pointsOf(
        own.map(stat => ({ at: stat.at, all: stat.requests, failed: stat.failed })),
        parts,
      ),
      requests: sum(own, stat => stat.requests),
      failed: sum(own, stat => stat.failed),
      duplicates: sum(own, stat => stat.duplicates),
      refused: sum(own, stat => stat.refused),
    }))
    .sort((a, b) => b.requests - a.requests)
}

/** One line for each Endpoint that something was sent to, the busiest first. */
export function endpointLines(stats: readonly AttemptStat[], parts: Parts): EndpointLine[] {
  return grouped(stats, stat => stat.endpointId)
    .map(([id, own]) => {
      const busiest = own.reduce((most, stat) => (stat.attempts > most.attempts ? stat : most))
      return {
        id,
        points: pointsOf(
          own.map(stat => ({ at: stat.at, all: stat.attempts, failed: stat.failed })),
          parts,
        ),
        attempts: sum(own, stat => stat.attempts),
        failed: sum(own, stat => stat.failed),
        p50: busiest.p50,
        p95: busiest.p95,
      }
    })
    .sort((a, b) => b.attempts - a.attempts)
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string | null): [string | null, readonly [T, ...T[]]][] {
  const groups = new Map<string | null, [T, ...T[]]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return [...groups]
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0)

function pointsOf(stats: readonly { at: number; all: number; failed: number }[], { from, to, bucket }: Parts): Point[] {
  const first = Math.floor(from / bucket) * bucket
  const points: { all: number; failed: number }[] = Array.from({ length: Math.max(1, Math.round((to - first) / bucket)) }, () => ({
    all: 0,
    failed: 0,
  }))
  for (const { at, all, failed } of stats) {
    const point = points[Math.floor((at - first) / bucket)]
    if (!point) continue
    point.all += all
    point.failed += failed
  }
  return points
}
