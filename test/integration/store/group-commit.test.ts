import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firstIdAt } from '#domain/ids.ts'
import type { WriterOperations } from '#intake/writer.worker.ts'
import { StoreError } from '#store/errors.ts'
import { openWriter, type WritableDb } from '#store/open.ts'
import type { ReaderOperations } from '#store/reader.worker.ts'
import { NO_BYTES } from '#store/threads/bytes.ts'
import { createThread, type Thread } from '#store/threads/client.ts'
import { runEach, runTogether } from '#store/threads/host.ts'
import type { Operations } from '#store/threads/protocol.ts'
import { ingestBy } from '../../support/capture.ts'
import { temporaryFolder } from '../../support/launched.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const script = (name: string) => new URL(`../../../src-main/${name}.worker.ts`, import.meta.url)
const open = <O extends Operations>(name: string, more: object = {}) =>
  createThread<O>({ script: script(name), data: { dataDir: folder.path, providers: [] }, ...more })

describe('a batch is one transaction', () => {
  let db: WritableDb
  let settled: boolean[]
  let run: ReturnType<typeof runTogether>
  const names = () => db.prepare('SELECT name FROM t ORDER BY rowid').pluck().all()

  beforeEach(() => {
    db = openWriter(folder.path)
    db.exec('CREATE TABLE t (name TEXT UNIQUE)')
    settled = []
    const insert = db.prepare('INSERT INTO t VALUES (?)')
    const ops: Operations = {
      add: (name: string) => insert.run(name).changes,
      refuse: (name: string) => {
        insert.run(name)
        throw new StoreError('refused', 'No.', 'conflict')
      },
      break: () => {
        throw new TypeError('a defect')
      },
      fill: (size: number) => insert.run('x'.repeat(size)).changes,
    }
    run = runTogether(db, ops, new Set(['break']), committed => settled.push(committed))
  })
  afterEach(() => db.close())
  const batch = (...calls: [op: string, input: unknown][]) => run(calls.map(([op, input]) => ({ op, input, bytes: NO_BYTES })))

  test('a refused call is undone alone, with what it had written', () => {
    expect(batch(['add', 'a'], ['refuse', 'b'], ['add', 'c'])).toEqual([
      { value: 1 },
      { error: { kind: 'refused', message: 'No.', reason: 'conflict' } },
      { value: 1 },
    ])
    expect(names()).toEqual(['a', 'c'])
    expect(settled).toEqual([true])
  })

  test('an unknown operation and a broken constraint are the trouble of their own call', () => {
    const [first, unknown, twice] = batch(['add', 'a'], ['nonsense', null], ['add', 'a'])
    expect(first).toEqual({ value: 1 })
    expect([unknown, twice]).toMatchObject([{ error: { kind: 'broken' } }, { error: { kind: 'broken' } }])
    expect(names()).toEqual(['a'])
  })

  test('a defect without a savepoint fails its own call, not its neighbours', () => {
    expect(batch(['add', 'a'], ['break', null], ['add', 'b'])).toMatchObject([{ value: 1 }, { error: { kind: 'broken' } }, { value: 1 }])
    expect(names()).toEqual(['a', 'b'])
    expect(settled).toEqual([false, true, false, true])
  })

  test('a full disk fails every call of the batch, with a sentence, and nothing of it is there', () => {
    const pages = Number(db.pragma('page_count', { simple: true }))
    db.pragma(`max_page_count = ${pages + 2}`)
    const outcomes = batch(['add', 'a'], ['fill', 100_000], ['add', 'b'])
    expect(outcomes).toHaveLength(3)
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ error: { kind: 'full', message: expect.stringMatching(/^The disk is full\. /) } })
    expect(names()).toEqual([])
    expect(settled).toEqual([false])
    db.pragma('max_page_count = 100000')
    expect(batch(['add', 'a'], ['fill', 100_000])).toEqual([{ value: 1 }, { value: 1 }])
  })

  test('a COMMIT that fails fails them all', () => {
    db.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)')
    const orphan = db.prepare('INSERT INTO child VALUES (7)')
    const insert = db.prepare('INSERT INTO t VALUES (?)')
    const committing = runTogether(
      db,
      { add: (name: string) => insert.run(name).changes, orphan: () => orphan.run().changes },
      new Set(),
      () => {},
    )
    const both = committing([{ op: 'orphan', input: null, bytes: NO_BYTES }])
    expect(both).toMatchObject([{ error: { kind: 'broken', message: expect.stringContaining('FOREIGN KEY') } }])
    expect(db.inTransaction).toBe(false)
    expect(db.prepare('SELECT count(*) FROM child').pluck().get()).toBe(0)
  })
})

