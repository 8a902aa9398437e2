import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { failingAlert } from '#domain/alerts.ts'
import { endpointOf } from '../../support/delivery/bench.ts'
import { closingAfterEach } from '../../support/delivery/closing.ts'
import { status } from '../../support/delivery/sink.ts'

const HOUR = 3_600_000
const { benchOf, sinkOf } = closingAfterEach(status(500))
const byHours = { autoDisable: { afterHours: 120, afterFailures: null }, retry: { preset: 'none' } } as const

test('an endpoint that fails for days is told of at 50, 70 and 90 %, each once, before it is disabled', async () => {
  const sink = await sinkOf()
  const told: string[] = []
  const bench = benchOf({
    deps: {
      onOutcome({ health }) {
        const alert = health && failingAlert({ endpointId: 'ep_1', endpointName: 'Shop', ...health })
        if (alert) told.push(alert.one.body)
      },
    },
  })
  bench.config.put(endpointOf(1, sink.url, byHours))
  await bench.engine.start()
  for (let hour = 0; hour <= 125; hour++) {
    await bench.send(1)
    await bench.engine.settled()
    bench.clock.advance(HOUR)
  }
  expect(told).toEqual([
    expect.stringMatching(/^Nothing has arrived for 60 of 120 hours \(61 attempts failed\): 50% of the way/),
    expect.stringMatching(/^Nothing has arrived for 84 of 120 hours \(85 attempts failed\): 70% of the way/),
    expect.stringMatching(/^Nothing has arrived for 108 of 120 hours \(109 attempts failed\): 90% of the way/),
  ])
  expect(sink.hits).toHaveLength(121)
  const disabledReason = 'Nothing has arrived for 120 of 120 hours (121 attempts failed).'
  expect(bench.config.endpoint(1)).toMatchObject({ enabled: false, disabledReason })
})

test.each(['sleep', 'sleepBoth'] as const)('time asleep is no time of failing: five days of it do not disable (%s)', async sleep => {
  const sink = await sinkOf()
  const bench = benchOf()
  bench.config.put(endpointOf(1, sink.url, byHours))
  await bench.engine.start()
  const failOnce = async () => {
    await bench.send(1)
    await bench.engine.settled()
  }
  for (let i = 0; i < 5; i++) await failOnce()
  bench.clock[sleep](121 * HOUR)
  await failOnce()
  expect(sink.hits).toHaveLength(6)
  expect(bench.config.endpoint(1)?.enabled).toBe(true)
  // It was a day of failing; what is missing of the 120 hours has to be failed awake.
  expect(bench.results.at(-1)?.health?.share).toBe(24 / 120)
  for (let hour = 0; hour < 96; hour++) {
    expect(bench.config.endpoint(1)?.enabled, String(hour)).toBe(true)
    bench.clock.advance(HOUR)
    await failOnce()
  }
  expect(bench.config.endpoint(1)?.enabled).toBe(false)
})

test('attempts that were under way when a circuit opened are no failed probes, however late they end', async () => {
  const open: ServerResponse[] = []
  const sink = await sinkOf((_, response) => void open.push(response))
  const bench = benchOf()
  const endpoint = endpointOf(1, sink.url, {
    circuit: { afterFailures: 1, openSeconds: 1 },
    timeoutMs: 600_000,
    retry: { preset: 'none' },
    concurrency: 8,
  })
  bench.config.put(endpoint)
  await bench.engine.start()
  for (let i = 0; i < 8; i++) await bench.send(1)
  await sink.received(8)
  for (const [i, response] of open.entries()) {
    response.writeHead(500).end()
    while (bench.results.length <= i) await new Promise(resolve => setImmediate(resolve))
    bench.clock.advance(2000)
  }
  expect(bench.results.map(result => result.health?.health.opens)).toEqual(new Array(8).fill(1))
  expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'probing', failures: 8 })

  // The probe is: it fails, and the circuit is open for twice as long.
  sink.answer = status(500)
  await bench.send(1)
  await bench.engine.settled()
  expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'circuit-open', until: bench.clock.now() + 2000 })
})
