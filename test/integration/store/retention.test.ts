import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idMint } from '#domain/ids.ts'
import { migrate } from '#store/migrate.ts'
import { openWriter, type WritableDb } from '#store/open.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { deliveryWrites } from '#store/writer/deliveries.ts'
import { requestWrites } from '#store/writer/requests.ts'
import { aRecord } from '../../support/capture.ts'
import { temporaryFolder } from '../../support/launched.ts'

const NOW = 1_800_000_000_000
const DAY = 86_400_000
const MiB = 1024 ** 2
const roomy = { now: NOW, maxBytes: 1000 * MiB, inboxMaxBytes: 1000 * MiB, inboxMaxAgeMs: 7 * DAY }

let folder: ReturnType<typeof temporaryFolder>
let db: WritableDb
let store: ReturnType<typeof requestWrites> & ReturnType<typeof deliveryWrites>
let mint: () => number
beforeEach(() => {
  folder = temporaryFolder()
  db = openWriter(folder.path)
  migrate(db, folder.path)
  mint = idMint(() => NOW)
  store = { ...requestWrites(db, () => false), ...deliveryWrites(db, mint) }
})
afterEach(() => {
  db.close()
  folder.remove()
})

/** Stores a Request; `source` null = the Inbox. */
function keep(size: number, options: { source?: number; age?: number; bodyOf?: number; fill?: number } = {}): number {
  const id = mint()
  const bodyOf = options.bodyOf ?? null
  const capture = { receivedAt: NOW - (options.age ?? 0), body: new Uint8Array(size).fill(options.fill ?? 1) }
  const repeat = { repetition: bodyOf === null ? null : ('duplicate' as const), duplicateOf: bodyOf, bodyOf }
  captureStatements(db).insert(aRecord(id, capture, { sourceId: options.source ?? null }, repeat))
  if (bodyOf !== null) captureStatements(db).addRepeat(bodyOf, id)
  return id
}

/** A Message of its own bytes with one Delivery; ended unless `pending`. */
function send(size: number, pending = false): number {
  const { messageId, deliveryIds } = store.createMessage({
    kind: 'composed',
    requestId: null,
    eventType: 'a',
    method: 'POST',
    path: '',
    headers: [],
    sign: { mode: 'endpoint' },
    body: { bytes: new Uint8Array(size) },
    idempotency: null,
    targets: [{ endpointId: 0, target: { name: 'a', url: 'http://a', local: false } }],
    now: NOW,
  })
  if (!pending) store.cancelDelivery({ id: deliveryIds[0] ?? 0, now: NOW })
  return messageId
}

/** Slices until the store is within its limits. @returns ids that went, in the order in which they went, and the number of slices */
function retain(limits: Partial<typeof roomy>) {
  const gone: number[] = []
  let slices = 0
  for (let from: number | null = 0; from !== null; slices++) {
    const { deleted, next } = store.retain({ ...roomy, ...limits, from })
    gone.push(...deleted)
    from = next
  }
  return { gone, slices }
}
const ids = (table: string): unknown[] => db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all()
const pragma = (name: string): number => Number(db.pragma(name, { simple: true }))
const used = (): number => (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
const fileSize = (): number => pragma('page_count') * pragma('page_size')

describe('the Inbox', () => {
  test('loses what is too old, and nothing else: not what belongs to a Source, nor what is pinned or younger', () => {
    const old = [keep(10, { age: 9 * DAY }), keep(10, { age: 8 * DAY })]
    const pinned = keep(10, { age: 8 * DAY })
    store.updateRequest({ id: pinned, pinned: true })
    const ofSource = keep(10, { age: 30 * DAY, source: 5 })
    const young = keep(10, { age: 6 * DAY })
    expect(retain({}).gone).toEqual(old)
    expect(ids('requests')).toEqual([pinned, ofSource, young])
    expect(retain({}).gone).toEqual([])
  })

  test('above its bytes loses the oldest until it fits; what a Source has does not count', () => {
    keep(5 * MiB, { source: 5 })
    const rows = Array.from({ length: 5 }, () => keep(MiB))
    expect(retain({ inboxMaxBytes: 5 * MiB }).gone).toEqual([])
    expect(retain({ inboxMaxBytes: 3 * MiB }).gone).toEqual(rows.slice(0, 2))
    // The saved sum follows what came and what went since.
    rows.push(keep(MiB))
    expect(store.deleteRequests({ ids: [rows[2] ?? 0] }).deleted).toHaveLength(1)
    expect(retain({ inboxMaxBytes: 3 * MiB }).gone).toEqual([])
    rows.push(keep(MiB))
    expect(retain({ inboxMaxBytes: 3 * MiB }).gone).toEqual([rows[3]])
  })

  test('of many goes in slices, oldest first; a Request that is still being delivered stays and does not stop the others', () => {
    const rows = Array.from({ length: 450 }, () => keep(10, { age: 8 * DAY }))
    const [first = 0] = rows
    store.createForward({
      requestId: first,
      endpointId: 1,
      target: { name: 'a', url: 'http://a', local: false },
      path: '',
      method: 'POST',
      eventType: null,
      size: 10,
      now: NOW,
    })
    const { gone, slices } = retain({})
    expect(gone).toEqual(rows.slice(1))
    expect(slices).toBeGreaterThan(2)
    expect(ids('requests')).toEqual([first])
  })

  test('is found by an index: however much Sources have, a round does not look at it', () => {
    const plan = db
      .prepare('EXPLAIN QUERY PLAN SELECT id FROM requests WHERE source_id IS NULL AND pinned = 0 AND id > ? ORDER BY id LIMIT 5')
      .all(0) as { detail: string }[]
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('requests_inbox (pinned=? AND rowid>?)')])
  })
})

