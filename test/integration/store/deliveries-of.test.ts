import { afterEach, expect, test } from 'vitest'
import { idMint } from '#domain/ids.ts'
import { deliveriesOf } from '#store/deliveries-of.ts'
import { migrate } from '#store/migrate.ts'
import { openWriter, type WritableDb } from '#store/open.ts'
import { captureStatements } from '#store/writer/capture.ts'
import { deliveryWrites } from '#store/writer/deliveries.ts'
import { replyStatements } from '#store/writer/replies.ts'
import { aRecord } from '../../support/capture.ts'
import { temporaryFolder } from '../../support/launched.ts'

const NOW = 1_800_000_000_000
const folder = temporaryFolder()
let db: WritableDb
afterEach(() => {
  db.close()
  folder.remove()
})

test('Deliveries are found between the ids of their Message and of the next, however they were made, and whoever goes first', () => {
  db = openWriter(folder.path)
  migrate(db, folder.path)
  const mint = idMint(() => NOW)
  const store = deliveryWrites(db, mint)
  const target = { name: 'app', url: 'http://127.0.0.1:1/', local: true }
  const requestId = mint()
  captureStatements(db).insert(aRecord(requestId, { receivedAt: NOW, body: new Uint8Array(3) }))
  const send = (targets: number) =>
    store.createMessage({
      kind: 'composed',
      requestId: null,
      eventType: null,
      method: 'POST',
      path: '',
      headers: [],
      sign: { mode: 'endpoint' },
      body: { bytes: new Uint8Array(3) },
      idempotency: null,
      targets: Array.from({ length: targets }, (_, i) => ({ endpointId: i + 1, target })),
      now: NOW,
    })
  const common = { requestId, endpointId: 1, target, path: '', method: 'POST', eventType: null, size: 3, now: NOW }
  // Named when its sender began to wait, kept when the app has answered, after those that came meanwhile.
  const asked = { messageId: mint(), deliveryId: mint() }
  const many = send(3)
  send(0)
  store.createForward(common)
  const attempt = { at: NOW, durationMs: 1, status: 200, outcome: 'ok', reason: null, error: null, note: null }
  const nothing = { url: null, requestHeaders: [], requestBody: null, responseHeaders: [], responseSize: 0, responseBody: new Uint8Array() }
  replyStatements(db, mint).addPassedThrough({ ...common, ...asked, attempt: { ...attempt, ...nothing }, delivered: true })
  const last = send(2)

  const messages = db.prepare<[], number>('SELECT id FROM messages ORDER BY id').pluck()
  const found = db.prepare<[{ id: number }], number>(`SELECT d.id FROM deliveries d WHERE ${deliveriesOf('@id')} ORDER BY d.id`).pluck()
  const scanned = db.prepare<[number], number>('SELECT id FROM deliveries WHERE message_id = ? ORDER BY id').pluck()
  const all = () => messages.all().map(id => found.all({ id }))
  expect(all()).toEqual(messages.all().map(id => scanned.all(id)))
  expect(all().map(ids => ids.length)).toEqual([1, 3, 0, 1, 2])

  // A Message stays while one of its Deliveries does, and goes with the last.
  const purge = (ids: readonly number[]) => {
    for (const id of ids) store.cancelDelivery({ id, now: NOW })
    return store.purgeDeliveries({ ids })
  }
  expect(purge(many.deliveryIds.slice(0, 2))).toBe(2)
  expect(all().map(ids => ids.length)).toEqual([1, 1, 0, 1, 2])
  expect(purge(many.deliveryIds.slice(2))).toBe(1)
  expect(purge(last.deliveryIds)).toBe(2)
  expect(all().map(ids => ids.length)).toEqual([1, 0, 1])
})
