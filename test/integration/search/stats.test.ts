import { afterEach, beforeEach, expect, test } from 'vitest'
import { firstIdAt } from '#domain/ids.ts'
import { statsReads } from '#store/reader/stats.ts'
import { START, searchStore } from './fixture.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
let store: ReturnType<typeof searchStore>
beforeEach(() => {
  store = searchStore()
})
afterEach(() => store.close())

/** An Attempt so many minutes after START. */
function attempt(minutes: number, endpointId: number, status: number | null, outcome = 'response'): void {
  const at = START + minutes * MINUTE
  const delivery = firstIdAt(at)
  store.db
    .prepare(
      `INSERT INTO deliveries (id, message_id, endpoint_id, target_json, state, created_at, updated_at) VALUES (?, 1, ?, '{}', 'delivered', 0, 0)`,
    )
    .run(delivery, endpointId)
  store.db
    .prepare(
      `INSERT INTO attempts (id, delivery_id, at, duration_ms, status, outcome, request_headers_json, response_headers_json, response_size, response_body)
       VALUES (?, ?, ?, 7, ?, ?, '[]', '[]', 0, x'')`,
    )
    .run(delivery, delivery, at, status, outcome)
}
const fromStart = (minutes: number, bucketMs: number) => ({ from: START, to: START + minutes * MINUTE, bucketMs })

test('attempts count by Endpoint and time, whatever part of them the index has passed; only a 2xx is no failure', () => {
  attempt(0, 1, 204)
  attempt(1, 1, 302)
  attempt(59, 2, null, 'timeout-headers')
  const wanted = [
    { at: START, endpointId: 1, attempts: 2, failed: 1 },
    { at: START, endpointId: 2, attempts: 1, failed: 1 },
  ]
  const stats = statsReads(store.reader, store.dataDir)
  // Not counted in one go: there may be hundreds of thousands.
  expect(stats.attemptStats(fromStart(120, HOUR))).toBeNull()
  store.catchUp()
  expect(stats.attemptStats(fromStart(120, HOUR))).toMatchObject(wanted)
  attempt(61, 2, 200)
  const more = { at: START + HOUR, endpointId: 2, attempts: 1, failed: 0 }
  expect(stats.attemptStats(fromStart(120, HOUR))).toMatchObject([...wanted, more])
  store.catchUp()
  store.catchUp()
  expect(stats.attemptStats(fromStart(120, HOUR))).toMatchObject([...wanted, more])
  expect(stats.attemptStats(fromStart(60, HOUR))).toMatchObject(wanted)
  expect(stats.attemptStats(fromStart(3, MINUTE))?.map(({ at, attempts }) => [at - START, attempts])).toEqual([
    [0, 1],
    [MINUTE, 1],
  ])
  expect(stats.attemptStats(fromStart(120, HOUR))?.[0]?.slots).toEqual([0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('by the hour and by the minute come to the same', () => {
  for (let i = 0; i < 300; i++) store.add({ sourceId: i % 2 === 0 ? 1 : null, verdict: i % 3 === 0 ? 'failed' : 'verified', body: 'abc' })
  store.catchUp()
  const stats = statsReads(store.reader, store.dataDir)
  const total = (rows: ReturnType<typeof stats.requestStats>) =>
    (rows ?? []).reduce((sum, row) => ({ n: sum.n + row.requests, failed: sum.failed + row.failed, bytes: sum.bytes + row.bytes }), {
      n: 0,
      failed: 0,
      bytes: 0,
    })
  expect(total(stats.requestStats(fromStart(60, HOUR)))).toEqual({ n: 300, failed: 100, bytes: 900 })
  expect(total(stats.requestStats(fromStart(60, MINUTE)))).toEqual({ n: 300, failed: 100, bytes: 900 })
  // Half an hour is not in hours.
  expect(total(stats.requestStats({ from: START, to: START + 2 * MINUTE, bucketMs: HOUR })).n).toBe(120)
})
