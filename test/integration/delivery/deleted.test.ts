import { afterEach, expect, test } from 'vitest'
import { cancelWaiting } from '#app/cancelling.ts'
import { endpointOf, memoryConfig, openBench } from '../../support/delivery/bench.ts'
import { openSink, status } from '../../support/delivery/sink.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const HOUR = 3_600_000
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('at start what waits for an endpoint that is not there is cancelled, and nothing else', async () => {
  const sink = await openSink(status(200))
  closing.push(sink.close)
  const clock = new FakeClock()
  const config = memoryConfig()
  for (const id of [1, 2, 3]) config.put(endpointOf(id, sink.url, { paused: true }))
  const first = openBench({ clock, config })
  const gone = [await first.send(1), await first.send(1)]
  const leased = await first.send(3)
  await first.store.write.leaseDue({ endpointId: 3, now: clock.now(), limit: 1, run: 'run-1', ordered: false })
  const kept = await first.send(2)
  const bare = await first.send(0, {}, sink.url)
  first.store.close()

  config.drop(1)
  config.drop(3)
  const bench = openBench({ clock, config, dataDir: first.store.dataDir, run: 'run-2' })
  closing.push(bench.close)
  await bench.engine.start()
  for (const id of [...gone, leased])
    expect(await bench.get(id)).toMatchObject({ state: 'cancelled', attemptCount: 0, nextAttemptAt: null })
  expect((await bench.get(kept)).state).toBe('pending')
  await bench.pass(HOUR)
  expect((await bench.get(kept)).state).toBe('pending')
  expect((await bench.get(bare)).state).toBe('delivered')
  expect(sink.hits).toHaveLength(1)
})

test('deleted while an attempt is under way that a stop breaks off: cancelled, not pending for ever', async () => {
  const sink = await openSink(() => {})
  closing.push(sink.close)
  const bench = openBench()
  bench.config.put(endpointOf(1, sink.url))
  await bench.engine.start()
  const id = await bench.send(1)
  await sink.received(1)
  bench.config.drop(1)
  await bench.store.write.cancelForEndpoint({ endpointId: 1, now: bench.clock.now() })
  expect((await bench.get(id)).state).toBe('delivering')
  const stopped = bench.engine.stop()
  bench.clock.advance(3000)
  await stopped
  expect(await bench.get(id)).toMatchObject({ state: 'cancelled', attemptCount: 0, nextAttemptAt: null })
  bench.store.close()
  bench.store.remove()
})

test('what waits for it is cancelled a slice at a time, so that captures come in between', async () => {
  const bench = openBench()
  closing.push(bench.close)
  const target = { name: 'Endpoint 1', url: 'http://127.0.0.1:1', local: true }
  const waiting = 9001
  await bench.send(1, { targets: Array.from({ length: waiting }, () => ({ endpointId: 1, target })) })
  const { write, db } = bench.store
  const slices: number[] = []
  const counted = db.prepare<[], number>("SELECT count(*) FROM deliveries WHERE state = 'cancelled'").pluck()
  const cancelForEndpoint: typeof write.cancelForEndpoint = async input => {
    const slice = await write.cancelForEndpoint(input)
    slices.push(counted.get() ?? 0)
    return slice
  }
  const told = await cancelWaiting({ cancelForEndpoint }, { endpointId: 1, now: bench.clock.now() })
  expect(slices).toEqual([4000, 8000, waiting])
  expect(new Set(told.map(({ state }) => state))).toEqual(new Set(['cancelled']))
})
