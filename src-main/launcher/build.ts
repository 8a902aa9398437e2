import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { root, say } from './root.ts'

const SOURCES = ['src-main/**/*', 'src-preload/**/*', 'src-renderer/**/*', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const RESULTS = ['out/main/index.js', 'out/main/headless.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const STAMP = join(root, 'out/stamp')
/** What V8 has made of the build: with it, the next start is ready in five sixths of the time. */
export const COMPILED = 'out/compiled'
/** Longest that a second start waits for the build of the first, ms. */
const PATIENCE = 120_000

/**
 * Builds out/ when the sources are not those it was built from. The stamp is a hash of contents, not times: a checkout or a copy
 * changes every time stamp and no content. Two starts at once build once: the second waits on the lock and finds all fresh.
 * @returns false when the build failed; what the builder said is on stderr by then
 */
export function buildIfStale(): boolean {
  if (isFresh(sourceHash())) return true
  mkdirSync(join(root, 'out'), { recursive: true })
  const lock = new Database(join(root, 'out/build.lock'), { timeout: PATIENCE })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    const hash = sourceHash()
    return isFresh(hash) || build(hash)
  } finally {
    lock.close()
  }
}

function build(hash: string): boolean {
  say('Building Hookbench…')
  rmSync(STAMP, { force: true })
  rmSync(join(root, COMPILED), { recursive: true, force: true })
  const args = [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn']
  // Everything that the builder says goes to stderr: stdout belongs to the ready line.
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) {
    say(`The build failed${error ? ` (${error.message})` : ''}; see its output above.`)
    return false
  }
  writeFileSync(STAMP, hash)
  return true
}

function isFresh(hash: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash && RESULTS.every(file => existsSync(join(root, file)))
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const entries = SOURCES.flatMap(pattern => globSync(pattern, { cwd: root, withFileTypes: true }))
  const files = entries.filter(entry => entry.isFile() && !entry.name.endsWith('.md')).map(entry => join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
