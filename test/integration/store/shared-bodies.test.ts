import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idMint } from '#domain/ids.ts'
import { leasing } from '#store/lease-wire.ts'
import { migrate } from '#store/migrate.ts'
import { migrations } from '#store/migrations/index.ts'
import { openReader, openWriter, type ReadableDb, type WritableDb } from '#store/open.ts'
import { archiveReads } from '#store/reader/archive.ts'
import { bodyReads } from '#store/reader/bodies.ts'
import { deliveryReads } from '#store/reader/deliveries.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { writeOperations } from '#store/writer/index.ts'
import { aRecord } from '../../support/capture.ts'
import { temporaryFolder } from '../../support/launched.ts'

const NOW = 1_800_000_000_000
const target = { name: 'a', url: 'http://a', local: false }
const body = Buffer.from('{"alive": true}')
let folder: ReturnType<typeof temporaryFolder>
let db: WritableDb
let reader: ReadableDb
let store: ReturnType<typeof writeOperations>
let mint: () => number
let statements: ReturnType<typeof captureStatements>

function open(steps: readonly string[] = migrations): void {
  folder = temporaryFolder()
  db = openWriter(folder.path)
  migrate(db, folder.path, steps)
}
function begin(): void {
  reader = openReader(folder.path)
  mint = idMint(() => NOW)
  store = writeOperations(db, mint, () => false)
  statements = captureStatements(db)
}
function close(): void {
  reader.close()
  db.close()
  folder.remove()
}
beforeEach(() => {
  open()
  begin()
})
afterEach(close)

/** Stores a Request as intake does: a repeat of `first` shares its bytes where it can. */
function keep(bytes: Uint8Array, first: number | null = null, sourceId: number | null = 5): number {
  const id = mint()
  const bodyOf = first !== null && statements.holdsBody(first, bytes) ? first : null
  const repetition = first === null ? null : ('duplicate' as const)
  statements.insert(aRecord(id, { receivedAt: NOW, body: bytes }, { sourceId }, { repetition, duplicateOf: first, bodyOf }))
  if (first !== null) statements.addRepeat(first, id)
  return id
}
const many = (count: number, make: () => number) => db.transaction(() => Array.from({ length: count }, make))()
const remove = (...ids: number[]) => store.deleteRequests({ ids })
const owners = (): unknown[] => db.prepare('SELECT DISTINCT owner FROM chunks ORDER BY owner').pluck().all()
const bodyOf = (id: number): unknown => db.prepare('SELECT body_of FROM requests WHERE id = ?').pluck().get(id)
const count = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

/** By every way in which a body is read. */
function read(id: number): Buffer {
  const reads = bodyReads(reader)
  const { owner = 0, size = 0 } = reads.requestBody({ id }) ?? {}
  const whole = Buffer.from(reads.readBody({ owner: id, size }))
  expect(Buffer.from(reads.readBody({ owner, size })).equals(whole)).toBe(true)
  expect(Buffer.from(reads.bodySlice({ owner, from: 0, length: size })).equals(whole.subarray(0, 256 * 1024))).toBe(true)
  expect(Buffer.from(reads.bodySlice({ owner, from: 3, length: 5 })).equals(whole.subarray(3, 8))).toBe(true)
  return whole
}

/** Sends the body of a Request unchanged. @returns the Delivery, which waits */
function resend(requestId: number, size = body.byteLength): number {
  const { deliveryIds } = store.createMessage({
    kind: 'resend',
    requestId,
    eventType: null,
    method: 'POST',
    path: '',
    headers: [],
    sign: { mode: 'endpoint' },
    body: { requestId, size },
    idempotency: null,
    targets: [{ endpointId: 1, target }],
    now: NOW,
  })
  return deliveryIds[0] ?? 0
}
const lease = () =>
  leasing({
    leaseDue: async input => store.leaseDue(input),
    finishAttempts: async (input, bodies = new Uint8Array()) => store.finishAttempts(input, bodies),
  })
const leaseDue = () => lease().leaseDue({ endpointId: 1, now: NOW, limit: 10, run: 'r', ordered: false })

