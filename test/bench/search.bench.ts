/**
 * How fast the search backlog drains, and how large its index gets. `node test/bench/search.bench.ts 100000` prints one line of JSON.
 * On a machine that does other things at the same time it is the figure by CPU time that says something. What filters cost on a million
 * rows, `million.bench.ts` tells.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from '#providers/index.ts'
import { migrate } from '#store/migrate.ts'
import { openReader, openWriter, searchPath } from '#store/open.ts'
import { createIndexer } from '#store/search/indexer.ts'
import { fillStore } from '../support/seeded/store.ts'
import { senders } from '../support/seeded/traffic.ts'

const rows = Number(process.argv[2] ?? 20_000)
const dataDir = mkdtempSync(join(tmpdir(), 'hookbench-search-'))
const db = openWriter(dataDir)
migrate(db, dataDir)
const sources = new Map(senders.flatMap(({ slug }, i) => (slug === null ? [] : [[slug, i + 1] as const])))
fillStore(db, { rows, seed: 1, sources, endpoint: null })
db.close()

const reader = openReader(dataDir)
const indexer = createIndexer(reader, dataDir, providers)
const began = performance.now()
const cpuBefore = process.cpuUsage()
let slowest = 0
for (let behind = true; behind; ) {
  const before = process.threadCpuUsage()
  behind = indexer.slice(20).behind
  const { user, system } = process.threadCpuUsage(before)
  slowest = Math.max(slowest, (user + system) / 1000)
}
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpuBefore)
indexer.close()
reader.close()
const figures = {
  rows,
  docsPerSecond: Math.round(rows / seconds),
  docsPerCpuSecond: Math.round(rows / ((user + system) / 1e6)),
  slowestSliceCpuMs: Math.round(slowest),
  indexBytesPerRow: Math.round(statSync(searchPath(dataDir)).size / rows),
}
rmSync(dataDir, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify(figures)}\n`)
