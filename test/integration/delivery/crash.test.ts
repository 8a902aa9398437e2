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

const DELIVERIES = 600
const KILLS = 4
/** Attempts that may be made and not yet on disk: the endpoint's places, and what is leased ahead of them. */
const IN_FLIGHT = 8 + 128

test('kill -9 in the middle of sending: nothing is lost, only what was in flight is repeated', async () => {
  const sink = await openSink()
  closing.push(sink.close)
  const store = openStore({ now: Date.now })
  closing.push(store.remove)
  const target = { name: 'Sink', url: sink.url, local: true }
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
  for (let kill = 1; kill <= KILLS; kill++) {
    const child = start(`run-${kill}`)
    const exited = once(child, 'exit')
    await sink.received(sink.hits.length + 50)
    child.kill('SIGKILL')
    await exited
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
  expect(sink.hits.length).toBeLessThanOrEqual(DELIVERIES + KILLS * IN_FLIGHT)
  expect(after.db.prepare('SELECT count(*) FROM attempts').pluck().get()).toBe(DELIVERIES)
})
