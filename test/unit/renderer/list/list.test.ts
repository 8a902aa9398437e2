import { describe, expect, test } from 'vitest'
import type { RequestRow } from '#contract/requests.ts'
import { parseFilter } from '#domain/filter/parse.ts'
import { barsOf, spans, timeFilter } from '../../../../src-renderer/features/list/bars.ts'
import { shownColumns, template } from '../../../../src-renderer/features/list/columns.ts'
import { dayName, groupsOf } from '../../../../src-renderer/features/list/groups.ts'
import { usualLook } from '../../../../src-renderer/state/look.ts'
import { aRequest } from '../detail/builders.ts'

const at = (day: number, hour = 12) => new Date(2026, 5, day, hour).getTime()
const row = (id: number, receivedAt: number, sourceId: string | null = null): RequestRow =>
  aRequest({ id: `req_${id}`, receivedAt, sourceId })

describe('columns', () => {
  test('less room hides columns and shortens words; the path takes what is left', () => {
    expect(shownColumns(usualLook, 'narrow')).toEqual(['reply', 'method', 'path', 'verdict', 'delivery', 'time'])
    expect(template(usualLook, 'wide')).toBe('44px 52px minmax(0, 1fr) 120px 136px 100px 58px')
    expect(template(usualLook, 'medium')).toBe('44px 52px minmax(0, 1fr) 104px 128px 12px 50px')
  })

  test('what a person has hidden or sized is so, and never too narrow to be found again', () => {
    const look = { ...usualLook, hidden: ['source', 'method'] as const, widths: { time: 100, verdict: 1 } }
    expect(template(look, 'wide')).toBe('44px minmax(0, 1fr) 150px 90px 64px 56px 100px 100px')
  })
})

describe('groups', () => {
  const window = (...pages: (RequestRow[] | null)[]) => ({
    pages: pages.map((rows, i) => ({ before: i === 0 ? null : `c${i}`, rows, length: rows?.length ?? 2 })),
    next: null,
    whole: true,
    newer: null,
    above: 0,
    moved: 0,
  })

  test('begin where the day changes; a page that is not in memory begins anew', () => {
    const rows = window([row(9, at(3)), row(8, at(3, 1)), row(7, at(2))], null, [row(4, at(2)), row(3, at(1))])
    expect([...groupsOf(rows, 'day', () => '', at(3, 20))]).toEqual([
      [0, 'Today'],
      [2, 'Yesterday'],
      [5, 'Yesterday'],
      [6, 'Monday 1 June'],
    ])
  })

  test('by Source, with its name; none and event have no lines', () => {
    const rows = window([row(3, at(1), 'src_a'), row(2, at(1), 'src_a'), row(1, at(1))])
    const name = (request: RequestRow) => request.sourceId ?? 'Inbox'
    expect([...groupsOf(rows, 'source', name, at(1))]).toEqual([
      [0, 'src_a'],
      [2, 'Inbox'],
    ])
    expect(groupsOf(rows, 'none', name, at(1)).size + groupsOf(rows, 'event', name, at(1)).size).toBe(0)
  })

  test('a day long ago is a whole date', () => {
    expect(dayName(new Date(2024, 1, 29).getTime(), at(1))).toBe('29 February 2024')
  })
})

describe('what came when', () => {
  const stat = (at: number, sourceId: string | null, requests: number, failed = 0) => ({
    at,
    sourceId,
    requests,
    failed,
    duplicates: 0,
    refused: 0,
    bytes: 0,
  })

  test('a bar for each bucket, of what the scope shows', () => {
    const { bucket } = spans.hour
    const stats = [stat(bucket, 'src_a', 3, 1), stat(bucket, null, 2), stat(3 * bucket, 'src_a', 1)]
    const of = (scope: Parameters<typeof barsOf>[1]) => barsOf(stats, scope, 0, 4 * bucket, bucket).map(bar => bar.requests)
    expect(of({ kind: 'all' })).toEqual([0, 5, 0, 1])
    expect(of({ kind: 'inbox' })).toEqual([0, 2, 0, 0])
    expect(of({ kind: 'source', id: 'src_a' })).toEqual([0, 3, 0, 1])
  })

  test('a bar is asked for with a filter that means just its time', () => {
    const from = at(1, 9)
    const parsed = parseFilter(timeFilter(from, from + spans.day.bucket))
    expect(parsed).toMatchObject({
      ok: true,
      filter: {
        kind: 'and',
        parts: [
          { kind: 'time', side: 'after', when: { at: from } },
          { kind: 'time', side: 'before', when: { at: from + spans.day.bucket } },
        ],
      },
    })
  })
})
