import { spawnSync } from 'node:child_process'
import { startHost } from '../e2e/support/host.ts'
import { root } from '../support/run-node.ts'
import { copyOf, memoryMiB, seededFolder } from '../support/seeded/folder.ts'
import { measureCaptures } from './million/captures.ts'
import { measureReads, measureScans } from './million/reads.ts'
import { report, reported, reportMachine, spread } from './million/report.ts'
import { measureSlices } from './million/slices.ts'
import { measureWindow } from './million/window.ts'

/**
 * What a million stored Requests cost: `node test/bench/million.bench.ts [part ..]`, parts: reads, scans, slices, start, window, live, captures.
 * The built host on a copy of a seeded data folder (`test/support/seeded`; made once, which takes some minutes, and kept in `.cache`).
 * `BENCH_ROWS` and `BENCH_SEED` choose another one. Prints a table (`!` = beyond the budget) and, last, one line of JSON.
 */
const rows = Number(process.env['BENCH_ROWS'] ?? '1000000')
const seed = Number(process.env['BENCH_SEED'] ?? '1')
const parts = new Set(process.argv.slice(2))
const wanted = (part: string): boolean => parts.size === 0 || parts.has(part)

if (spawnSync('npx', ['electron-vite', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
  throw new Error('The build failed, so there is nothing to measure.')

const folder = await seededFolder(rows, seed)
const { made } = folder
report({ name: `filling ${rows} rows`, value: made.fillPerSecond, unit: 'rows/s' })
report({ name: 'search backlog, documents per second', value: made.drainPerSecond, unit: '/s', least: 2000 })
report({ name: 'search backlog, documents per second of CPU', value: made.drainPerCpuSecond, unit: '/s' })
report({ name: 'database, bytes per row', value: made.databaseBytes / rows, unit: 'B' })
report({ name: 'index, bytes per row', value: made.searchBytes / rows, unit: 'B' })

reportMachine()
const copy = copyOf(folder, `work-${process.pid}`)
try {
  if (wanted('slices')) measureSlices(copy.path)
  if (wanted('start')) await measureStart()
  if (wanted('reads') || wanted('scans')) {
    const host = await startHost(copy.path)
    try {
      if (wanted('reads')) await measureReads(host)
      if (wanted('scans')) await measureScans(host)
      report({ name: 'memory of the host after that, most', value: memoryMiB(host).most, unit: 'MiB' })
    } finally {
      await host.stop()
    }
  }
  if (wanted('window') || wanted('live')) await measureWindow(copy.path, wanted)
  if (wanted('captures')) await measureCaptures(copy.path)
} finally {
  copy.remove()
}
reportMachine()
process.stdout.write(`${JSON.stringify({ rows, seed, figures: reported() })}\n`)

/** From nothing to the first page, over and over. The files are in the system's memory; the process is new each time. */
async function measureStart(): Promise<void> {
  const ready: number[] = []
  const listed: number[] = []
  for (let i = 0; i < 5; i++) {
    const began = performance.now()
    const host = await startHost(copy.path)
    ready.push(performance.now() - began)
    await host.rpc('requests.list', { limit: 200 })
    listed.push(performance.now() - began)
    await host.stop()
  }
  report({ name: 'cold start until ready, median', value: spread(ready).p50, unit: 'ms' })
  report({ name: 'cold start until the first page, median', value: spread(listed).p50, unit: 'ms', most: 1500 })
}
