import { describe, expect, test } from 'vitest'
import { endpointOf, memoryConfig, openBench } from '../../support/delivery/bench.ts'
import { closingAfterEach } from '../../support/delivery/closing.ts'
import { status } from '../../support/delivery/sink.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const MIN = 60_000
const HOUR = 3_600_000
const { benchOf, sinkOf } = closingAfterEach(status(500))

describe('schedule', () => {
  test('a failing endpoint is tried at the default policy’s exact times, then becomes a dead letter', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url))
    const start = bench.clock.now()
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(72 * HOUR)

    const delivery = await bench.get(id)
    const waits = [0, MIN, 5 * MIN, 30 * MIN, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR]
    let at = start
    const times = waits.map(wait => (at += wait))
    expect(delivery.attempts.map(attempt => attempt.at)).toEqual(times)
    expect(delivery).toMatchObject({ state: 'failed', attemptCount: 8, lastStatus: 500, nextAttemptAt: null })
    expect(sink.hits).toHaveLength(8)
    expect(new Set(sink.hits.map(hit => hit.headers['idempotency-key'])).size).toBe(1)
    expect(bench.results.map(result => result.step?.kind)).toEqual([...new Array(7).fill('retry'), 'dead'])
  })

  test('jitter moves each wait within its bounds', async () => {
    const sink = await sinkOf()
    const bench = benchOf({ random: 0 })
    bench.config.put(endpointOf(1, sink.url))
    const start = bench.clock.now()
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(10 * MIN)
    const { attempts } = await bench.get(id)
    expect(attempts.map(attempt => attempt.at - start)).toEqual([0, 54_000, 54_000 + 270_000])
  })

  test('local endpoints: at once, 1 s, 5 s, then failed; 410 does not disable them', async () => {
    const sink = await sinkOf(status(410))
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { local: true, retry: { preset: 'local' } }))
    const start = bench.clock.now()
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(MIN)
    const delivery = await bench.get(id)
    expect(delivery.attempts.map(attempt => attempt.at - start)).toEqual([0, 1000, 6000])
    expect(delivery.state).toBe('failed')
    expect(bench.config.endpoint(1)?.enabled).toBe(true)
  })

  test('after a restart in the middle of a schedule the next attempt happens at its stored time, once', async () => {
    const sink = await sinkOf()
    const clock = new FakeClock()
    const config = memoryConfig()
    config.put(endpointOf(1, sink.url))
    const first = openBench({ clock, config })
    const start = clock.now()
    await first.engine.start()
    const id = await first.send(1)
    await first.pass(2 * MIN)
    expect(sink.hits).toHaveLength(2)
    const planned = (await first.get(id)).nextAttemptAt
    await first.engine.stop()
    first.store.close()

    clock.advance(MIN)
    const second = benchOf({ clock, config, dataDir: first.store.dataDir, run: 'run-2' })
    await second.engine.start()
    await second.pass(3 * MIN - 1)
    expect(sink.hits).toHaveLength(2)
    await second.pass(1)
    expect(sink.hits).toHaveLength(3)
    await second.pass(29 * MIN)
    expect(sink.hits).toHaveLength(3)
    const { attempts } = await second.get(id)
    expect(attempts.map(attempt => attempt.at - start)).toEqual([0, MIN, 6 * MIN])
    expect(attempts[2]?.at).toBe(planned)
  })

  test('what another run was in the middle of is due again at start, no try counted', async () => {
    const sink = await sinkOf(status(200))
    const clock = new FakeClock()
    const config = memoryConfig()
    config.put(endpointOf(1, sink.url))
    const crashed = openBench({ clock, config })
    const id = await crashed.send(1)
    const { rows } = await crashed.store.write.leaseDue({ endpointId: 1, now: clock.now(), limit: 5, run: 'run-1', ordered: false })
    expect(rows).toHaveLength(1)
    expect((await crashed.get(id)).state).toBe('delivering')
    crashed.store.close()

    const bench = benchOf({ clock, config, dataDir: crashed.store.dataDir, run: 'run-2' })
    await bench.engine.start()
    await bench.pass(1)
    expect(await bench.get(id)).toMatchObject({ state: 'delivered', attemptCount: 1 })
    expect(sink.hits).toHaveLength(1)
  })

  test('a wall clock that is set back does not hold a delivery longer than planned', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url))
    await bench.engine.start()
    await bench.send(1)
    await bench.pass(10)
    expect(sink.hits).toHaveLength(1)
    bench.clock.setWall(bench.clock.now() - 5 * HOUR)
    await bench.pass(MIN + 31_000)
    expect(sink.hits).toHaveLength(2)
    expect(bench.logged.some(line => line.event === 'delivery.clock_set_back')).toBe(true)
  })

  test('after a sleep what is overdue goes out within one re-arm, once', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url))
    await bench.engine.start()
    await bench.send(1)
    await bench.pass(10)
    bench.clock.sleep(8 * HOUR)
    await bench.pass(30_000)
    expect(sink.hits).toHaveLength(2)
  })
})

