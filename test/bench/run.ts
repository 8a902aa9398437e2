import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { asServed } from './as-served.ts'

/**
 * `npm run bench`: every figure is a ratio of two medians of one run on one machine, measured turn by turn, since absolute times on a
 * shared machine say little. Prints a table and, last, one line of JSON. `npm run bench -- capture` (or `verify`, `delivery`, `million`)
 * measures that part alone.
 */
interface Load {
  readonly requests: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly statuses: Record<string, number>
}
interface Sample extends Load {
  readonly loopP99: number | null
}

const seconds = process.env['BENCH_SECONDS'] ?? '5'
// CPU per request falls for so long: 239, 190, 161, 151 us in the first four pairs of seconds, and stays there.
const warmUpSeconds = '8'
/** Memory that is at hand for each target (captures alone write 1.1 GB of files in their turn): see touch.ts. */
const MEMORY_GIB = '3'
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '3')
const targets: Record<string, readonly string[]> = {
  bare: ['bare.ts'],
  hookbench: ['hookbench.ts'],
  'hookbench+forwards': ['hookbench.ts', '--forward'],
  'express+sqlite': ['express-sqlite.ts'],
  mockttp: ['mockttp.ts'],
}
const here = (path: string) => new URL(path, import.meta.url).pathname

async function lineOf(child: ChildProcess): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('no stdout')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return JSON.parse(line) as Record<string, unknown>
}

function node(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}

async function load(url: string, connections: string, duration: string, rate: string): Promise<Load> {
  return (await lineOf(node([here('load.ts'), url, connections, duration, '2048', rate]))) as unknown as Load
}

/** One turn: the target in a process of its own, the load in another; first as long as it takes the compiler to warm up. */
async function measure(name: string, connections: string, rate = '0'): Promise<Sample> {
  await once(node([here('touch.ts'), MEMORY_GIB]), 'exit')
  const [script = '', ...flags] = targets[name] ?? []
  const sink = flags.length > 0 ? node([here('targets/sink.ts')]) : null
  const sinkUrl = sink ? [String((await lineOf(sink))['url'])] : []
  const target = node([...(name.startsWith('hookbench') ? asServed : []), here(`targets/${script}`), ...flags, ...sinkUrl])
  const { url } = await lineOf(target)
  await load(String(url), connections, warmUpSeconds, rate)
  const result = await load(String(url), connections, seconds, rate)
  const facts = name.startsWith('hookbench') ? lineOf(target) : null
  target.kill('SIGTERM')
  const loop = (await facts)?.['loop'] as { p99: number } | undefined
  await stop(target)
  if (sink) await stop(sink)
  const wrong = Object.keys(result.statuses).filter(status => status !== '200')
  if (wrong.length > 0) throw new Error(`${name} answered ${wrong.join(', ')}`)
  return { ...result, loopP99: loop?.p99 ?? null }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const say = (text: string) => process.stdout.write(`${text}\n`)

/** Targets turn by turn, as many times as there are rounds; says each sample. */
async function turns(
  label: string,
  names: readonly string[],
  connections: string,
  requestsPerSecond = '0',
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(names.map(name => [name, []]))
  for (let round = 1; round <= rounds; round++) {
    for (const [name, known] of samples) {
      const sample = await measure(name, connections, requestsPerSecond)
      known.push(sample)
      const loop = sample.loopP99 === null ? '' : `   loop p99 ${sample.loopP99.toFixed(1)} ms`
      say(`${label} ${round}  ${name.padEnd(20)} ${String(sample.perSecond).padStart(7)} req/s   p99 ${sample.p99.toFixed(1)} ms${loop}`)
    }
  }
  return samples
}

/**
 * The receiver against its peers: as fast as it goes, then at 1,000 requests a second. The latter has a budget in milliseconds, which says
 * little on a machine that is shared; those of the peers at the same rate say how much of it is the machine's.
 */
async function capture(): Promise<void> {
  const fast = await turns('round', Object.keys(targets), '64')
  const steady = await turns('steady', ['bare', 'hookbench', 'express+sqlite'], '16', '1000')

  const of = (samples: Map<string, Sample[]>, name: string, figure: (sample: Sample) => number) =>
    median((samples.get(name) ?? []).map(figure))
  const rate = (name: string) => of(fast, name, sample => sample.perSecond)
  const p99 = (name: string) => of(steady, name, sample => sample.p99)
  const ratios = {
    'capture / bare node:http (at least 0.30)': rate('hookbench') / rate('bare'),
    'capture with forwards / bare node:http (at least 0.25)': rate('hookbench+forwards') / rate('bare'),
    'capture / express + one commit each (at least 5)': rate('hookbench') / rate('express+sqlite'),
    'capture / mockttp (at least 2)': rate('hookbench') / rate('mockttp'),
    'p99 at 1,000 req/s / express + one commit each': p99('hookbench') / p99('express+sqlite'),
  }
  for (const [name, ratio] of Object.entries(ratios)) say(`${name.padEnd(58)} ${ratio.toFixed(2)}`)
  const loopP99 = of(steady, 'hookbench', sample => sample.loopP99 ?? 0)
  say(JSON.stringify({ ratios, steady: { p99: p99('hookbench'), loopP99, bareP99: p99('bare'), expressP99: p99('express+sqlite') } }))
}

/** Scripts that print their own lines. */
const script = (path: string) => async () => void (await once(spawn(process.execPath, [here(path)], { stdio: 'inherit' }), 'exit'))

const parts: Record<string, () => Promise<void>> = {
  capture,
  // Against node:crypto by hand, at most 1.5.
  verify: script('verify.bench.ts'),
  // The sending half: deliveries against bare undici, a healthy Endpoint beside a dead one, a million pending.
  delivery: script('delivery.bench.ts'),
  // A full store: lists, searches, captures and the window over a million Requests, which are made once (`BENCH_ROWS` for fewer).
  million: script('million.bench.ts'),
}
const asked = process.argv.slice(2)
const unknown = asked.find(name => !Object.hasOwn(parts, name))
if (unknown) throw new Error(`There is no part "${unknown}" of the bench: ${Object.keys(parts).join(', ')}.`)
for (const name of asked.length > 0 ? asked : Object.keys(parts)) await parts[name]?.()
