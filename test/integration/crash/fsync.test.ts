import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/launched.ts'
import { root } from '../../support/run-node.ts'
import { flags, hostAt, post } from './host.ts'

/** Tracing needs the tool and the right to use it, which a container may not have. */
const traceable = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0
if (!traceable)
  process.stderr.write('Skipped: strace is not here or may not trace, so that fsync comes before the reply is not observed.\n')

const REQUESTS = 20

// Skipped where nothing can be traced, see above.
test.skipIf(!traceable)(
  'the WAL is synced between the arrival of a request and its reply',
  async () => {
    expect(unsynced(await trace(root))).toEqual([])
  },
  120_000,
)

// Skipped where nothing can be traced, see above.
test.skipIf(!traceable)(
  'and this is noticed when it is not: the same trace over a copy whose writer runs with synchronous=OFF',
  async () => {
    const copy = temporaryFolder()
    try {
      weaken(copy.path)
      expect(unsynced(await trace(copy.path))).toHaveLength(REQUESTS)
    } finally {
      copy.remove()
    }
  },
  120_000,
)

/** The sources once more with one word changed. No switch in the product itself can weaken it, not even for a test. */
function weaken(folder: string): void {
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
  cpSync(join(root, 'src-main'), join(folder, 'src-main'), { recursive: true })
  const open = join(folder, 'src-main/store/open.ts')
  const source = readFileSync(open, 'utf8')
  expect(source).toContain("'synchronous = FULL'")
  writeFileSync(open, source.replace("'synchronous = FULL'", "'synchronous = OFF'"))
}

/** Runs the host under strace, sends requests one after the other, and gives the lines of the trace. */
async function trace(sources: string): Promise<string[]> {
  const folder = temporaryFolder()
  const out = join(folder.path, 'trace')
  const calls = 'trace=read,write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync'
  const args = [
    '-f',
    '-y',
    '-s',
    '48',
    '-e',
    calls,
    '-o',
    out,
    process.execPath,
    'src-main/headless.ts',
    ...flags(join(folder.path, 'data')),
  ]
  const child = spawn('strace', args, { cwd: sources, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => child.once('close', resolve))
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('\n')) resolve(JSON.parse(said.split('\n')[0] ?? '') as Record<string, unknown>)
    })
    void ended.then(() => reject(new Error('The host did not start under strace.')))
  })
  const { receiver } = hostAt(ready)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let n = 1; n <= REQUESTS; n++) expect(await post(agent, `${receiver}/traced-${n}.`, Buffer.from('x'))).toBe(200)
  agent.destroy()
  // The first line is the host's own; strace passes no signal on.
  process.kill(Number(/^\d+/.exec(readFileSync(out, 'utf8'))?.[0]), 'SIGTERM')
  await ended
  const lines = readFileSync(out, 'utf8').split('\n')
  folder.remove()
  return lines
}

/** Requests whose reply was written before a sync of the WAL that began after their arrival had ended, with a write to it before. */
function unsynced(lines: readonly string[]): number[] {
  const missing: number[] = []
  for (let n = 1; n <= REQUESTS; n++) {
    const arrived = lines.findIndex(line => line.includes(`"POST /traced-${n}. HTTP/1.1`))
    expect(arrived).toBeGreaterThan(0)
    const replied = lines.findIndex((line, i) => i > arrived && /\b(write|writev|sendto|sendmsg)\(.*"HTTP\/1\.1 200/.test(line))
    expect(replied).toBeGreaterThan(arrived)
    const between = lines.slice(arrived, replied)
    const written = between.findIndex(line => /pwrite64\(\d+<[^>]*hookbench\.db-wal>/.test(line))
    if (written < 0 || !between.slice(written).some((line, i, rest) => isSynced(line, rest.slice(i)))) missing.push(n)
  }
  return missing
}

/** A sync of the WAL that has ended well, in one line or, when another thread came between, in two. */
function isSynced(line: string, after: readonly string[]): boolean {
  const call = /^(\d+)\s+f(?:data)?sync\(\d+<[^>]*hookbench\.db-wal>(.*)$/.exec(line)
  if (!call) return false
  if (/\)\s+= 0/.test(call[2] ?? '')) return true
  return after.some(later => later.startsWith(`${call[1]} `) && /f(data)?sync resumed>.*= 0/.test(later))
}