describe('what receivers ask for', () => {
  test('410 disables the endpoint, the delivery is dead, the others wait and use no tries', async () => {
    const sink = await sinkOf(status(410))
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { concurrency: 1 }))
    await bench.engine.start()
    const first = await bench.send(1)
    const second = await bench.send(1)
    await bench.pass(HOUR)
    expect(await bench.get(first)).toMatchObject({ state: 'failed', attemptCount: 1 })
    expect(await bench.get(second)).toMatchObject({ state: 'pending', attemptCount: 0 })
    expect(sink.hits).toHaveLength(1)
    expect(bench.config.endpoint(1)).toMatchObject({ enabled: false, disabledReason: 'It answered 410 Gone.' })

    sink.answer = status(204)
    bench.config.put(endpointOf(1, sink.url))
    await bench.pass(10)
    expect(await bench.get(second)).toMatchObject({ state: 'delivered' })
  })

  test('429 with Retry-After holds the whole endpoint that long', async () => {
    const sink = await sinkOf((_, response, count) => void response.writeHead(count === 1 ? 429 : 200, { 'Retry-After': '600' }).end())
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { concurrency: 1 }))
    await bench.engine.start()
    await bench.send(1)
    await bench.pass(10)
    const later = await bench.send(1)
    await bench.pass(9 * MIN)
    expect(sink.hits).toHaveLength(1)
    expect(await bench.get(later)).toMatchObject({ state: 'pending', attemptCount: 0 })
    // What has waited ten minutes goes out over a ramp, one after the other.
    await bench.pass(MIN + 1000)
    expect(sink.hits).toHaveLength(3)
  })

  test('a cap of 16.1 s: the attempt is written down, and the wait is a whole number of ms', async () => {
    const sink = await sinkOf(status(429, { 'Retry-After': '100' }))
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { retry: { delaysSeconds: [1], jitter: 0, retryAfterCapSeconds: 16.1 } }))
    const start = bench.clock.now()
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(10)
    expect(await bench.get(id)).toMatchObject({ state: 'pending', attemptCount: 1, nextAttemptAt: start + 16_100 })
    await bench.pass(16_090)
    expect((await bench.get(id)).attempts.map(attempt => attempt.at - start)).toEqual([0, 16_100])
    expect(bench.logged.filter(line => line.event === 'delivery.write_failed')).toEqual([])
  })

  test('a circuit that opens for 1.0005 s: the attempt is written down', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    const endpoint = endpointOf(1, sink.url, {
      circuit: { afterFailures: 1, openSeconds: 1.0005 },
      retry: { delaysSeconds: [1], jitter: 0 },
    })
    bench.config.put(endpoint)
    const start = bench.clock.now()
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(10)
    expect(await bench.get(id)).toMatchObject({ state: 'pending', attemptCount: 1 })
    expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'circuit-open', until: start + 1001 })
    await bench.pass(MIN)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', attemptCount: 2 })
    expect(bench.logged.filter(line => line.event === 'delivery.write_failed')).toEqual([])
  })

  test('a redirect is a failure and is not followed', async () => {
    const other = await sinkOf(status(200))
    const sink = await sinkOf(status(307, { Location: `${other.url}/elsewhere` }))
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { retry: { preset: 'none' } }))
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(10)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', lastStatus: 307 })
    expect(other.hits).toHaveLength(0)
  })
})

