import { describe, expect, test } from 'vitest'
import { resendKind } from '#app/jobs/resend-kind.ts'
import type { JobInput } from '#app/jobs/runner.ts'
import { formatId, idMint } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'

/** So many Requests, the newest first, in a list that gives at most 150 at a time and whose count was given up. */
function listOf(count: number) {
  const ids = Array.from({ length: count }, (_, i) => formatId('req', count - i))
  const sent: string[] = []
  const kind = resendKind({
    services: {
      'requests.list': async ({ before, limit = 100 }) => {
        const from = before === undefined ? 0 : ids.findIndex(id => id < before)
        const rows = from < 0 ? [] : ids.slice(from, from + Math.min(limit, 150))
        const next = rows.at(-1)
        return {
          rows: rows.map(id => ({ id, receivedAt: 0 }) as RequestRow),
          ...(next === ids.at(-1) || !next ? {} : { next }),
          complete: true,
        }
      },
      'requests.count': async () => ({ count: 60, exact: false, text: '60+' }),
    },
    resend: async ({ ids }) => {
      sent.push(...ids)
      return { missing: 0 }
    },
    secrets: { seal: async text => text, open: async text => text },
    now: () => 0,
    random: () => 'token',
  })
  return { kind, sent, ids }
}

test.each([0, 1, 499, 500, 501, 1230])('a total that was not counted is known once the list was walked: %i', async count => {
  const { kind, sent, ids } = listOf(count)
  const given: JobInput = { filter: '', ids: null, options: { to: { url: 'http://127.0.0.1:1/' }, sign: 'as-received' } }
  const input = await kind.accept(given)
  expect(await kind.count?.(input)).toBeNull()
  const totals: number[] = []
  let cursor: unknown = null
  let done = 0
  for (let finished = false; !finished; ) {
    const step = await kind.step(input, cursor)
    if (step.total !== undefined) totals.push(step.total)
    // It is known before the first is sent.
    if (step.done > 0) expect(totals).toEqual([count])
    done += step.done
    cursor = step.cursor
    finished = step.finished
  }
  expect(totals).toEqual([count])
  expect(done).toBe(count)
  expect(sent).toEqual(ids.toReversed())
})

describe('a pace', () => {
  const START = Date.UTC(2026, 0, 1, 12)
  const HOUR = 3_600_000

  /** Runs the job over 50 Requests that came a second apart; `meanwhile` is done to the clock before each step. */
  async function paced(pace: unknown, meanwhile: (step: number, now: number) => number) {
    let now = START - HOUR
    const mint = idMint(() => (now += 1000))
    const ids = Array.from({ length: 50 }, () => formatId('req', mint()))
    now = START
    const sent: string[] = []
    /** How far ahead of the clock each was made. */
    const ahead: number[] = []
    const kind = resendKind({
      services: {
        'requests.list': () => Promise.reject(new Error('the list is not asked')),
        'requests.count': () => Promise.reject(new Error('nothing is counted')),
      },
      resend: async ({ ids }, { dueAt }) => {
        sent.push(...ids)
        ahead.push(...dueAt.map(at => at - now))
        return { missing: 0 }
      },
      secrets: { seal: async text => text, open: async text => text },
      now: () => now,
      random: () => 'token',
    })
    const input = await kind.accept({ filter: null, ids, options: { to: { url: 'http://127.0.0.1:1/' }, sign: 'as-received', pace } })
    let cursor: unknown = null
    let waited = 0
    for (let step = 0, finished = false; !finished; step++) {
      now = meanwhile(step, now)
      const done = await kind.step(input, JSON.parse(JSON.stringify(cursor)))
      cursor = done.cursor
      finished = done.finished
      waited += done.waitMs ?? 0
      now += done.waitMs ?? 0
    }
    expect(sent).toEqual(ids)
    return { waited, ahead }
  }

  test.each([
    ['of one a second', { perSecond: 1 }, 0],
    ['of one in twenty seconds', { perSecond: 0.05 }, 0],
    ['as they came', 'original', 0],
    ['of one a second', { perSecond: 1 }, -6 * HOUR],
    ['of one in twenty seconds', { perSecond: 0.05 }, -6 * HOUR],
    ['as they came', 'original', -6 * HOUR],
    ['of one a second', { perSecond: 1 }, 6 * HOUR],
    ['as they came', 'original', 6 * HOUR],
  ])('%s is kept (%j), whatever the clock is set to meanwhile: %i ms', async (_, pace, by) => {
    const { waited, ahead } = await paced(pace, (step, now) => (step === 20 ? now + by : now))
    const every = typeof pace === 'object' ? 1000 / pace.perSecond : 1000
    // The last few are made ahead of their time, and one is due at once where the clock jumped.
    expect(waited).toBeGreaterThanOrEqual(every * 44)
    expect(waited).toBeLessThanOrEqual(every * 50)
    // A job that is cancelled has few still to come.
    expect(Math.max(...ahead)).toBeLessThanOrEqual(3000)
  })
})
