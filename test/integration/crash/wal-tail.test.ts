import { randomBytes } from 'node:crypto'
import { appendFileSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { idMint } from '#domain/ids.ts'
import { migrate } from '#store/migrate.ts'
import { openWriter } from '#store/open.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { aRecord } from '../../support/capture.ts'
import { temporaryFolder } from '../../support/launched.ts'

const COMMITS = 40
const files = ['hookbench.db', 'hookbench.db-wal'] as const
let folder: ReturnType<typeof temporaryFolder>
let image: ReturnType<typeof temporaryFolder>
/** Length of the WAL after each commit: what was synced by then. */
let lengths: number[]

/** A store as a power cut leaves it: copied while it is open, so that nothing is checkpointed or tidied away. */
beforeEach(() => {
  folder = temporaryFolder()
  image = temporaryFolder()
  lengths = []
  const db = openWriter(folder.path)
  migrate(db, folder.path)
  const mint = idMint(Date.now)
  const { insert } = captureStatements(db)
  for (let n = 0; n < COMMITS; n++) {
    const record = aRecord(mint(), { target: `/${n}`, body: new Uint8Array(randomBytes(100 + n * 37)) })
    db.transaction(() => insert(record)).immediate()
    lengths.push(statSync(join(folder.path, 'hookbench.db-wal')).size)
  }
  for (const file of files) copyFileSync(join(folder.path, file), join(image.path, file))
  db.close()
})
afterEach(() => {
  folder.remove()
  image.remove()
})

const wal = () => join(image.path, 'hookbench.db-wal')
function recovered(): unknown[] {
  const db = openWriter(image.path)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const targets = db.prepare('SELECT target FROM requests ORDER BY id').pluck().all()
  db.close()
  return targets
}
const upTo = (count: number) => Array.from({ length: count }, (_, n) => `/${n}`)

test('rubbish after the last synced commit costs nothing', () => {
  appendFileSync(wal(), randomBytes(50_000))
  expect(recovered()).toEqual(upTo(COMMITS))
})

test('a commit that was cut off in its middle takes nothing else with it', () => {
  const bytes = readFileSync(wal())
  const synced = lengths[COMMITS - 2] ?? 0
  writeFileSync(wal(), bytes.subarray(0, synced + 5000))
  expect(recovered()).toEqual(upTo(COMMITS - 1))
})

test('a commit whose last page never came is gone as a whole, and all before it are there', () => {
  const bytes = readFileSync(wal())
  bytes.fill(0, bytes.length - 8192)
  writeFileSync(wal(), bytes)
  expect(recovered()).toEqual(upTo(COMMITS - 1))
})

test('what is lost in the middle takes all that followed: the order of syncing is what counts', () => {
  const bytes = readFileSync(wal())
  const synced = lengths[9] ?? 0
  bytes.fill(0xff, synced, synced + 100)
  writeFileSync(wal(), bytes)
  expect(recovered()).toEqual(upTo(10))
})