test('where calls share nothing, a full disk is the answer of its own call and not the end of the thread', () => {
  const full = new StoreError('full', 'The disk is full.')
  const run = runEach({
    read: () => 1,
    spill: () => {
      throw full
    },
  })
  const calls = ['read', 'spill', 'read'].map(op => ({ op, input: null, bytes: NO_BYTES }))
  expect(run(calls)).toEqual([{ value: 1 }, { error: { kind: 'full', message: 'The disk is full.' } }, { value: 1 }])
})

describe('the writer thread', () => {
  test('runs with the settings that a 2xx stands on', async () => {
    const writer = await open<WriterOperations>('intake/writer')
    expect(await writer.call.durability(null)).toEqual({
      journalMode: 'wal',
      synchronous: 2,
      walAutocheckpoint: 0,
      autoVacuum: 2,
      fullfsync: 1,
      checkpointFullfsync: 1,
      pageSize: 16_384,
    })
    await writer.stop()
  })

  test('readers see what it has answered, and it sees what an earlier one has written', async () => {
    const first = await open<WriterOperations>('intake/writer')
    const { id } = await ingestBy(first, { target: '/seen' })
    const reader = await open<ReaderOperations>('store/reader')
    expect((await reader.call.findRequest({ id }))?.target).toBe('/seen')
    await first.stop()
    const second = await open<WriterOperations>('intake/writer')
    const later = await ingestBy(second, { target: '/later' })
    expect(later.id).toBeGreaterThan(id)
    expect((await reader.call.requestRows({ ids: [id, later.id] })).map(row => row.path)).toEqual(['/seen', '/later'])
    await Promise.all([reader.stop(), second.stop()])
  })

  test('ids go on above the highest one, even when the clock has been set back since', async () => {
    const ahead = await open<WriterOperations>('intake/writer')
    const { id } = await ingestBy(ahead)
    await ahead.stop()
    const future = firstIdAt(Date.now() + 86_400_000)
    const db = openWriter(folder.path)
    db.prepare('UPDATE requests SET id = ? WHERE id = ?').run(future, id)
    db.close()
    const back = await open<WriterOperations>('intake/writer')
    expect((await ingestBy(back)).id).toBe(future + 1)
    await back.stop()
  })

  test('calls of one moment are one batch, answered in order', async () => {
    const writer = await open<WriterOperations>('intake/writer')
    const stored = await Promise.all(Array.from({ length: 200 }, (_, i) => ingestBy(writer, { target: `/${i}` })))
    const ids = stored.map(({ id }) => id)
    expect(ids).toEqual([...ids].sort((a, b) => a - b))
    expect(new Set(ids).size).toBe(200)
    await writer.stop()
  })

  test('its death rejects what is under way and whatever comes later, is told once, and does not hang the end', async () => {
    const deaths: Error[] = []
    const dying: Thread<{ die: (input: null) => never; wait: (input: null) => null }> = await createThread({
      script: new URL('./dying.worker.ts', import.meta.url),
      data: null,
      onDeath: error => deaths.push(error),
    })
    const outcomes = await Promise.allSettled([dying.call.wait(null), dying.call.die(null), dying.call.wait(null)])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    await expect(dying.call.wait(null)).rejects.toThrow(/ended with code 7/)
    expect(deaths).toHaveLength(1)
    await dying.stop()
    expect(deaths).toHaveLength(1)
  })

  test('a call that cannot be sent to it is refused alone, and it serves on', async () => {
    const writer = await open<WriterOperations>('intake/writer')
    const settings = { values: [['key', () => {}]] } as unknown as Parameters<WriterOperations['saveSettings']>[0]
    await expect(writer.call.saveSettings(settings)).rejects.toThrow(/could not be cloned/)
    await writer.call.saveSettings({ values: [['key', '1']] })
    expect((await writer.call.loadConfig(null)).settings).toEqual([{ key: 'key', value_json: '1' }])
    await writer.stop()
  })

  test('stopping does not wait for a call that could not be sent', async () => {
    const writer = await open<WriterOperations>('intake/writer')
    const settings = { values: [['key', () => {}]] } as unknown as Parameters<WriterOperations['saveSettings']>[0]
    const refused = writer.call.saveSettings(settings).catch(String)
    await writer.stop()
    expect(await refused).toMatch(/could not be cloned/)
  })

  test('stopping answers what is under way first and refuses what comes after', async () => {
    const writer = await open<WriterOperations>('intake/writer')
    const stored = ingestBy(writer)
    const stopped = writer.stop()
    expect((await stored).id).toBeGreaterThan(0)
    await stopped
    await expect(writer.call.loadConfig(null)).rejects.toMatchObject({ kind: 'busy', reason: 'shutting_down' })
  })
})
