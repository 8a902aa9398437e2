import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, evaluateFilter } from '#domain/filter/evaluate.ts'
import { fold } from '#domain/filter/words.ts'
import { formatId, parseId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import { allPages, allPagesUpwards, type Draft, SOURCES, START, searchStore } from '../../integration/search/fixture.ts'
import { draft, filter } from './arbitrary.ts'

/** The Request as the test made it, seen without any database. */
function candidate(made: Draft, id: number): Candidate {
  const keys = made.eventKeys ?? []
  const headers = made.headers ?? []
  const body = String(made.body ?? '')
  const row: RequestRow = {
    id: formatId('req', id),
    receivedAt: 0,
    method: made.method ?? 'POST',
    path: '',
    sourceId: made.sourceId ? formatId('src', made.sourceId) : null,
    provider: made.provider ?? null,
    size: Buffer.byteLength(body),
    replyStatus: made.replyStatus ?? 200,
    verdict: made.verdict ?? 'unconfigured',
    code: made.code ?? null,
    eventId: keys[0] ?? null,
    eventCount: keys.length,
    eventType: made.eventType ?? null,
    repetition: made.repetition ?? null,
    duplicateOf: null,
    handshake: made.handshake ?? null,
    problem: made.problem ?? null,
    origin: 'received',
    via: made.via ?? 'direct',
    pinned: made.pinned ?? false,
    label: made.label ?? null,
    repeatCount: 0,
    note: null,
    delivery: null,
  }
  const lines = headers.reduce((all, part, i) => `${all}${part}${i % 2 === 0 ? ': ' : '\n'}`, '')
  return {
    row,
    text: () => fold(`${made.target}\n${lines}\n${body}`),
    headers: () => headers,
    json: () => {
      try {
        return JSON.parse(body)
      } catch {
        return undefined
      }
    },
    eventIds: () => keys,
  }
}

test('the database gives the answer of the naive evaluator, whatever part of the rows is indexed; paging visits each row once', () => {
  fc.assert(
    fc.property(
      fc.array(draft, { minLength: 1, maxLength: 25 }),
      fc.array(filter, { minLength: 8, maxLength: 8 }),
      fc.nat(25),
      fc.integer({ min: 1, max: 9 }),
      (drafts, filters, indexed, limit) => {
        const store = searchStore({ sliceMs: 1000 })
        try {
          const candidates: Candidate[] = []
          for (const [i, made] of drafts.entries()) {
            if (i === indexed) store.catchUp()
            candidates.unshift(candidate(made, store.add(made)))
          }
          if (indexed >= drafts.length) store.catchUp()
          for (const each of filters) {
            const asked = { filter: each, now: START + 20_000, sources: SOURCES }
            const wanted = candidates.filter(c => evaluateFilter(each, c, asked)).map(c => c.row.id)
            expect(allPages(before => store.lists.listRequests({ ...asked, before, limit })).ids).toEqual(wanted)
            expect(allPagesUpwards(from => store.lists.listRequests({ ...asked, before: null, from, limit }))).toEqual(wanted)
            expect(store.lists.countRequests(asked)).toEqual({ count: wanted.length, exact: true, complete: true })
            const ids = candidates.map(c => parseId('req', c.row.id) ?? 0)
            expect(store.lists.matchRequests({ ...asked, ids }).map(id => formatId('req', id))).toEqual(wanted)
          }
        } finally {
          store.close()
        }
      },
    ),
    { numRuns: 60 },
  )
})
