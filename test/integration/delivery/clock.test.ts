import { describe, expect, test } from 'vitest'
import { endpointOf, memoryConfig, openBench } from '../../support/delivery/bench.ts'
import { closingAfterEach } from '../../support/delivery/closing.ts'
import { type openSink, status } from '../../support/delivery/sink.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const MIN = 60_000
const HOUR = 60 * MIN
const YEAR = 365 * 24 * HOUR
const { benchOf, sinkOf } = closingAfterEach(status(500))

describe('a machine that slept', () => {
  type Bench = ReturnType<typeof openBench>
  const both = ({ clock }: Bench) => clock.sleepBoth(8 * HOUR)
  const wallOnly = ({ clock }: Bench) => clock.sleep(8 * HOUR)
  test.each<[string, (bench: Bench) => void, (bench: Bench) => void]>([
    ['the system tells of it', both, ({ engine }) => engine.woke()],
    ['new work comes first', both, ({ engine }) => engine.wake([1])],
    ['nobody tells: the timer is late', both, () => {}],
    ['the monotonic clock stood still, and work comes before any timer', wallOnly, ({ engine }) => engine.wake()],
  ])('what lay still goes out over the ramp: %s', async (_, sleep, wake) => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { concurrency: 4, retry: { delaysSeconds: [HOUR / 1000], jitter: 0 } }))
    await bench.engine.start()
    for (let i = 0; i < 60; i++) await bench.send(1)
    await bench.pass(1000)
    expect(sink.hits).toHaveLength(60)
    sleep(bench)
    wake(bench)
    await bench.pass(900)
    expect(sink.hits.length).toBeLessThanOrEqual(60 + 8)
    expect(sink.hits.length).toBeGreaterThan(60)
    await bench.pass(31_000)
    expect(sink.hits).toHaveLength(120)
  })
})

describe('a wall clock that was set back while nothing ran', () => {
  /** Delivers once by a clock that is a year ahead, stops, and begins again when the clock is right. */
  async function afterAYearAhead(answer: Parameters<typeof openSink>[0], more: Parameters<typeof endpointOf>[2]) {
    const sink = await sinkOf(answer)
    const clock = new FakeClock()
    const config = memoryConfig()
    const endpoint = endpointOf(1, sink.url, more)
    config.put(endpoint)
    const right = clock.now()
    clock.setWall(right + YEAR)
    const first = openBench({ clock, config })
    await first.engine.start()
    const id = await first.send(1)
    await first.pass(2000)
    expect(await first.get(id)).toMatchObject({ state: 'pending', attemptCount: 1 })
    await first.engine.stop()
    first.store.close()
    clock.setWall(right)
    sink.answer = status(200)
    const bench = benchOf({ clock, config, dataDir: first.store.dataDir, run: 'run-2' })
    await bench.engine.start()
    return { bench, endpoint, id, sink, right }
  }

  test('the start mends the schedule: no wait is longer than it was planned', async () => {
    const { bench, id, right } = await afterAYearAhead(status(500), { retry: { delaysSeconds: [300], jitter: 0 } })
    expect((await bench.get(id)).nextAttemptAt).toBe(right + 5 * MIN)
    expect(bench.logged.filter(line => line.event === 'delivery.clock_set_back')).toMatchObject([{ fields: { mended: 1 } }])
    await bench.pass(5 * MIN - 1)
    expect((await bench.get(id)).attemptCount).toBe(1)
    await bench.pass(1)
    expect(await bench.get(id)).toMatchObject({ state: 'delivered', attemptCount: 2 })
  })

  test('a receiver that asked for quiet has it for a day at most', async () => {
    const { bench, endpoint, id, right } = await afterAYearAhead(status(429, { 'Retry-After': '7200' }), {})
    expect(bench.engine.sending(endpoint).until ?? 0).toBeLessThanOrEqual(right + 24 * HOUR)
    await bench.pass(24 * HOUR + MIN)
    expect((await bench.get(id)).state).toBe('delivered')
  })

  test('an open circuit lets a probe by after as long as any is open', async () => {
    const circuit = { afterFailures: 1, openSeconds: 60 }
    const { bench, endpoint, id, right } = await afterAYearAhead(status(500), { circuit })
    expect(bench.engine.sending(endpoint).until ?? 0).toBeLessThanOrEqual(right + 15 * MIN)
    await bench.pass(16 * MIN)
    expect((await bench.get(id)).state).toBe('delivered')
  })

  test('a clock that is a little behind what was last written is none that was set back', async () => {
    const sink = await sinkOf()
    const clock = new FakeClock()
    const config = memoryConfig()
    config.put(endpointOf(1, sink.url, { retry: { delaysSeconds: [3600], jitter: 0 } }))
    const first = openBench({ clock, config })
    await first.engine.start()
    const id = await first.send(1)
    await first.pass(10)
    const planned = (await first.get(id)).nextAttemptAt
    await first.engine.stop()
    first.store.close()
    clock.setWall(clock.now() - 50_000)
    const bench = benchOf({ clock, config, dataDir: first.store.dataDir, run: 'run-2' })
    await bench.engine.start()
    expect((await bench.get(id)).nextAttemptAt).toBe(planned)
  })
})

test('a schedule that could not be mended after the clock was set back is mended a moment later', async () => {
  const sink = await sinkOf()
  let failures = 2
  const bench = benchOf({
    override: real => ({
      mendSchedule: input => (failures-- > 0 ? Promise.reject(new Error('database is locked')) : real.mendSchedule(input)),
    }),
  })
  bench.config.put(endpointOf(1, sink.url))
  await bench.engine.start()
  const id = await bench.send(1)
  await bench.pass(1000)
  bench.clock.setWall(bench.clock.now() - 100 * 24 * HOUR)
  await bench.pass(MIN + 33_000)
  expect((await bench.get(id)).attemptCount).toBe(2)
  const told = bench.logged.map(({ event }) => event).filter(event => event.includes('mend') || event.includes('set_back'))
  expect(told).toEqual(['delivery.mend_failed', 'delivery.mend_failed', 'delivery.clock_set_back'])
})
