import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { asServed } from './as-served.ts'

/**
 * The sending half, as ratios of one run: `node test/bench/delivery.bench.ts`. Signed and persisted deliveries against bare undici with
 * the same bytes and the same sink; a healthy Endpoint beside a dead and a slow one, against alone, and against the same work waiting for the
 * others while they are paused; a million pending Deliveries.
 * Prints a table and, last, one line of JSON.
 */
// Three seconds of them: in one, the start weighs too much (beside / alone 0.85 with 5,000, 0.90 with 20,000, 0.93 with 60,000).
const deliveries = process.env['BENCH_DELIVERIES'] ?? '60000'
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '3')
const bytes = '2048'
const here = (path: string) => new URL(path, import.meta.url).pathname

async function run(script: string, ...args: readonly string[]): Promise<{ child: ChildProcess; facts: Record<string, number | string> }> {
  const child = spawn(process.execPath, [...(script === 'targets/delivery.ts' ? asServed : []), here(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${script} ended without a word`))),
  ])) as [string]
  return { child, facts: JSON.parse(line) }
}
async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}
async function measure(script: string, ...args: readonly string[]): Promise<{ perSecond: number; cpuMs: number }> {
  const { child, facts } = await run(script, ...args)
  await end(child)
  return { perSecond: Number(facts['perSecond']), cpuMs: Number(facts['cpuMs']) }
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const say = (text: string) => process.stdout.write(`${text}\n`)

const sink = await run('targets/sink.ts')
const url = String(sink.facts['url'])
const dead = await run('targets/drip.ts', 'dead')
const slow = await run('targets/drip.ts', 'drip')
const others = [String(dead.facts['url']), String(slow.facts['url'])]
const figures = {
  bare: [] as number[],
  alone: [] as number[],
  still: [] as number[],
  together: [] as number[],
  bareCpu: [] as number[],
  cpu: [] as number[],
}
for (let round = 1; round <= rounds; round++) {
  const bare = await measure('targets/undici.ts', url, String(Number(deliveries) * 2), bytes)
  const alone = await measure('targets/delivery.ts', url, deliveries, bytes)
  const still = await measure('targets/delivery.ts', url, deliveries, bytes, 'still', ...others)
  const together = await measure('targets/delivery.ts', url, deliveries, bytes, 'beside', ...others)
  figures.bare.push(bare.perSecond)
  figures.alone.push(alone.perSecond)
  figures.still.push(still.perSecond)
  figures.together.push(together.perSecond)
  figures.bareCpu.push(bare.cpuMs)
  figures.cpu.push(alone.cpuMs)
  say(
    `round ${round}  bare undici ${bare.perSecond}/s   alone ${alone.perSecond}/s (${alone.cpuMs.toFixed(3)} ms of CPU each)   beside a dead and a slow one that are paused ${still.perSecond}/s, that are sent to ${together.perSecond}/s`,
  )
}
for (const { child } of [sink, dead, slow]) await end(child)

const pending = { few: [] as number[], many: [] as number[], startMs: [] as number[] }
for (let round = 1; round <= rounds; round++) {
  const { facts: few } = await run('pending.ts', '1000')
  const { facts: many } = await run('pending.ts', process.env['BENCH_PENDING'] ?? '1000000')
  pending.few.push(Number(few['pickMs']))
  pending.many.push(Number(many['pickMs']))
  pending.startMs.push(Number(many['startMs']))
  say(
    `pending ${few['count']}: a pick ${Number(few['pickMs']).toFixed(3)} ms   pending ${many['count']}: ${Number(many['pickMs']).toFixed(3)} ms, first delivery ${Number(many['startMs']).toFixed(0)} ms after the start`,
  )
}

const ratios = {
  'deliveries / bare undici (at least 0.4)': median(figures.alone) / median(figures.bare),
  'healthy beside dead and slow / alone (at least 0.9)': median(figures.together) / median(figures.alone),
  // As much is stored there, so that only what is sent differs.
  'healthy beside dead and slow / beside both paused': median(figures.together) / median(figures.still),
  'a pick at a million pending / at a thousand (at most 1.2)': median(pending.many) / median(pending.few),
}
for (const [name, ratio] of Object.entries(ratios)) say(`${name.padEnd(60)} ${ratio.toFixed(2)}`)
say(JSON.stringify({ ratios, startMs: median(pending.startMs), cpuMs: { bare: median(figures.bareCpu), delivery: median(figures.cpu) } }))
