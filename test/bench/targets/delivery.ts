import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCore } from '#app/core.ts'
import { nodePorts } from '#node/ports.ts'
import { benchBody, ready, WARM_UP } from './common.ts'

/**
 * Signed, persisted deliveries: so many Messages are made while the Endpoint is paused, then it is let go and the time until the sink
 * has them all is told, after a first round that warms up the compiler. Run as
 * `node delivery.ts <sink url> <deliveries> <bytes> [still|beside <url of another Endpoint with as many> ..]`: `still` leaves the others
 * paused, so that what is stored is the same as `beside` them and only what is sent differs.
 */
const [url = '', count = '10000', bytes = '2048', how = 'beside', ...others] = process.argv.slice(2)
const dataDir = mkdtempSync(join(tmpdir(), 'hookbench-bench-'))
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error: (event: string, fields?: unknown) => process.stderr.write(`${event} ${JSON.stringify(fields)}\n`),
}
const entry = new URL('../../../src-main/headless.ts', import.meta.url).href
const core = await startCore(
  {
    receiverHost: '127.0.0.1',
    receiverPort: 0,
    version: 'bench',
    capabilities: { tray: false, openAtLogin: false },
    onFatal: message => quiet.error(message),
  },
  { ...nodePorts(entry, dataDir), log: quiet },
)
const body = benchBody(Number(bytes)).toString()
const common = { scheme: 'standard-webhooks', paused: true, concurrency: 64 }
const measured = await core.services['endpoints.save']({ url, name: 'measured', ...common })
const rest = await Promise.all(
  others.map((other, i) => core.services['endpoints.save']({ url: other, name: `other ${i}`, ...common, local: true })),
)
const ids = [measured.id, ...rest.map(endpoint => endpoint.id)]

const pause = async (endpointIds: readonly string[], paused: boolean) => {
  for (const id of endpointIds) await core.services['endpoints.save']({ id, paused })
}

/**
 * Makes Messages for the Endpoints and lets those of `go` go.
 * @returns what it took from there until the measured one had all: seconds, and CPU in ms.
 */
async function deliver(messages: number, endpointIds: readonly string[], go = endpointIds): Promise<{ seconds: number; cpuMs: number }> {
  await pause(endpointIds, true)
  const send = () => core.services['messages.send']({ endpointIds: [...endpointIds], eventType: 'bench.event', body })
  for (let made = 0; made < messages; made += 500) await Promise.all(Array.from({ length: Math.min(500, messages - made) }, send))
  const done = Promise.withResolvers<void>()
  let delivered = 0
  const subscription = core.hub.subscribe({ topics: ['delivery.changed'] }, event => {
    if (event.type !== 'delivery.changed') return
    for (const row of event.rows) if (row.endpointId === measured.id && row.state === 'delivered') delivered += 1
    if (delivered >= messages) done.resolve()
  })
  const began = process.hrtime.bigint()
  const cpu = process.cpuUsage()
  await pause(go, false)
  await done.promise
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  const used = process.cpuUsage(cpu)
  subscription.close()
  return { seconds, cpuMs: (used.user + used.system) / 1000 }
}

await deliver(WARM_UP, [measured.id])
const delivered = Number(count)
const { seconds, cpuMs } = await deliver(delivered, ids, how === 'still' ? [measured.id] : ids)
// All threads of the process: on a machine that is shared this tells more than the time does.
ready({ delivered, seconds, perSecond: Math.round(delivered / seconds), cpuMs: cpuMs / delivered }, async () => {
  await core.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
