import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startCore } from '#app/core.ts'
import { nodePorts } from '#node/ports.ts'
import { ready, SECRET } from './common.ts'

/** The whole core with everything on: fsync before 2xx, verification, event keys, duplicates; `--forward <url>` adds a forward of each. */
const dataDir = mkdtempSync(join(tmpdir(), 'hookbench-bench-'))
const entry = new URL('../../../src-main/headless.ts', import.meta.url).href
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error: (event: string, fields?: unknown) => process.stderr.write(`${event} ${JSON.stringify(fields)}\n`),
}
const ports = { ...nodePorts(entry, dataDir), log: quiet }
const core = await startCore(
  {
    receiverHost: '127.0.0.1',
    receiverPort: 0,
    version: 'bench',
    capabilities: { tray: false, openAtLogin: false },
    onFatal: message => {
      throw new Error(message)
    },
  },
  ports,
)

const [, sinkUrl] = process.argv.slice(2)
const forwardTo = sinkUrl ? [(await core.services['endpoints.save']({ url: sinkUrl })).id] : []
await core.services['sources.save']({ name: 'GitHub', slug: 'gh', provider: 'github', secrets: [SECRET], forwardTo })
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
ready({ url: `${core.receiverUrl}/gh` }, async () => {
  const loop = { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }
  process.stdout.write(`${JSON.stringify({ loop })}\n`)
  await core.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