describe('by hand', () => {
  test('a manual retry replaces the pending automatic one', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url))
    const start = bench.clock.now()
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(10_000)
    await bench.store.write.retryDelivery({ id, now: bench.clock.now() })
    bench.engine.wake([1])
    await bench.pass(4 * MIN)
    // The one that was due at 1 min is gone; the schedule goes on from the manual one.
    expect((await bench.get(id)).attempts.map(attempt => attempt.at - start)).toEqual([0, 10_000])
    await bench.pass(MIN + 10_000)
    expect((await bench.get(id)).attempts.map(attempt => attempt.at - start)).toEqual([0, 10_000, 310_000])
  })

  test('a dead letter gets exactly one attempt and goes straight back', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { retry: { delaysSeconds: [1], jitter: 0 } }))
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(MIN)
    expect((await bench.get(id)).state).toBe('failed')
    await bench.store.write.retryDelivery({ id, now: bench.clock.now() })
    bench.engine.wake([1])
    await bench.pass(HOUR)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', attemptCount: 3 })
    expect(sink.hits).toHaveLength(3)
    expect(bench.results.at(-1)?.step).toMatchObject({ kind: 'dead', reason: 'once' })
  })

  test('a second retry of a dead letter that waits already leaves it a retry by hand: one attempt, then back', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    const endpoint = endpointOf(1, sink.url, { retry: { delaysSeconds: [1, 1], jitter: 0, maxTries: 2 } })
    bench.config.put(endpoint)
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(MIN)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', attemptCount: 2 })
    bench.config.put({ ...endpoint, paused: true, retry: { preset: 'default' } })
    for (let i = 0; i < 2; i++) await bench.store.write.retryDelivery({ id, now: bench.clock.now() })
    expect(await bench.store.write.retryDeliveries({ ids: [id], now: bench.clock.now() })).toHaveLength(1)
    bench.config.put({ ...endpoint, retry: { preset: 'default' } })
    await bench.pass(HOUR)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', attemptCount: 3, nextAttemptAt: null })
    expect(bench.results.at(-1)).toMatchObject({ again: true, step: { kind: 'dead', reason: 'once' } })
  })

  test('retries of what waits in an ordered queue leave it in its place', async () => {
    const sink = await sinkOf(status(200))
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { ordered: true, paused: true }))
    await bench.engine.start()
    const ids: number[] = []
    for (let i = 0; i < 4; i++) {
      ids.push(await bench.send(1, { body: { bytes: new TextEncoder().encode(String(i)) } }))
      await bench.pass(1000)
    }
    await bench.store.write.retryDelivery({ id: ids[0] ?? 0, now: bench.clock.now() })
    await bench.store.write.retryDeliveries({ ids: ids.slice(1, 3), now: bench.clock.now() })
    bench.config.put(endpointOf(1, sink.url, { ordered: true }))
    await bench.pass(MIN)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['0', '1', '2', '3'])
  })

  test('a cancelled delivery is not attempted; a delivered one can be neither cancelled nor retried', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url))
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(10)
    await bench.store.write.cancelDelivery({ id, now: bench.clock.now() })
    await bench.pass(HOUR)
    expect(sink.hits).toHaveLength(1)
    sink.answer = status(200)
    const good = await bench.send(1)
    await bench.pass(10)
    await expect(bench.store.write.cancelDelivery({ id: good, now: 0 })).rejects.toMatchObject({ reason: 'conflict' })
    await expect(bench.store.write.retryDelivery({ id: good, now: 0 })).rejects.toMatchObject({ reason: 'conflict' })
    await expect(bench.store.write.retryDelivery({ id: 1, now: 0 })).rejects.toMatchObject({ reason: 'not_found' })
  })

  test('a deleted endpoint: what is pending is cancelled, what is under way ends there', async () => {
    let answerNow = () => {}
    const sink = await sinkOf((_, response) => {
      answerNow = () => void response.writeHead(500).end()
    })
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { concurrency: 1 }))
    await bench.engine.start()
    const flying = await bench.send(1)
    const waiting = await bench.send(1)
    await sink.received(1)
    bench.config.drop(1)
    const cancelled = await bench.store.write.cancelForEndpoint({ endpointId: 1, now: bench.clock.now() })
    expect(cancelled.rows.map(row => row.state)).toEqual(['cancelled'])
    answerNow()
    await bench.pass(HOUR)
    expect(await bench.get(flying)).toMatchObject({ state: 'cancelled', attemptCount: 1, lastStatus: 500, endpointName: 'Endpoint 1' })
    expect(await bench.get(waiting)).toMatchObject({ state: 'cancelled', attemptCount: 0 })
    expect(sink.hits).toHaveLength(1)
  })
})
