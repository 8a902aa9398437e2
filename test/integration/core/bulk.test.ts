import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppEvent } from '#contract/events.ts'
import type { InputOf } from '#contract/methods.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink, status } from '../../support/delivery/sink.ts'
import { temporaryFolder } from '../../support/launched.ts'

let core: RunningCore
let sink: Sink
const folder = temporaryFolder()
beforeAll(async () => {
  core = await openCore({ folder })
  sink = await openSink()
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

type Changed = Extract<AppEvent, { type: 'job.changed' }>
async function run(input: InputOf<'jobs.start'>) {
  const { jobId } = await core.rpc['jobs.start'](input)
  return (await core.event<Changed>('job.changed', ({ job }) => job.id === jobId && job.state !== 'running')).job
}
/** An Endpoint that tries once. */
const endpoint = async (path: string, more: object = {}) =>
  (await core.rpc['endpoints.save']({ url: `${sink.url}/${path}`, name: path, retry: { preset: 'none' }, ...more })).id
const send = (id: string, body: string) => core.rpc['messages.send']({ endpointIds: [id], eventType: 'bulk', body })
const listed = async (input: InputOf<'deliveries.list'>) => (await core.rpc['deliveries.list']({ limit: 500, ...input })).rows

describe('dead letters', () => {
  test('are grouped by where and why, retried by group and since a time, in order, and purged', async () => {
    const one = await endpoint('one')
    const two = await endpoint('two')
    sink.answer = (hit, response) => void response.writeHead(hit.url === '/one' && hit.body.toString().startsWith('a') ? 500 : 503).end()
    for (let i = 0; i < 3; i++) await send(one, `a${i}`)
    for (let i = 0; i < 5; i++) await send(one, `b${i}`)
    await send(two, 'c')
    await eventually(async () => (await listed({ state: 'failed' })).length).toBe(9)

    const groups = await core.rpc['deliveries.groups']({})
    expect(groups).toMatchObject({ total: 9, complete: true })
    expect(groups.rows.map(({ reason, title, endpointName, count }) => [reason, title, endpointName, count])).toEqual([
      ['http-503', 'Answered 503', 'one', 5],
      ['http-500', 'Answered 500', 'one', 3],
      ['http-503', 'Answered 503', 'two', 1],
    ])
    expect(await listed({ reason: 'http-503', endpointId: one })).toHaveLength(5)

    sink.answer = status(200)
    await core.rpc['endpoints.save']({ id: one, ordered: true })
    await core.rpc['endpoints.probe']({ id: one })
    sink.hits.length = 0
    const byReason = await run({ kind: 'deliveries.retry', options: { endpointId: one, reason: 'http-503' } })
    expect(byReason).toMatchObject({ state: 'done', done: 5, failed: 0, total: 5 })
    await sink.received(5)
    expect(sink.hits.map(hit => hit.body.toString())).toEqual(['b0', 'b1', 'b2', 'b3', 'b4'])

    const [oldest] = (await listed({ state: 'failed' })).slice(-1)
    const since = (oldest?.createdAt ?? 0) + 1
    expect(await run({ kind: 'deliveries.retry', options: { since: Date.now() + 1000 } })).toMatchObject({ done: 0, total: 0 })
    expect(await run({ kind: 'deliveries.retry', options: { endpointId: one, since } })).toMatchObject({ done: 2 })
    await sink.received(7)
    expect(await listed({ state: 'failed' })).toHaveLength(2)

    await expect(core.rpc['jobs.start']({ kind: 'deliveries.purge', options: { everything: true } })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    const [lost] = await listed({ state: 'failed', endpointId: two })
    expect(await run({ kind: 'deliveries.purge', options: { endpointId: two } })).toMatchObject({ state: 'done', done: 1 })
    // Windows learn which ones are gone; one that is gone is told of in words for people.
    const removed = await core.event<Extract<AppEvent, { type: 'delivery.removed' }>>('delivery.removed')
    expect(removed.ids).toEqual([lost?.id])
    const gone = { code: 'not_found', message: expect.stringContaining('no longer exists') }
    await expect(core.rpc['deliveries.get']({ id: lost?.id ?? '' })).rejects.toMatchObject(gone)
    await expect(core.rpc['deliveries.retry']({ id: lost?.id ?? '' })).rejects.toMatchObject(gone)
    const [arrived] = await listed({ state: 'delivered' })
    expect(await run({ kind: 'deliveries.purge', ids: [arrived?.id ?? ''] })).toMatchObject({ done: 0, failed: 1 })
    expect(await core.rpc['deliveries.get']({ id: arrived?.id ?? '' })).toMatchObject({ state: 'delivered' })
    expect(await run({ kind: 'deliveries.purge' })).toMatchObject({ state: 'done', done: 1 })
    expect((await core.rpc['deliveries.groups']({})).total).toBe(0)
    expect(await listed({ state: 'delivered' })).toHaveLength(7)
    const db = core.sqlite()
    const orphans = db.prepare('SELECT count(*) FROM attempts WHERE delivery_id NOT IN (SELECT id FROM deliveries)').pluck().get()
    const messages = db.prepare('SELECT count(*) FROM messages WHERE id NOT IN (SELECT message_id FROM deliveries)').pluck().get()
    expect([orphans, messages]).toEqual([0, 0])
  })
})

describe('requests.resend as a job', () => {
  const capture = async (count: number, path: string) => {
    for (let i = 0; i < count; i++) await (await fetch(`${core.receiverUrl}/${path}`, { method: 'POST', body: `${path}-${i}` })).text()
  }
  const bodies = (path: string) => sink.hits.map(hit => hit.body.toString()).filter(body => body.startsWith(path))
  const expected = (count: number, path: string) => Array.from({ length: count }, (_, i) => `${path}-${i}`)

  test('sends in the order of arrival, over pages of the list, and nothing that comes in meanwhile', async () => {
    const id = await endpoint('ordered', { ordered: true })
    await capture(230, 'rangeword')
    sink.hits.length = 0
    const options = { to: { endpointId: id }, sign: 'as-received' }
    const job = await run({ kind: 'requests.resend', filter: 'rangeword', options })
    expect(job).toMatchObject({ state: 'done', done: 230, failed: 0, total: 230 })
    await sink.received(230)
    expect(bodies('rangeword')).toEqual(expected(230, 'rangeword'))
  })

  test('at a given rate, and at the pace at which they came', async () => {
    const id = await endpoint('paced', { ordered: true })
    await capture(6, 'pacedword')
    const { rows } = await core.rpc['requests.list']({ filter: 'pacedword', limit: 6 })
    const due = async (pace: unknown, which: { ids: string[] } | { filter: string }) => {
      await core.rpc['endpoints.save']({ id, paused: true })
      const options = { to: { endpointId: id }, sign: 'as-received', pace }
      expect(await run({ kind: 'requests.resend', ...which, options })).toMatchObject({ state: 'done', done: 6 })
      const pending = (await listed({ state: 'pending', endpointId: id })).reverse()
      for (const row of pending) await core.rpc['deliveries.cancel']({ id: row.id })
      return pending.map(row => (row.nextAttemptAt ?? 0) - (pending[0]?.nextAttemptAt ?? 0))
    }
    // The ids newest first, as a list gives them: the order of arrival counts.
    const ids = rows.map(row => row.id)
    expect(await due({ perSecond: 10 }, { ids })).toEqual([0, 100, 200, 300, 400, 500])
    const times = rows.map(row => row.receivedAt).reverse()
    expect(await due('original', { filter: 'pacedword' })).toEqual(times.map(at => at - (times[0] ?? 0)))
    await expect(due({ perSecond: 0 }, { ids })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('is cancelled between steps, and goes on after a restart without sending anything twice', async () => {
    const id = await endpoint('restart', { ordered: true })
    await capture(8, 'slowlyword')
    sink.hits.length = 0
    // Two a second: after the first second's worth it waits.
    const options = { to: { endpointId: id }, sign: 'as-received', pace: { perSecond: 2 } }
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.resend', filter: 'slowlyword', options })
    await core.event<Changed>('job.changed', ({ job }) => job.id === jobId && job.done > 0)
    await core.halt()
    core = await openCore({ folder })
    await sink.received(8)
    await eventually(async () => (await core.rpc['jobs.get']({ id: jobId })).state).toBe('done')
    expect(bodies('slowlyword')).toEqual(expected(8, 'slowlyword'))

    const second = await core.rpc['jobs.start']({
      kind: 'requests.resend',
      filter: 'slowlyword',
      options: { ...options, pace: { perSecond: 0.5 } },
    })
    await core.event<Changed>('job.changed', ({ job }) => job.id === second.jobId && job.done > 0)
    await core.rpc['jobs.cancel']({ id: second.jobId })
    expect(await core.rpc['jobs.get']({ id: second.jobId })).toMatchObject({ state: 'cancelled' })
    expect(await listed({ state: 'pending', endpointId: id })).toHaveLength((await core.rpc['jobs.get']({ id: second.jobId })).done - 1)
  })
})

test('a job that cannot write how far it is says so, and ends when it can: it does not seem to run for ever', async () => {
  for (let i = 0; i < 3; i++) await (await fetch(`${core.receiverUrl}/stuck`, { method: 'POST', body: `stuckword-${i}` })).text()
  const lock = core.sqlite()
  const options = { to: { url: `${sink.url}/stuck` }, sign: 'as-received', pace: { perSecond: 1 } }
  const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.resend', filter: 'stuckword', options })
  const stuck = core.event<Changed>('job.changed', ({ job }) => job.id === jobId && job.state === 'running' && job.error !== null)
  lock.pragma('busy_timeout = 5000')
  lock.exec('BEGIN IMMEDIATE')
  expect((await stuck).job.error).toBeTruthy()
  lock.exec('COMMIT')
  await eventually(async () => (await core.rpc['jobs.get']({ id: jobId })).state).not.toBe('running')
})

test('an Endpoint that is switched on again delivers what waited, or cancels it when told to', async () => {
  const id = await endpoint('waiting', { enabled: false })
  const row = async () => (await core.rpc['endpoints.list']({})).rows.find(known => known.id === id)
  expect((await row())?.sending).toMatchObject({ state: 'disabled', reason: 'Disabled by you.' })
  const wait = async () => (await send(id, 'x')).deliveryIds[0] ?? ''
  const state = async (delivery: string) => (await core.rpc['deliveries.get']({ id: delivery })).state
  const cancelled = await wait()
  await core.rpc['endpoints.save']({ id, enabled: true, waiting: 'cancel' })
  expect(await state(cancelled)).toBe('cancelled')
  await core.rpc['endpoints.save']({ id, enabled: false })
  const delivered = await wait()
  await core.rpc['endpoints.save']({ id, enabled: true })
  await eventually(() => state(delivered)).toBe('delivered')
  expect((await row())?.sending).toMatchObject({ state: 'active', reason: null })
})

test('a forward goes only to the Endpoints that want its event type', async () => {
  const all = await endpoint('every')
  const pushes = await endpoint('pushes', { eventTypes: ['push', 'pull_request*'] })
  const stars = await endpoint('stars', { eventTypes: ['star'] })
  await core.rpc['sources.save']({ name: 'Hub', slug: 'hub', provider: 'github', forwardTo: [all, pushes, stars] })
  sink.hits.length = 0
  await fetch(`${core.receiverUrl}/hub`, {
    method: 'POST',
    headers: { 'X-GitHub-Event': 'push', 'X-GitHub-Delivery': crypto.randomUUID(), 'Content-Type': 'application/json' },
    body: '{"ref":"x"}',
  })
  const came = () => sink.hits.map(hit => hit.url).filter(url => ['/every', '/pushes', '/stars'].includes(url))
  await eventually(() => came().length).toBe(2)
  await eventually(async () => (await listed({ state: 'pending', endpointId: stars })).length).toBe(0)
  expect(came().sort()).toEqual(['/every', '/pushes'])
})

test('a window sees a delivery that takes a while under way, and its end after that', async () => {
  let answer = () => {}
  const slow = await openSink((_, response) => {
    answer = () => response.end()
  })
  const seen: string[] = []
  const { id } = await core.rpc['endpoints.save']({ name: 'Slow', url: slow.url })
  const stop = core.hub.subscribe({ topics: ['delivery.changed'] }, event => {
    if (event.type === 'delivery.changed') for (const row of event.rows) if (row.endpointId === id) seen.push(row.state)
  })
  await core.rpc['messages.send']({ endpointIds: [id], eventType: 'a.b', body: '{}' })
  await eventually(() => seen.at(-1)).toBe('delivering')
  answer()
  await eventually(() => seen.at(-1)).toBe('delivered')
  stop.close()
  await slow.close()
})

test('a delivery tells where it goes, with what its message appends; a credential in it is masked', async () => {
  const id = await endpoint('base', { paused: true })
  await (await fetch(`${core.receiverUrl}/whereword`, { method: 'POST', body: 'whereword' })).text()
  const [request] = (await core.rpc['requests.list']({ filter: 'whereword' })).rows
  const { deliveryIds } = await core.rpc['requests.resend']({
    ids: [request?.id ?? ''],
    to: { endpointId: id },
    sign: 'as-received',
    edit: { path: '/more?y=1&token=abc' },
  })
  const url = async () => (await core.rpc['deliveries.get']({ id: deliveryIds[0] ?? '' })).url
  expect(await url()).toBe(`${sink.url}/base/more?y=1&token=••••••••`)
  await core.rpc['endpoints.save']({ id, url: `${sink.url}/moved` })
  expect(await url()).toBe(`${sink.url}/moved/more?y=1&token=••••••••`)
})
