import { performance } from 'node:perf_hooks'
import { deliveryStore } from '#app/delivery-store.ts'
import { createSigner } from '#app/services/signer.ts'
import { createDeliveryEngine } from '#delivery/engine.ts'
import { createSender } from '#delivery/sender.ts'
import { healthy } from '#domain/delivery/health.ts'
import { endpointOf, memoryConfig, openStore } from '../support/delivery/bench.ts'
import { openSink } from '../support/delivery/sink.ts'

/**
 * What a million pending Deliveries cost: `node pending.ts <count>` puts them on a paused, a dead and a healthy Endpoint (the healthy one
 * has a hundredth) and tells how long a pick takes, and how long a start until the first Delivery arrives. One line of JSON.
 */
const count = Number(process.argv[2] ?? 1_000_000)
const [PAUSED, DEAD, HEALTHY] = [1, 2, 3]
const PICKS = 2000
const clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  timer: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
const store = openStore(clock)
const { db } = store
const sink = await openSink()
const now = clock.now()
const insertMessage = db.prepare(
  `INSERT INTO messages (id, kind, event_type, method, path, headers_json, sign_json, size, body_owner, created_at)
   VALUES (?, 'composed', 'bench', 'POST', '', '[]', '{"mode":"endpoint"}', 2, ?, ?)`,
)
const insertChunk = db.prepare('INSERT INTO chunks (owner, n, bytes) VALUES (?, 0, ?)')
const insert = db.prepare(
  `INSERT INTO deliveries (id, message_id, endpoint_id, target_json, state, next_attempt_at, created_at, updated_at)
   VALUES (?, ?, ?, '{"name":"bench","url":"http://127.0.0.1/","local":true}', 'pending', ?, ?, ?)`,
)
db.transaction(() => {
  const message = store.mint()
  insertMessage.run(message, message, now)
  insertChunk.run(message, Buffer.from('{}'))
  for (let i = 0; i < count; i++) {
    const endpoint = i % 100 === 0 ? HEALTHY : i % 2 === 0 ? PAUSED : DEAD
    insert.run(store.mint(), message, endpoint, now, now, now)
  }
})()
db.pragma('wal_checkpoint(TRUNCATE)')

const picks: number[] = []
// One transaction for all: what a commit takes is the disk's, and the same however much is pending.
db.exec('BEGIN')
for (let i = 0; i < PICKS; i++) {
  const began = performance.now()
  const { rows } = await store.write.leaseDue({ endpointId: HEALTHY, now, limit: 8, run: 'pick', ordered: i % 2 === 1 })
  await store.read.dueHeads({ endpointIds: [HEALTHY] })
  picks.push(performance.now() - began)
  await store.write.releaseLeases({ ids: rows.map(([, id]) => id), run: 'pick', now })
}
db.exec('COMMIT')
const median = picks.toSorted((a, b) => a - b)[PICKS / 2] ?? 0
await store.write.saveHealth({
  endpointId: DEAD,
  health: { ...healthy, failures: 20, failingSince: now, failedAt: now, openUntil: now + 3_600_000, opens: 3, throttledUntil: null },
})
store.close()

const began = performance.now()
const again = openStore(clock, store.dataDir)
const config = memoryConfig()
config.put(endpointOf(PAUSED, sink.url, { paused: true }))
config.put(endpointOf(DEAD, 'http://127.0.0.1:9/', { circuit: { afterFailures: 3, openSeconds: 3600 } }))
config.put(endpointOf(HEALTHY, sink.url))
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const engine = createDeliveryEngine({
  crowded: () => false,
  store: deliveryStore(again),
  config,
  clock,
  random: { next: Math.random },
  log: quiet,
  run: 'start',
  signer: createSigner({ open: async sealed => sealed }),
  sender: createSender({ clock }),
  onOutcome() {},
  disableEndpoint: async () => {},
})
await engine.start()
await sink.received(1)
const startMs = performance.now() - began
await engine.stop()
again.close()
again.remove()
await sink.close()
process.stdout.write(`${JSON.stringify({ count, pickMs: median, startMs })}\n`)
process.exit(0)