describe('a body that is shared', () => {
  test('stays under its first owner when that is deleted; who shares it, and who comes later, is left as it is', () => {
    const first = keep(body)
    const [second, third] = [keep(body, first), keep(body, first)]
    expect(remove(first)).toEqual({ deleted: [first], kept: [] })
    expect([second, third].map(bodyOf)).toEqual([first, first])
    expect(owners()).toEqual([first])
    const later = keep(body, first)
    const other = keep(Buffer.from('{"alive": fals}'), first)
    expect([later, other].map(bodyOf)).toEqual([first, null])
    expect([second, third, later].map(id => read(id).toString())).toEqual(Array(3).fill(body.toString()))
    // Deleting once more what is gone takes nothing from the others.
    expect(remove(first)).toEqual({ deleted: [], kept: [] })
    expect(read(third)).toEqual(body)
    remove(second, later, third)
    expect(owners()).toEqual([])
    expect(read(other).toString()).toBe('{"alive": fals}')
  })

  test('reads the same in an archive, and the archive may bring its first owner back', () => {
    const first = keep(body)
    const second = keep(body, first)
    const rows = archiveReads(reader).archiveSlice({ after: 0 })
    remove(first)
    expect(
      archiveReads(reader)
        .archiveSlice({ after: 0 })
        .map(row => [row.id, Buffer.from(row.body)]),
    ).toEqual([[second, body]])
    // Other bytes under that id would become the other's.
    const forged = rows.map(row => ({ ...row, body: Buffer.alloc(300_000) }))
    expect(store.importRequests({ rows: forged })).toEqual([])
    expect(read(second)).toEqual(body)
    expect(store.importRequests({ rows })).toEqual([first])
    expect(owners()).toEqual([])
    expect([first, second].map(id => read(id).toString())).toEqual([body.toString(), body.toString()])
    remove(first)
    expect(read(second)).toEqual(body)
    remove(second)
    expect(owners()).toEqual([])
  })

  test('survives a Clear of its owner, with and without Undo', () => {
    const first = keep(body)
    const second = keep(body, first)
    store.hideRequests({ ids: [first], stamp: NOW, all: true })
    store.restoreHidden({ stamp: NOW })
    expect(read(second)).toEqual(body)
    store.hideRequests({ ids: [first, second], stamp: NOW, all: true })
    remove(first)
    store.restoreHidden({ stamp: NOW })
    expect(read(second)).toEqual(body)
    store.hideRequests({ ids: [second], stamp: NOW, all: true })
    expect(store.purgeHidden({ until: NOW, from: null })).toEqual({ deleted: [second], next: { hiddenAt: NOW, id: second } })
    expect(owners()).toEqual([])
  })

  test('of nothing at all needs nothing to be kept', () => {
    const first = keep(Buffer.alloc(0))
    const second = keep(Buffer.alloc(0), first)
    remove(first)
    expect(owners()).toEqual([])
    expect(read(second)).toEqual(Buffer.alloc(0))
  })

  test('that is larger than a chunk is not shared, and a chunk of it is nobody else’s body', () => {
    const first = keep(Buffer.alloc(600_000, 7))
    const second = keep(Buffer.alloc(600_000, 7), first)
    const third = keep(Buffer.alloc(256 * 1024, 7), first)
    expect([second, third].map(bodyOf)).toEqual([null, null])
    remove(first)
    expect(read(second)).toEqual(Buffer.alloc(600_000, 7))
    expect(owners()).toEqual([second])
  })

  test('is whole however often, and in whatever order, those that share it go and others come', () => {
    const step = fc.record({ kind: fc.constantFrom('add', 'remove', 'clear'), which: fc.nat(), event: fc.nat(2), body: fc.nat(1) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const firsts = [0, 1, 2].map(event => keep(Buffer.from(`${event} 0`.repeat(100))))
        const there = new Map(firsts.map((id, event) => [id, `${event} 0`.repeat(100)]))
        const check = () => {
          for (const [id, text] of there) expect(read(id).toString()).toBe(text)
          // Bytes are kept of each owner that is gone while somebody shares them, and of nobody else.
          const needed = new Set([...there.keys()].map(bodyOf).filter(owner => typeof owner === 'number' && !there.has(owner)))
          expect(new Set(owners())).toEqual(needed)
        }
        for (const { kind, which, event, body } of steps) {
          const ids = [...there.keys()]
          const chosen = ids[which % Math.max(1, ids.length)]
          const text = `${event} ${body}`.repeat(100)
          if (kind === 'add') there.set(keep(Buffer.from(text), firsts[event]), text)
          else if (chosen !== undefined) {
            if (kind === 'clear') store.hideRequests({ ids: [chosen], stamp: NOW, all: true })
            const { deleted } = kind === 'clear' ? store.purgeHidden({ until: NOW, from: null }) : remove(chosen)
            expect(deleted).toEqual([chosen])
            there.delete(chosen)
          }
          check()
        }
        remove(...there.keys())
        expect([count('requests'), count('chunks'), count('repeats')]).toEqual([0, 0, 0])
      }),
      { numRuns: 60 },
    )
  })
})

