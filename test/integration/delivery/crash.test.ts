import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { openStore } from '../../support/delivery/bench.ts'
import { openSink } from '../../support/delivery/sink.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const DELIVERIES = 2000
/** `CRASH_ROUNDS=30` is the long run; each round is a process of its own, so the short one is what every change has to pass. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? '5')
/** How many Deliveries a round makes before it is killed, about. */
const SHARE = Math.floor(DELIVERIES / (ROUNDS + 1))

test(`kill -9 at ${ROUNDS} random moments: nothing is lost, only what was in flight is repeated`, {
  timeout: 30_000 + ROUNDS * 15_000,
}, async () => {
  const sink = await openSink()
  closing.push(sink.close)
  const store = openStore({ now: Date.now })
  closing.push(store.remove)
  const target = { name: 'Sink', url: sink.url, local: true }
  store.db.exec('BEGIN')
  for (let i = 0; i < DELIVERIES; i++) {
    await store.write.createMessage({
      kind: 'composed',
      requestId: null,
      eventType: 'e',
      method: 'POST',
      path: '',
      headers: [],
      sign: { mode: 'endpoint' },
      body: { bytes: new TextEncoder().encode(String(i)) },
      idempotency: null,
      targets: [{ endpointId: 1, target }],
      now: Date.now(),
    })
  }
  store.db.exec('COMMIT')
  store.close()

  const start = (run: string): ChildProcess => {
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('../../support/delivery/crash-child.ts', import.meta.url)),
      store.dataDir,
      sink.url,
      run,
    ])
    closing.push(() => child.kill('SIGKILL'))
    return child
  }
  let inFlight = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const child = start(`run-${round}`)
    const exited = once(child, 'exit')
    // After so many arrivals, which is at any point between a lease and its end.
    await sink.received(sink.hits.length + 1 + Math.floor(Math.random() * SHARE))
    child.kill('SIGKILL')
    await exited
    // What the dead process had leased is all that can be sent once more.
    const left = openStore({ now: Date.now }, store.dataDir)
    inFlight += Number(left.db.prepare("SELECT count(*) FROM deliveries WHERE state = 'delivering'").pluck().get())
    left.close()
  }
  const last = start('last')
  if (last.stdout) await once(last.stdout, 'data')
  last.kill('SIGKILL')
  await once(last, 'exit')

  const after = openStore({ now: Date.now }, store.dataDir)
  closing.push(after.close)
  const states = after.db.prepare('SELECT state, count(*) AS count FROM deliveries GROUP BY state').all()
  expect(states).toEqual([{ state: 'delivered', count: DELIVERIES }])
  expect(new Set(sink.hits.map(hit => hit.body.toString())).size).toBe(DELIVERIES)
  const repeated = sink.hits.length - DELIVERIES
  expect(repeated).toBeLessThanOrEqual(inFlight)
  expect(after.db.prepare('SELECT count(*) FROM attempts').pluck().get()).toBe(DELIVERIES)
  if (process.env['CRASH_ROUNDS'])
    process.stdout.write(`${ROUNDS} kills, ${DELIVERIES} deliveries, ${repeated} repeated of ${inFlight} in flight\n`)
})
