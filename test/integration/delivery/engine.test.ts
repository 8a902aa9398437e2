import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { endpointOf, memoryConfig, openBench, storeRequest } from '../../support/delivery/bench.ts'
import { closingAfterEach } from '../../support/delivery/closing.ts'
import { turns } from '../../support/delivery/sending.ts'
import { status } from '../../support/delivery/sink.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const { benchOf, sinkOf } = closingAfterEach(status(200))
/** Waits for something that real sockets bring about. */
async function until(true_: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await true_())) await new Promise(resolve => setImmediate(resolve))
}

test('never more attempts at once than the endpoint allows, and all get their turn', async () => {
  const open: ServerResponse[] = []
  let most = 0
  const sink = await sinkOf((_, response) => {
    open.push(response)
    most = Math.max(most, open.length)
  })
  const bench = benchOf()
  bench.config.put(endpointOf(1, sink.url, { concurrency: 3 }))
  await bench.engine.start()
  const ids = []
  for (let i = 0; i < 10; i++) ids.push(await bench.send(1))
  for (let answered = 0; answered < 10; answered++) {
    await until(() => open.length === Math.min(3, 10 - answered))
    open.shift()?.end()
  }
  await bench.engine.settled()
  expect(most).toBe(3)
  expect(sink.hits).toHaveLength(10)
  for (const id of ids) expect((await bench.get(id)).state).toBe('delivered')
})

test('a dead, a hanging and a dripping endpoint do not delay a healthy one', async () => {
  const hanging = await sinkOf(() => {})
  const dead = await sinkOf(status(500))
  const dripping = await sinkOf((_, response) => void response.writeHead(200).write('.'))
  const healthy = await sinkOf(status(200))
  const bench = benchOf()
  bench.config.put(endpointOf(1, hanging.url, { concurrency: 2 }))
  bench.config.put(endpointOf(2, dead.url))
  bench.config.put(endpointOf(3, healthy.url))
  bench.config.put(endpointOf(4, dripping.url, { concurrency: 2 }))
  await bench.engine.start()
  for (let i = 0; i < 100; i++) for (const endpoint of [1, 2, 3, 4]) await bench.send(endpoint)
  // The clock stands still: whatever the two others hold up, the healthy one needs no time to pass.
  await healthy.received(100)
  await until(() => bench.results.filter(result => result.endpointId === 3).length === 100)
  expect([hanging.hits.length, dripping.hits.length]).toEqual([2, 2])
  expect(bench.results.filter(result => result.endpointId === 1)).toHaveLength(0)
})

test('a rate limit spreads attempts over time', async () => {
  const sink = await sinkOf()
  const bench = benchOf()
  bench.config.put(endpointOf(1, sink.url, { rateLimit: { perSecond: 2 } }))
  await bench.engine.start()
  for (let i = 0; i < 6; i++) await bench.send(1)
  await bench.pass(1)
  expect(sink.hits).toHaveLength(1)
  await bench.pass(498)
  expect(sink.hits).toHaveLength(1)
  await bench.pass(1)
  expect(sink.hits).toHaveLength(2)
  await bench.pass(1500)
  expect(sink.hits).toHaveLength(5)
  await bench.pass(10_000)
  expect(sink.hits).toHaveLength(6)
})

test('the store is not asked for endpoints that are closed or have nothing due', async () => {
  const sink = await sinkOf()
  const asked: number[] = []
  const bench = benchOf({
    override: real => ({
      leaseDue: input => {
        asked.push(input.endpointId)
        return real.leaseDue(input)
      },
    }),
  })
  bench.config.put(endpointOf(1, sink.url, { enabled: false }))
  bench.config.put(endpointOf(2, sink.url))
  await bench.engine.start()
  await bench.send(1)
  await bench.send(2)
  await bench.pass(3_600_000)
  expect(asked.filter(id => id === 1)).toHaveLength(0)
  expect(asked.filter(id => id === 2).length).toBeLessThan(6)
  expect(sink.hits).toHaveLength(1)
})

test('what was leased ahead is given back when the receiver asks for quiet, and none is lost', async () => {
  const sink = await sinkOf((_, response, count) => void response.writeHead(count === 20 ? 429 : 200, { 'Retry-After': '60' }).end())
  const bench = benchOf()
  bench.config.put(endpointOf(1, sink.url, { concurrency: 2 }))
  const ids: number[] = []
  for (let i = 0; i < 60; i++) ids.push(await bench.send(1))
  await bench.engine.start()
  await bench.pass(59_000)
  expect(sink.hits.length).toBeLessThanOrEqual(21)
  expect(
    (
      await bench.store.read.listDeliveries({
        state: 'delivering',
        endpointId: null,
        reason: null,
        since: null,
        until: null,
        requestId: null,
        before: null,
        limit: 1,
      })
    ).rows,
  ).toEqual([])
  await bench.pass(10_000)
  expect(sink.hits).toHaveLength(61)
  const states = await Promise.all(ids.map(bench.get))
  expect(states.every(({ state }) => state === 'delivered')).toBe(true)
  expect(states.reduce((sum, { attemptCount }) => sum + attemptCount, 0)).toBe(61)
})