describe('what deleting costs', () => {
  /** Rows written by what `work` does, in all tables. */
  const written = (work: () => void): number => {
    const total = () => Number(db.prepare('SELECT total_changes()').pluck().get())
    const before = total()
    work()
    return total() - before
  }

  test('100 of 20,000 that share a body: the others are not touched', () => {
    const first = keep(body)
    const ids = [first, ...many(20_000, () => keep(body, first))]
    // Of each its row and its mark as a repeat; of the first its row and the chunk.
    expect(written(() => db.transaction(() => remove(...ids.slice(0, 100)))())).toBe(200)
    expect(written(() => db.transaction(() => remove(...ids.slice(-100)))())).toBe(200)
    expect(count('requests WHERE body_of IS NOT NULL')).toBe(19_801)
    expect(read(ids[10_000] ?? 0)).toEqual(body)
  })

  test('who shares a body is found by an index, be it the first question or the last', () => {
    const plan = db.prepare('EXPLAIN QUERY PLAN SELECT id FROM requests WHERE body_of = ? ORDER BY id DESC LIMIT 1').all(1)
    expect(plan).toEqual([
      expect.objectContaining({ detail: expect.stringMatching(/^SEARCH requests USING .*requests_sharing \(body_of=\?\)$/) }),
    ])
  })

  test('retention by age takes them all, and no bytes stay behind', () => {
    const first = keep(body, null, null)
    many(1000, () => keep(body, first, null))
    const limits = { now: NOW + 10 * 86_400_000, maxBytes: 2 ** 40, inboxMaxBytes: 2 ** 40, inboxMaxAgeMs: 86_400_000 }
    let gone = 0
    for (let from: number | null = 0; from !== null; ) {
      const slice: { deleted: readonly number[]; next: number | null } = store.retain({ ...limits, from })
      gone += slice.deleted.length
      from = slice.next
    }
    expect(gone).toBe(1001)
    expect([count('requests'), count('chunks'), count('repeats')]).toEqual([0, 0, 0])
    expect(db.prepare("SELECT value FROM meta WHERE key = 'inbox_usage'").pluck().get()).toMatch(/"bytes":0,/)
  })
})

describe('a Delivery', () => {
  test('of a Request whose bytes are another’s that is gone sends them, small and large', async () => {
    for (const bytes of [body, Buffer.alloc(200_000, 3)]) {
      const first = keep(bytes)
      const second = keep(bytes, first)
      remove(first)
      resend(second, bytes.byteLength)
      const [leased] = await leaseDue()
      const sent = leased?.body ?? bodyReads(reader).readBody({ owner: leased?.bodyOwner ?? 0, size: bytes.byteLength })
      expect(leased?.body === null).toBe(bytes !== body)
      expect(Buffer.from(sent).equals(bytes)).toBe(true)
    }
  })

  test('of a Request that is gone still has its bytes, shows them, and can send them again; until then they stay', async () => {
    const first = keep(body)
    const [second, third] = [keep(body, first), keep(body, first)]
    const delivery = resend(first)
    expect(remove(first)).toEqual({ deleted: [], kept: [first] })
    const [leased] = await leaseDue()
    expect(leased?.body?.byteLength).toBe(body.byteLength)
    const outcome = { status: 500, outcome: 'status', reason: 'http-500', error: null, note: null }
    const answer = {
      url: null,
      requestHeaders: [],
      requestBody: null,
      responseHeaders: [],
      responseSize: 0,
      responseBody: new Uint8Array(),
    }
    const attempt = { at: NOW, durationMs: 1, ...outcome, ...answer }
    const fail = () =>
      lease().finishAttempts({
        attempts: [
          { deliveryId: delivery, run: 'r', state: 'failed', nextAttemptAt: null, waitMs: 0, stillMs: 0, now: NOW, health: null, attempt },
        ],
      })
    await fail()
    expect(remove(first)).toEqual({ deleted: [first], kept: [] })

    const attemptId = Number(db.prepare('SELECT id FROM attempts').pluck().get())
    const shown = () => deliveryReads(reader).attemptBody({ id: attemptId, part: 'request' })
    expect(shown()).toMatchObject({ kind: 'owner', owner: first, size: body.byteLength })
    expect(Buffer.from(bodyReads(reader).bodySlice({ owner: first, from: 0, length: 100 }))).toEqual(body)

    store.retryDelivery({ id: delivery, now: NOW })
    expect(remove(second, third)).toEqual({ deleted: [second], kept: [third] })
    const [again] = await leaseDue()
    expect(Buffer.from(again?.body ?? [])).toEqual(body)
    await fail()
    expect(remove(third)).toEqual({ deleted: [third], kept: [] })
    expect(owners()).toEqual([])
    expect(shown()).toBeNull()
  })
})

test('a database in which bytes were handed on from row to row is read on, and its heirs can go', () => {
  close()
  open(migrations.slice(0, 10))
  mint = idMint(() => NOW)
  statements = captureStatements(db)
  // Of an Event whose first Request is gone the second has inherited the bytes.
  const gone = mint()
  const [heir, third, fourth] = [mint(), mint(), mint()]
  for (const [id, owner] of [
    [heir, null],
    [third, heir],
    [fourth, heir],
  ] as const) {
    statements.insert(
      aRecord(id, { receivedAt: NOW, body }, { sourceId: 5 }, { repetition: 'duplicate', duplicateOf: gone, bodyOf: owner }),
    )
    statements.addRepeat(gone, id)
  }
  expect(migrate(db, folder.path).to).toBe(migrations.length)
  begin()
  remove(heir)
  expect([third, fourth].map(id => read(id).toString())).toEqual([body.toString(), body.toString()])
  remove(third)
  expect(read(fourth)).toEqual(body)
  remove(fourth)
  expect([count('requests'), count('chunks'), count('repeats')]).toEqual([0, 0, 0])
})
