import { expect, test } from 'vitest'
import { resendKind } from '#app/jobs/resend-kind.ts'
import type { JobInput } from '#app/jobs/runner.ts'
import { formatId } from '#domain/ids.ts'
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
