import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Host, startHost } from '../../e2e/support/host.ts'
import { SECRET } from '../targets/common.ts'
import { median, report } from './report.ts'

const seconds = process.env['BENCH_SECONDS'] ?? '5'
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '3')

/** Captures flat out, turn by turn into the full store and into an empty one, each verified and looked up among the claims. */
export async function measureCaptures(dataDir: string): Promise<void> {
  const empty = mkdtempSync(join(tmpdir(), 'hookbench-empty-'))
  const rates = { full: [] as number[], empty: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    rates.full.push(await captured(dataDir))
    rates.empty.push(await captured(empty))
  }
  rmSync(empty, { recursive: true, force: true })
  report({ name: 'captures per second into the full store', value: median(rates.full), unit: '/s' })
  report({ name: 'captures per second into an empty store', value: median(rates.empty), unit: '/s' })
  report({ name: 'full / empty', value: median(rates.full) / median(rates.empty), unit: '', least: 0.85 })
}

async function captured(dataDir: string): Promise<number> {
  const host = await startHost(dataDir)
  try {
    const url = await githubSource(host)
    await load(url, '2', '0')
    return (await load(url, seconds, '0')).perSecond
  } finally {
    await host.stop()
  }
}

/** A Source that checks the signatures of `load.ts`; its URL. */
export async function githubSource(host: Host): Promise<string> {
  const { rows } = await host.rpc('sources.list', {})
  if (!rows.some(row => row.slug === 'bench'))
    await host.rpc('sources.save', { name: 'Bench', slug: 'bench', provider: 'github', secrets: [SECRET] })
  return `${host.receiver}/bench`
}

/** @param rate requests per second, `0` = as many as there can be */
export async function load(url: string, duration: string, rate: string, connections = '64'): Promise<{ readonly perSecond: number }> {
  const script = new URL('../load.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, url, connections, duration, '2048', rate], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('no stdout')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const result = JSON.parse(line) as { perSecond: number; statuses: Record<string, number> }
  const wrong = Object.keys(result.statuses).filter(status => status !== '200')
  if (wrong.length > 0) throw new Error(`The host answered ${wrong.join(', ')}.`)
  return result
}
