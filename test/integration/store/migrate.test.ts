import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StoreError } from '#store/errors.ts'
import { migrate } from '#store/migrate.ts'
import { migrations } from '#store/migrations/index.ts'
import { openWriter, type WritableDb } from '#store/open.ts'
import { healthWrites } from '#store/writer/health.ts'
import { openCore } from '../../support/core.ts'
import { temporaryFolder } from '../../support/launched.ts'

let folder: ReturnType<typeof temporaryFolder>
let db: WritableDb
beforeEach(() => {
  folder = temporaryFolder()
  db = openWriter(folder.path)
})
afterEach(() => {
  db.close()
  folder.remove()
})

const version = () => db.pragma('user_version', { simple: true })
const tables = () => db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
const one = 'CREATE TABLE one (a); INSERT INTO one VALUES (1);'
const two = 'CREATE TABLE two (b); INSERT INTO two SELECT a + 1 FROM one;'

describe('migrations', () => {
  test('bring an empty database to the newest version, without a backup of nothing', () => {
    expect(migrate(db, folder.path)).toEqual({ from: 0, to: migrations.length, backup: null })
    expect(version()).toBe(migrations.length)
    expect(tables()).toEqual(expect.arrayContaining(['requests', 'claims', 'chunks', 'deliveries']))
    expect(db.pragma('auto_vacuum', { simple: true })).toBe(2)
  })

  test('do nothing the second time', () => {
    migrate(db, folder.path)
    expect(migrate(db, folder.path)).toEqual({ from: migrations.length, to: migrations.length, backup: null })
  })

  test('go on from where the database is, after a backup that holds it as it was', () => {
    migrate(db, folder.path, [one])
    const { backup } = migrate(db, folder.path, [one, two])
    expect(version()).toBe(2)
    expect(db.prepare('SELECT b FROM two').pluck().get()).toBe(2)
    const old = new Database(backup ?? '', { readonly: true })
    expect(old.pragma('user_version', { simple: true })).toBe(1)
    expect(old.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['one'])
    old.close()
  })

  test('that fail in the middle leave the old version, whole', () => {
    migrate(db, folder.path, [one])
    expect(() => migrate(db, folder.path, [one, two, 'CREATE TABLE three (c); NONSENSE;'])).toThrow(/NONSENSE/)
    expect(version()).toBe(1)
    expect(tables()).toEqual(['one'])
    expect(db.prepare('SELECT a FROM one').pluck().get()).toBe(1)
    expect(readdirSync(join(folder.path, 'backups'))).toEqual(['hookbench-v1.db'])
    // And the next program, whose script is right, can take it from there.
    expect(migrate(db, folder.path, [one, two])).toMatchObject({ from: 1, to: 2 })
  })

  test('keep the first backup of a version: a later one could hold less', () => {
    migrate(db, folder.path, [one])
    expect(() => migrate(db, folder.path, [one, 'NONSENSE'])).toThrow()
    db.exec('DELETE FROM one')
    const { backup } = migrate(db, folder.path, [one, two])
    const old = new Database(backup ?? '', { readonly: true })
    expect(old.prepare('SELECT count(*) FROM one').pluck().get()).toBe(1)
    old.close()
  })
})

test('what is known of failing Endpoints is kept when their time of failing begins to count', () => {
  const before = 9
  migrate(db, folder.path, migrations.slice(0, before))
  const put = 'INSERT INTO endpoint_health (endpoint_id, failures, failing_since, open_until, opens, throttled_until)'
  db.exec(`${put} VALUES (7, 12, 1000, 5000, 2, NULL), (8, 1, 2000, NULL, 0, 9000)`)
  migrate(db, folder.path)
  const { loadHealth, saveHealth } = healthWrites(db)
  const first = { failures: 12, failingSince: 1000, failedAt: null, failingMs: 0, openUntil: 5000, opens: 2, throttledUntil: null }
  const second = { failures: 1, failingSince: 2000, failedAt: null, failingMs: 0, openUntil: null, opens: 0, throttledUntil: 9000 }
  expect(loadHealth(null)).toEqual([
    { endpointId: 7, health: first },
    { endpointId: 8, health: second },
  ])
  const later = { ...first, failures: 13, failedAt: 6000, failingMs: 5000 }
  saveHealth({ endpointId: 7, health: later })
  expect(loadHealth(null)[0]).toEqual({ endpointId: 7, health: later })
})

describe('a database from the future', () => {
  test('is refused with a sentence and left alone', () => {
    db.exec('CREATE TABLE tomorrow (x)')
    db.pragma('user_version = 99')
    const refused = () => migrate(db, folder.path)
    expect(refused).toThrow(StoreError)
    expect(refused).toThrow(
      `This data folder was written by a newer Hookbench (its database has version 99, this program knows ${migrations.length}). Update Hookbench, or start it with another --data-dir.`,
    )
    expect(version()).toBe(99)
    expect(tables()).toEqual(['tomorrow'])
    expect(existsSync(join(folder.path, 'backups'))).toBe(false)
  })

  test('keeps the whole core from starting, with the same sentence', async () => {
    db.pragma('user_version = 99')
    await expect(openCore({ folder })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('newer Hookbench'),
    })
  })

  test('a file that is no database is said to be damaged', async () => {
    const broken = temporaryFolder()
    writeFileSync(join(broken.path, 'hookbench.db'), 'this is no database, and long enough to be looked at by SQLite as one. '.repeat(50))
    await expect(openCore({ folder: broken })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(/damaged/),
    })
    broken.remove()
  })
})
