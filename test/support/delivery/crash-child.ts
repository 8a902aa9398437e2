import { deliveryStore } from '#app/delivery-store.ts'
import { createSigner } from '#app/services/signer.ts'
import { createDeliveryEngine } from '#delivery/engine.ts'
import { pause } from '#delivery/pause.ts'
import { createSender } from '#delivery/sender.ts'
import { endpointOf, memoryConfig, openStore } from './bench.ts'

/** A process that delivers from a data folder until it is killed; says `idle` when nothing is left. */
const [dataDir = '', url = '', run = ''] = process.argv.slice(2)
const clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  timer: (ms: number, action: () => void) => {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const config = memoryConfig()
config.put(endpointOf(1, url))
const store = deliveryStore(openStore(clock, dataDir))
const engine = createDeliveryEngine({
  crowded: () => false,
  store,
  config,
  clock,
  random: { next: Math.random },
  log: quiet,
  run,
  signer: createSigner({ open: async sealed => sealed }),
  sender: createSender({ clock }),
  onOutcome() {},
  disableEndpoint: async () => {},
})
await engine.start()
// After a slow round what waits is let go over a ramp, so that nothing under way is not yet nothing left.
while ((await store.dueHeads({ endpointIds: [1] })).length > 0) {
  await pause(clock, 20)
  await engine.settled()
}
await engine.settled()
process.stdout.write('idle\n')
