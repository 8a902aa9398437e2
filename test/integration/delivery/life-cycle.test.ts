import { describe, expect, test } from 'vitest'
import type { EndpointConfig } from '#domain/config.ts'
import type { Secret } from '#domain/secret.ts'
import { endpointOf, memoryConfig, openBench, sourceOf, storeRequest } from '../../support/delivery/bench.ts'
import { closingAfterEach } from '../../support/delivery/closing.ts'
import { status } from '../../support/delivery/sink.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const SECOND = 1000
const MIN = 60 * SECOND
const HOUR = 60 * MIN
const { benchOf, sinkOf } = closingAfterEach(status(200))
const secret = (id: string, value: string, validUntil: number | null = null): Secret => ({
  id,
  role: 'signing',
  label: null,
  value,
  validUntil,
})

/** One test for each row of the table in the design: what becomes of Deliveries when something happens to their Endpoint. */
describe('life cycle', () => {
  test('endpoint edited: URL and secret are those of the attempt, the body is the Message’s, a new policy plans only waits not yet begun', async () => {
    const old = await sinkOf(status(500))
    const moved = await sinkOf(status(500))
    const bench = benchOf()
    const start = bench.clock.now()
    bench.config.put(endpointOf(1, old.url, { retry: { delaysSeconds: [60, 60, 60], jitter: 0 } }))
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(10)
    bench.config.put(
      endpointOf(1, moved.url, {
        retry: { delaysSeconds: [5, 5, 5], jitter: 0 },
        scheme: 'github/sha256',
        secrets: [secret('sec_1', 'k')],
      }),
    )
    await bench.pass(59 * SECOND)
    // The wait that had begun goes on.
    expect(moved.hits).toHaveLength(0)
    await bench.pass(SECOND)
    expect(old.hits).toHaveLength(1)
    expect(moved.hits[0]?.body.equals(old.hits[0]?.body as Buffer)).toBe(true)
    expect(moved.hits[0]?.headers['x-hub-signature-256']).toBeDefined()
    await bench.pass(10 * SECOND)
    expect((await bench.get(id)).attempts.map(attempt => attempt.at - start)).toEqual([0, 60_000, 65_000, 70_000])
  })

  test('paused: deliveries stay pending, use no tries, and are released over a ramp', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { paused: true, concurrency: 4 }))
    await bench.engine.start()
    for (let i = 0; i < 60; i++) await bench.send(1)
    await bench.pass(HOUR)
    expect(sink.hits).toHaveLength(0)
    expect(bench.engine.sending(endpointOf(1, sink.url, { paused: true }))).toMatchObject({ state: 'paused', until: null })
    bench.config.put(endpointOf(1, sink.url, { concurrency: 4 }))
    await bench.pass(1)
    expect(sink.hits).toHaveLength(4)
    expect(bench.engine.sending(endpointOf(1, sink.url))).toMatchObject({ state: 'releasing' })
    await bench.pass(4 * SECOND)
    // 4 places, (1 + 4/2)^2.
    expect(sink.hits).toHaveLength(36)
    await bench.pass(26 * SECOND)
    expect(sink.hits).toHaveLength(60)
    expect(bench.engine.sending(endpointOf(1, sink.url))).toMatchObject({ state: 'active', reason: null })
    expect(bench.results.every(result => result.row.attemptCount === 1)).toBe(true)
  })

  test('circuit open: the same; one probe at a time tells whether the receiver is back', async () => {
    const sink = await sinkOf(status(503))
    const circuit = { afterFailures: 3, openSeconds: 60 }
    const endpoint = endpointOf(1, sink.url, {
      circuit,
      concurrency: 1,
      retry: { delaysSeconds: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], jitter: 0 },
    })
    const bench = benchOf()
    bench.config.put(endpoint)
    await bench.engine.start()
    for (let i = 0; i < 30; i++) await bench.send(1)
    await bench.pass(10 * SECOND)
    expect(sink.hits).toHaveLength(3)
    expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'circuit-open', failures: 3, until: expect.any(Number) })
    await bench.pass(52 * SECOND)
    // The probe failed: closed for twice as long.
    expect(sink.hits).toHaveLength(4)
    await bench.pass(110 * SECOND)
    expect(sink.hits).toHaveLength(4)
    sink.answer = status(200)
    await bench.pass(12 * SECOND)
    expect(sink.hits.length).toBeGreaterThan(4)
    await bench.pass(MIN)
    expect(bench.results.filter(result => result.row.state === 'delivered')).toHaveLength(30)
    expect(sink.hits).toHaveLength(34)
    expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'active', failures: 0, failingSince: null })
  })

  test('failing: told when it begins and when it is over, not at each attempt; everything goes out as before', async () => {
    const sink = await sinkOf(status(500))
    const told: string[] = []
    const endpoint = endpointOf(1, sink.url, { retry: { delaysSeconds: [60, 60], jitter: 0 } })
    const bench = benchOf({ deps: { onSendingChanged: () => void told.push(bench.engine.sending(endpoint).state) } })
    bench.config.put(endpoint)
    await bench.engine.start()
    await bench.send(1)
    await bench.pass(70 * SECOND)
    expect(sink.hits).toHaveLength(2)
    expect(told).toEqual(['failing'])
    expect(bench.engine.sending(endpoint)).toMatchObject({ reason: 'The last attempt failed.', failures: 2 })
    sink.answer = status(200)
    await bench.pass(MIN)
    expect(told).toEqual(['failing', 'active'])
  })

  test('disabled by 410: one dead letter, the others stay pending; Enable delivers them', async () => {
    const sink = await sinkOf(status(410))
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { concurrency: 1 }))
    await bench.engine.start()
    const first = await bench.send(1)
    const second = await bench.send(1)
    await bench.pass(HOUR)
    expect([(await bench.get(first)).state, (await bench.get(second)).state]).toEqual(['failed', 'pending'])
    expect(bench.config.endpoint(1)).toMatchObject({ enabled: false, disabledReason: 'It answered 410 Gone.' })
    sink.answer = status(200)
    await bench.engine.forgive(1)
    bench.config.put(endpointOf(1, sink.url))
    await bench.pass(10)
    expect((await bench.get(second)).state).toBe('delivered')
  })

  test('disabled by itself after sustained failure, with word of it at each step before', async () => {
    const sink = await sinkOf(status(500))
    const shares: [number, number][] = []
    const bench = benchOf({ deps: { onOutcome: ({ health }) => void (health && shares.push([health.before, health.share])) } })
    bench.config.put(
      endpointOf(1, sink.url, { autoDisable: { afterHours: null, afterFailures: 20 }, concurrency: 1, retry: { preset: 'none' } }),
    )
    await bench.engine.start()
    for (let i = 0; i < 25; i++) await bench.send(1)
    await bench.pass(10)
    expect(sink.hits).toHaveLength(20)
    expect(shares).toEqual(Array.from({ length: 20 }, (_, i) => [i / 20, (i + 1) / 20]))
    expect(bench.config.endpoint(1)).toMatchObject({ enabled: false, disabledReason: '20 of 20 attempts in a row failed.' })
  })

  test('deleted: pending ones are cancelled, history keeps name and URL', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { paused: true, name: 'Shop' }))
    await bench.engine.start()
    const id = await bench.send(1)
    bench.config.drop(1)
    await bench.store.write.cancelForEndpoint({ endpointId: 1, now: bench.clock.now() })
    await bench.pass(HOUR)
    expect(await bench.get(id)).toMatchObject({ state: 'cancelled', endpointName: 'Shop', url: sink.url })
    expect(sink.hits).toHaveLength(0)
  })

  test('secret rotated: both sign during the overlap; a scheme that can’t signs with the new one only', async () => {
    const sink = await sinkOf()
    const bench = benchOf()
    const end = bench.clock.now() + HOUR
    const keys = ['old', 'new'].map(text => `whsec_${Buffer.from(text.padEnd(32, '-')).toString('base64')}`)
    const secrets = [secret('sec_1', keys[0] ?? '', end), secret('sec_2', keys[1] ?? '')]
    bench.config.put(endpointOf(1, sink.url, { scheme: 'standard-webhooks/v1', secrets }))
    bench.config.put(endpointOf(2, sink.url, { scheme: 'github/sha256', secrets }))
    await bench.engine.start()
    const signatures = async (endpoint: number, header: string) => {
      await bench.send(endpoint)
      await bench.pass(10)
      return String(sink.hits.at(-1)?.headers[header]).split(' ')
    }
    expect(await signatures(1, 'webhook-signature')).toHaveLength(2)
    const [both] = await signatures(2, 'x-hub-signature-256')
    await bench.pass(2 * HOUR)
    expect(await signatures(1, 'webhook-signature')).toHaveLength(1)
    // GitHub's has no time in it: the same body and key give the same signature.
    expect(await signatures(2, 'x-hub-signature-256')).toEqual([both])
  })

  test('manual retry of a dead letter: one attempt now, and failure goes straight back to failed', async () => {
    const sink = await sinkOf(status(500))
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { retry: { delaysSeconds: [1], jitter: 0 } }))
    await bench.engine.start()
    const id = await bench.send(1)
    await bench.pass(MIN)
    await bench.store.write.retryDelivery({ id, now: bench.clock.now() })
    bench.engine.wake([1])
    await bench.pass(HOUR)
    expect(await bench.get(id)).toMatchObject({ state: 'failed', attemptCount: 3, reason: 'http-500' })
  })

  test('ordered mode: the head blocks at most its time, then is a dead letter and the queue goes on in order', async () => {
    const sink = await sinkOf((hit, response) => void response.writeHead(hit.body.toString() === '0' ? 500 : 200).end())
    const bench = benchOf()
    bench.config.put(endpointOf(1, sink.url, { ordered: true, retry: { preset: 'default', jitter: 0 } }))
    await bench.engine.start()
    const ids: number[] = []
    for (let i = 0; i < 10; i++) ids.push(await bench.send(1, { body: { bytes: new TextEncoder().encode(String(i)) } }))
    await bench.pass(HOUR - 1)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['0', '0', '0', '0'])
    await bench.pass(1)
    await bench.pass(30 * SECOND)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['0', '0', '0', '0', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    expect(await bench.get(ids[0] ?? 0)).toMatchObject({ state: 'failed', reason: 'expired' })

    // Its manual retry does not block them again.
    await bench.store.write.retryDelivery({ id: ids[0] ?? 0, now: bench.clock.now() })
    const next = await bench.send(1, { body: { bytes: new TextEncoder().encode('next') } })
    await bench.pass(10)
    expect((await bench.get(ids[0] ?? 0)).state).toBe('failed')
    expect((await bench.get(next)).state).toBe('delivered')
  })

  test.each([
    [
      'paused',
      async (bench: ReturnType<typeof openBench>, endpoint: EndpointConfig) => {
        bench.config.put({ ...endpoint, paused: true })
        await bench.pass(8 * HOUR)
        bench.config.put(endpoint)
      },
    ],
    ['asleep', async (bench: ReturnType<typeof openBench>) => bench.clock.sleep(8 * HOUR)],
  ])('ordered mode: while its Endpoint is paused or the machine asleep (%s), the head uses up no time', async (_, lieStill) => {
    const sink = await sinkOf(status(500))
    const bench = benchOf()
    const endpoint = endpointOf(1, sink.url, { ordered: true, retry: { preset: 'default', jitter: 0 } })
    bench.config.put(endpoint)
    await bench.engine.start()
    const start = bench.clock.now()
    const id = await bench.send(1)
    // Tried at 0, 1 and 6 min; the next is due at 36 min.
    await bench.pass(10 * MIN)
    await lieStill(bench, endpoint)
    await bench.pass(31_000)
    expect(await bench.get(id)).toMatchObject({ state: 'pending', attemptCount: 4 })
    await bench.pass(2 * HOUR)
    const { attempts, state, reason } = await bench.get(id)
    const fourth = attempts[3]?.at ?? 0
    expect(attempts.map(({ at }) => at - start)).toEqual([0, MIN, 6 * MIN, fourth - start, fourth - start + 24 * MIN])
    expect({ state, reason }).toEqual({ state: 'failed', reason: 'expired' })
  })

  test('Retry-After: the wait is the longer of schedule and header, at most 24 h, and 429 and 503 pause the Endpoint', async () => {
    const sink = await sinkOf(status(503, { 'Retry-After': String(48 * 3600) }))
    const endpoint = endpointOf(1, sink.url, { concurrency: 1, retry: { delaysSeconds: [60, 60], jitter: 0 } })
    const bench = benchOf()
    bench.config.put(endpoint)
    await bench.engine.start()
    const start = bench.clock.now()
    const id = await bench.send(1)
    await bench.pass(10)
    const other = await bench.send(1)
    await bench.pass(23 * HOUR)
    expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'throttled', until: start + 24 * HOUR })
    expect((await bench.get(other)).attemptCount).toBe(0)
    sink.answer = status(500, { 'Retry-After': '7200' })
    await bench.pass(2 * HOUR)
    // Elsewhere than on 429 and 503 it says nothing.
    const delays = (await bench.get(id)).attempts.map(attempt => Math.round((attempt.at - start) / MIN))
    expect(delays).toEqual([0, 24 * 60, 24 * 60 + 1])
  })

  test('crash: a lease names the run; at start every delivering row is pending again, in its old place', async () => {
    const sink = await sinkOf()
    const clock = new FakeClock()
    const config = memoryConfig()
    config.put(endpointOf(1, sink.url, { ordered: true }))
    const crashed = openBench({ clock, config })
    const body = (i: number) => ({ body: { bytes: new TextEncoder().encode(String(i)) } })
    for (let i = 0; i < 5; i++) {
      await crashed.send(1, body(i))
      clock.advance(1)
    }
    await crashed.store.write.leaseDue({ endpointId: 1, now: clock.now(), limit: 2, run: 'run-1', ordered: true })
    crashed.store.close()
    clock.advance(5000)
    const bench = benchOf({ clock, config, dataDir: crashed.store.dataDir, run: 'run-2' })
    await bench.engine.start()
    await bench.pass(10)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['0', '1', '2', '3', '4'])
  })

  test('clock: put forward by 8 h with a backlog there is no storm and the order is kept; set back, nobody waits longer than planned', async () => {
    const dead = await sinkOf(status(500))
    const healthy = await sinkOf()
    const bench = benchOf()
    bench.config.put(endpointOf(1, dead.url, { concurrency: 2, circuit: { afterFailures: 1, openSeconds: 1 } }))
    bench.config.put(endpointOf(2, healthy.url, { concurrency: 2, paused: true }))
    await bench.engine.start()
    for (let i = 0; i < 40; i++) {
      const body = { bytes: new TextEncoder().encode(String(i)) }
      await bench.send(2, { body })
      if (i < 5) await bench.send(1, { body })
      bench.clock.advance(1)
    }
    await bench.pass(10)
    bench.clock.sleep(8 * HOUR)
    bench.config.put(endpointOf(2, healthy.url, { concurrency: 2 }))
    await bench.pass(2 * SECOND)
    expect(healthy.hits.length).toBeLessThanOrEqual(8)
    await bench.pass(30 * SECOND)
    expect(healthy.hits).toHaveLength(40)
    const rounds = healthy.hits.map(hit => Math.floor(Number(hit.body.toString()) / 2))
    expect(rounds).toEqual([...rounds].sort((a, b) => a - b))
    // The dead one was probed, one at a time.
    expect(dead.hits.length).toBeLessThan(12)

    bench.config.put(endpointOf(3, dead.url))
    const id = await bench.send(3)
    await bench.pass(10)
    bench.clock.setWall(bench.clock.now() - 5 * HOUR)
    await bench.pass(MIN + 31 * SECOND)
    expect((await bench.get(id)).attemptCount).toBe(2)
  })
})