test.each([{ paused: true }, { enabled: false }])(
  'what was leased ahead goes back at once when the endpoint is %j, not when an attempt ends',
  async shut => {
    const open: ServerResponse[] = []
    const sink = await sinkOf((_, response) => void open.push(response))
    const bench = benchOf()
    const endpoint = endpointOf(1, sink.url, { ordered: true })
    bench.config.put({ ...endpoint, paused: true })
    await bench.engine.start()
    const ids: number[] = []
    for (let i = 0; i < 5; i++) ids.push(await bench.send(1))
    const states = async () => (await Promise.all(ids.map(bench.get))).map(({ state }) => state)
    bench.config.put(endpoint)
    await sink.received(1)
    expect(await states()).toEqual(new Array(5).fill('delivering'))

    bench.config.put({ ...endpoint, ...shut })
    await turns()
    expect(await states()).toEqual(['delivering', ...new Array(4).fill('pending')])
    // So a person can cancel them, and they are not sent later.
    await bench.store.write.cancelForEndpoint({ endpointId: 1, now: bench.clock.now() })
    bench.config.put(endpoint)
    open[0]?.end()
    await bench.pass(60_000)
    expect(await states()).toEqual(['delivered', ...new Array(4).fill('cancelled')])
    expect(sink.hits).toHaveLength(1)
  },
)

test('a stop waits for attempts under way', async () => {
  const open: ServerResponse[] = []
  const sink = await sinkOf((_, response) => void open.push(response))
  const config = memoryConfig()
  config.put(endpointOf(1, sink.url))
  const clock = new FakeClock()
  const bench = openBench({ config, clock })
  await bench.engine.start()
  const id = await bench.send(1)
  await sink.received(1)
  const stopped = bench.engine.stop()
  open[0]?.end()
  await stopped
  expect(await bench.get(id)).toMatchObject({ state: 'delivered', attemptCount: 1 })
  bench.store.close()
  bench.store.remove()
})

test('a stop gives back what does not end in time: due at once, no try counted', async () => {
  const sink = await sinkOf(() => {})
  const bench = openBench()
  bench.config.put(endpointOf(1, sink.url))
  await bench.engine.start()
  const id = await bench.send(1)
  await sink.received(1)
  const due = bench.clock.now()
  const stopped = bench.engine.stop()
  bench.clock.advance(3000)
  await stopped
  expect(await bench.get(id)).toMatchObject({ state: 'pending', attemptCount: 0, nextAttemptAt: due })
  bench.store.close()
  bench.store.remove()
})

test('an attempt that could not be written down is not made again: writing is tried again', async () => {
  const sink = await sinkOf()
  let failures = 2
  const bench = benchOf({
    override: real => ({
      finishAttempts: input => (failures-- > 0 ? Promise.reject(new Error('disk full')) : real.finishAttempts(input)),
    }),
  })
  bench.config.put(endpointOf(1, sink.url))
  await bench.engine.start()
  const id = await bench.send(1)
  await until(() => bench.logged.filter(line => line.event === 'delivery.write_failed').length === 1)
  bench.clock.advance(1000)
  await until(() => bench.logged.filter(line => line.event === 'delivery.write_failed').length === 2)
  bench.clock.advance(1000)
  await bench.engine.settled()
  expect(await bench.get(id)).toMatchObject({ state: 'delivered', attemptCount: 1 })
  expect(sink.hits).toHaveLength(1)
})

test('bodies of every size arrive byte for byte', async () => {
  const sink = await sinkOf()
  const bench = benchOf()
  bench.config.put(endpointOf(1, sink.url))
  await bench.engine.start()
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const expected: string[] = []
  for (const size of [0, 1, 16 * 1024, 16 * 1024 + 1, 256 * 1024, 256 * 1024 + 1, 3_000_000]) {
    const bytes = new Uint8Array(randomBytes(size))
    expected.push(hash(bytes))
    await bench.send(1, { body: { bytes } })
    const requestId = storeRequest(bench.store, bench.clock, { body: bytes })
    expected.push(hash(bytes))
    await bench.send(1, { kind: 'resend', requestId, body: { requestId, size }, sign: { mode: 'as-received', edited: false } })
  }
  await bench.pass(10)
  expect(sink.hits.map(hit => hash(hit.body)).sort()).toEqual(expected.sort())
})

test('a message whose body is gone is a dead letter that says so', async () => {
  const sink = await sinkOf()
  const bench = benchOf()
  bench.config.put(endpointOf(1, sink.url, { enabled: false }))
  await bench.engine.start()
  const requestId = storeRequest(bench.store, bench.clock)
  const id = await bench.send(1, { kind: 'resend', requestId, body: { requestId, size: 7 }, sign: { mode: 'as-received', edited: false } })
  bench.store.db.prepare('DELETE FROM requests WHERE id = ?').run(requestId)
  bench.config.put(endpointOf(1, sink.url))
  await bench.pass(10)
  const { state, attempts } = await bench.get(id)
  expect(state).toBe('failed')
  expect(attempts[0]?.error).toBe('Not sent: its body is no longer stored. Send a new one.')
  expect(sink.hits).toHaveLength(0)
})

test('an attempt keeps what was sent and what came back', async () => {
  const sink = await sinkOf(status(503, { 'X-Reason': 'tired', 'Set-Cookie': 'a=b' }, 'später'))
  const bench = benchOf()
  bench.config.put(endpointOf(1, sink.url))
  await bench.engine.start()
  const id = await bench.send(1)
  await bench.pass(10)
  const [attempt] = (await bench.get(id)).attempts
  expect(attempt).toMatchObject({ status: 503, error: null, responseBody: 'später' })
  expect(attempt?.responseHeaders).toContainEqual(['X-Reason', 'tired'])
  expect(attempt?.requestHeaders.flat()).toEqual(sink.hits[0]?.rawHeaders)
})