describe('the whole store', () => {
  test('above its limit loses the oldest, whosever they are, and no more than it must', () => {
    const rows = Array.from({ length: 12 }, (_, i) => keep(MiB, i % 2 ? { source: 5 } : {}))
    const [pinned = 0] = rows
    store.updateRequest({ id: pinned, pinned: true })
    const maxBytes = used() - 4 * MiB
    const { gone } = retain({ maxBytes })
    expect(gone).toEqual(rows.slice(1, 1 + gone.length))
    expect(used()).toBeLessThanOrEqual(maxBytes)
    expect(used()).toBeGreaterThan(maxBytes - 2 * MiB)
  })

  test('what was sent goes like what has come: a store that is full of it is not emptied of every Request', () => {
    const sent = Array.from({ length: 10 }, () => send(MiB))
    const waiting = send(MiB, true)
    const captured = [keep(MiB), keep(MiB, { source: 5 })]
    const maxBytes = used() - 5 * MiB
    expect(retain({ maxBytes }).gone).toEqual([])
    expect(used()).toBeLessThanOrEqual(maxBytes)
    expect(ids('requests')).toEqual(captured)
    const left = ids('messages')
    expect(left).toEqual([...sent.slice(1 - left.length), waiting])
    expect(left.length).toBeGreaterThan(3)
    // Nothing of those that went is left behind.
    expect(ids('deliveries')).toHaveLength(left.length)
    expect(db.prepare('SELECT DISTINCT owner FROM chunks ORDER BY owner').pluck().all()).toEqual([...left, ...captured])
  })

  test('what is still to be sent stays, even when nothing else is left to delete', () => {
    const waiting = send(2 * MiB, true)
    expect(retain({ maxBytes: MiB }).gone).toEqual([])
    expect(ids('messages')).toEqual([waiting])
  })

  test('a body that others of the Event share stays when the Request that held it goes', () => {
    const first = keep(100_000, { age: 8 * DAY, fill: 7 })
    const sharing = [keep(100_000, { bodyOf: first, fill: 7 }), keep(100_000, { bodyOf: first, fill: 7 })]
    expect(retain({}).gone).toEqual([first])
    expect(db.prepare('SELECT id, body_of, body FROM requests ORDER BY id').all()).toEqual(
      sharing.map(id => ({ id, body_of: first, body: null })),
    )
    expect(db.prepare('SELECT owner, n, length(bytes) AS bytes FROM chunks').all()).toEqual([{ owner: first, n: 0, bytes: 100_000 }])
  })

  test('gives its room back to the file system, but for what the next captures will need', () => {
    for (let i = 0; i < 100; i++) keep(MiB, { source: 5 })
    const before = fileSize()
    const { slices } = retain({ maxBytes: 5 * MiB })
    expect(slices).toBeGreaterThan(10)
    expect(used()).toBeLessThanOrEqual(5 * MiB)
    expect(fileSize()).toBeLessThan(before - 20 * MiB)
    expect(fileSize()).toBeGreaterThan(60 * MiB)
  })
})