test('a restart forgives nothing: an open circuit stays open, and the row of failures goes on', async () => {
  const sink = await sinkOf(status(500))
  const clock = new FakeClock()
  const config = memoryConfig()
  const endpoint = endpointOf(1, sink.url, { circuit: { afterFailures: 2, openSeconds: 600 }, concurrency: 1 })
  config.put(endpoint)
  const first = openBench({ clock, config })
  await first.engine.start()
  for (let i = 0; i < 5; i++) await first.send(1)
  await first.pass(10)
  await first.engine.stop()
  first.store.close()
  const bench = benchOf({ clock, config, dataDir: first.store.dataDir, run: 'run-2' })
  await bench.engine.start()
  await bench.pass(5 * MIN)
  expect(sink.hits).toHaveLength(2)
  expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'circuit-open', failures: 2 })
  // A person may want to know at once.
  await bench.engine.probe(1)
  await bench.pass(10)
  expect(sink.hits).toHaveLength(3)
  expect(bench.engine.sending(endpoint)).toMatchObject({ state: 'circuit-open', failures: 3 })
  await bench.engine.forgive(1)
  expect(bench.engine.sending(endpoint)).toMatchObject({ failures: 0, failingSince: null })
})

test('a forward of a request goes through the same: paused, then as it came', async () => {
  const sink = await sinkOf()
  const bench = benchOf()
  bench.config.putSource(sourceOf(2, { forwardTo: [1] }))
  bench.config.put(endpointOf(1, sink.url, { paused: true }))
  await bench.engine.start()
  const requestId = storeRequest(bench.store, bench.clock, { sourceId: 2, target: '/source-2/x' })
  const target = { name: 'a', url: sink.url, local: true }
  const forward = { requestId, endpointId: 1, target, path: '/x', method: 'POST', eventType: null, size: 7, now: bench.clock.now() }
  await bench.store.write.createForward(forward)
  bench.engine.wake([1])
  await bench.pass(MIN)
  expect(sink.hits).toHaveLength(0)
  bench.config.put(endpointOf(1, sink.url))
  await bench.pass(10)
  expect(sink.hits.map(hit => hit.url)).toEqual(['/x'])
})
