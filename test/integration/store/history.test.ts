import { afterEach, beforeEach, expect, test } from 'vitest'
import { idMint } from '#domain/ids.ts'
import { migrate } from '#store/migrate.ts'
import { openWriter, type WritableDb } from '#store/open.ts'
import { deliveryGroupReads } from '#store/reader/delivery-groups.ts'
import { jobWrites } from '#store/writer/jobs.ts'
import { temporaryFolder } from '../../support/launched.ts'

const NOW = 1_800_000_000_000
let folder: ReturnType<typeof temporaryFolder>
let db: WritableDb
beforeEach(() => {
  folder = temporaryFolder()
  db = openWriter(folder.path)
  migrate(db, folder.path)
})
afterEach(() => {
  db.close()
  folder.remove()
})

test('of jobs that have ended the newest two hundred are kept; one that runs stays, however old', () => {
  const jobs = jobWrites(
    db,
    idMint(() => NOW),
  )
  const create = () => jobs.createJob({ kind: 'requests.delete', inputJson: '{}', total: null, now: NOW })
  const running = create()
  const ended = Array.from({ length: 250 }, () => {
    const { id } = create()
    jobs.cancelJob({ id, now: NOW })
    return id
  })
  const last = create()
  const left = db.prepare('SELECT id FROM jobs ORDER BY id').pluck().all()
  expect(left).toEqual([running.id, ...ended.slice(-200), last.id])
})

test('a group of dead letters tells of its newest, whatever changed last', () => {
  const insert = db.prepare(
    `INSERT INTO deliveries (id, message_id, endpoint_id, target_json, state, reason, last_error, created_at, updated_at)
     VALUES (?, ?, 7, ?, 'failed', 'http-500', ?, 0, ?)`,
  )
  const target = (name: string) => JSON.stringify({ name, url: 'http://x', local: true })
  insert.run(11, 1, target('old name'), 'first', 300)
  insert.run(12, 2, target('old name'), 'second', 100)
  insert.run(13, 3, target('new name'), 'third', 200)
  expect(deliveryGroupReads(db).groupFailed({ endpointId: null, sinceId: 0 })).toMatchObject({
    rows: [{ endpointName: 'new name', count: 3, firstAt: 100, lastAt: 300, deliveryId: expect.stringMatching(/d$/), lastError: 'third' }],
    total: 3,
    complete: true,
  })
})
