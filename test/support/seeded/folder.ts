import { constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { parseId } from '#domain/ids.ts'
import { databasePath, openWriter, searchPath } from '#store/open.ts'
import { type Host, startHost } from '../../e2e/support/host.ts'
import { root } from '../run-node.ts'
import { fillStore, SEEDED_VERSION } from './store.ts'
import { senders } from './traffic.ts'

/** What making it has shown; kept beside the folder, for making it takes minutes. */
export interface Made {
  readonly rows: number
  readonly fillPerSecond: number
  /** How fast the search backlog drained, with nothing else to do: by the wall clock, and by the host's own CPU time. */
  readonly drainPerSecond: number
  readonly drainPerCpuSecond: number
  readonly databaseBytes: number
  readonly searchBytes: number
}
export interface SeededFolder {
  readonly path: string
  readonly made: Made
}

/** Room for everything, however old: retention has nothing to do in these folders. */
const KEEP = { maxBytes: 2 ** 42, inboxMaxBytes: 2 ** 42, inboxMaxDays: 36_500 }

/**
 * A data folder with so many seeded Requests and their index, kept under `.cache` until the generator changes. It is to be looked at
 * through a copy (`copyOf`), so that it stays as it is.
 */
export async function seededFolder(rows: number, seed: number): Promise<SeededFolder> {
  const path = join(root, '.cache', 'bench', `requests-${rows}-${seed}-v${SEEDED_VERSION}`)
  const note = join(path, 'made.json')
  if (existsSync(note)) return { path, made: JSON.parse(readFileSync(note, 'utf8')) as Made }
  const part = `${path}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true, mode: 0o700 })
  const { sources, endpoint } = await configure(part)

  const db = openWriter(part)
  const began = performance.now()
  fillStore(db, { rows, seed, sources, endpoint })
  const fillPerSecond = Math.round(rows / ((performance.now() - began) / 1000))
  db.close()

  const drain = await drained(part, rows)
  const bytes = { databaseBytes: statSync(databasePath(part)).size, searchBytes: statSync(searchPath(part)).size }
  const made: Made = { rows, fillPerSecond, ...drain, ...bytes }
  writeFileSync(join(part, 'made.json'), JSON.stringify(made))
  renameSync(part, path)
  return { path, made }
}

/** A copy to work on; the file system shares the bytes where it can. */
export function copyOf(folder: SeededFolder, name: string): { readonly path: string; remove(): void } {
  const path = join(root, '.cache', 'bench', name)
  rmSync(path, { recursive: true, force: true })
  cpSync(folder.path, path, { recursive: true, mode: constants.COPYFILE_FICLONE })
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Sources, an Endpoint and the settings, made by the product itself. */
async function configure(dataDir: string) {
  const host = await startHost(dataDir)
  try {
    await host.rpc('settings.save', KEEP)
    const saved = await host.rpc('endpoints.save', { name: 'Shop backend', url: 'http://127.0.0.1:9/' })
    const sources = new Map<string, number>()
    for (const { slug, provider, name } of senders) {
      if (slug === null) continue
      const { id } = await host.rpc('sources.save', { name, slug, provider })
      sources.set(slug, parseId('src', id) ?? 0)
    }
    return { sources, endpoint: { id: parseId('ep', saved.id) ?? 0, name: saved.name, url: saved.url } }
  } finally {
    await host.stop()
  }
}

async function drained(dataDir: string, rows: number): Promise<Pick<Made, 'drainPerSecond' | 'drainPerCpuSecond'>> {
  const began = performance.now()
  const host = await startHost(dataDir)
  await indexed(dataDir)
  const seconds = (performance.now() - began) / 1000
  const cpu = cpuSeconds(host)
  await host.stop()
  return { drainPerSecond: Math.round(rows / seconds), drainPerCpuSecond: Math.round(rows / cpu) }
}

/** Resolves when the index has every Request. Looked up in the files: the window need not know it, so no method tells. */
export async function indexed(dataDir: string): Promise<void> {
  const db = new Database(databasePath(dataDir), { readonly: true })
  const search = new Database(searchPath(dataDir), { readonly: true })
  const newest = db.prepare('SELECT max(id) FROM requests').pluck()
  const indexedTo = search.prepare("SELECT value FROM meta WHERE key = 'indexed_to'").pluck()
  while (Number(indexedTo.get()) < Number(newest.get())) await new Promise(resolve => setTimeout(resolve, 200))
  db.close()
  search.close()
}

/** CPU time of the host since its start, all threads; NaN where the system does not tell. */
export function cpuSeconds(host: Pick<Host, 'pid'>): number {
  const stat = `/proc/${host.pid}/stat`
  if (!existsSync(stat)) return Number.NaN
  const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? []
  // In ticks, which are hundredths of a second on every Linux that Node runs on.
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Memory of the host in MiB: now, and the most so far; NaN where the system does not tell. */
export function memoryMiB(host: Pick<Host, 'pid'>): { readonly now: number; readonly most: number } {
  const status = `/proc/${host.pid}/status`
  const text = existsSync(status) ? readFileSync(status, 'utf8') : ''
  const read = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? Number.NaN) / 1024)
  return { now: read('VmRSS'), most: read('VmHWM') }
}
