import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AppEvent } from '#contract/events.ts'
import { systemClock } from '#node/clock.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink } from '../../support/delivery/sink.ts'
import { openWorld, type Place, type World } from '../../support/registration/world.ts'
import { connect, sourceFor } from './support.ts'

let world: World
let core: RunningCore
let sink: Sink
/** Pauses that a provider asks for end at once. */
const clock = { ...systemClock, timer: (ms: number, run: () => void) => systemClock.timer(ms === 7000 ? 0 : ms, run) }
beforeAll(async () => {
  world = await openWorld()
  core = await openCore({ ports: { providerNetwork: world.server.network, clock } })
  sink = await openSink()
})
afterAll(async () => {
  await core.end()
  await world.server.close()
  await sink.close()
})
beforeEach(() => {
  world.server.instead.length = 0
  world.server.seen.length = 0
  for (const place of world.places) place.clear()
})

const placeOf = (api: string) => world.places.find(place => place.api === api) as Place
type Changed = Extract<AppEvent, { type: 'job.changed' }>
const ended = async (jobId: string) =>
  (await core.event<Changed>('job.changed', ({ job }) => job.id === jobId && job.state !== 'running')).job
const rowsOf = async (sourceId: string) => (await core.rpc['requests.list']({})).rows.filter(row => row.sourceId === sourceId)
const HOUR = 3_600_000

async function backfill(id: string, more: { since?: number; forward?: boolean } = {}) {
  const { jobIds } = await core.rpc['sources.backfill']({ id, ...more })
  return ended(jobIds[0] ?? '')
}

test('GitHub sends again what failed, once each, and it arrives as real as ever', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  await connect(core, place, source.id)
  const [hook] = world.github.hooks
  if (!hook) throw new Error('no hook')
  const missed: string[] = [randomUUID(), randomUUID(), randomUUID()]
  const refused = randomUUID()
  await world.github.send(hook, 'push', '{"n":0}', randomUUID(), false)
  for (const guid of missed) await world.github.send(hook, 'push', `{"of":"${guid}"}`, guid, false)
  // As they are when nobody of ours was there: a tunnel that is off answers 404. What we refused ourselves was not missed.
  for (const delivery of world.github.deliveries) if (missed.includes(delivery.guid)) delivery.status_code = 404
  await core.rpc['requests.delete']({ ids: (await rowsOf(source.id)).map(row => row.id) })
  const db = core.sqlite()
  db.prepare('DELETE FROM claims').run()
  await world.github.send({ ...hook, config: { ...hook.config, secret: 'forged' } }, 'push', '{}', refused, false)

  const job = await backfill(source.id, { since: Date.now() - HOUR })
  expect(job).toMatchObject({ kind: 'backfill', state: 'done', done: 3, failed: 0 })
  const rows = (await rowsOf(source.id)).filter(row => row.verdict === 'verified')
  expect(rows.map(row => row.eventId).sort()).toEqual([...missed].sort())
  expect(rows.every(row => row.origin === 'received' && row.repetition === null)).toBe(true)
  const attempts = () => world.server.seen.filter(({ path }) => path.endsWith('/attempts')).length
  expect(attempts()).toBe(3)
  expect(await backfill(source.id, { since: Date.now() - HOUR })).toMatchObject({ state: 'done', done: 0 })
  expect(attempts()).toBe(3)
})

test('GitLab sends again five at a time, and is waited for when it wants a pause', async () => {
  const place = placeOf('gitlab')
  const source = await sourceFor(core, place)
  await connect(core, place, source.id)
  const [hook] = world.gitlab.hooks
  if (!hook) throw new Error('no hook')
  const keys = Array.from({ length: 7 }, () => randomUUID())
  for (const [n, key] of keys.entries()) {
    world.gitlab.events.unshift({
      id: 1000 + n,
      hook: hook.id,
      key,
      payload: `{"object_kind":"push","n":${n}}`,
      response_status: n % 2 ? '502' : 'internal error',
    })
  }
  const { jobIds } = await core.rpc['sources.backfill']({ id: source.id, since: Date.now() - HOUR })
  await core.event<Changed>('job.changed', ({ job }) => job.id === jobIds[0] && job.done > 0)
  world.server.instead.push({ status: 429, headers: { 'retry-after': '7' }, body: 'Retry later' })
  expect(await ended(jobIds[0] ?? '')).toMatchObject({ state: 'done', done: 7, failed: 0 })
  expect((await rowsOf(source.id)).map(row => row.eventId).sort()).toEqual([...keys].sort())
})

test('Stripe’s events are taken in as backfilled, unsigned, forwarded only when wanted, and never twice', async () => {
  const place = placeOf('stripe')
  const endpoint = await core.rpc['endpoints.save']({ name: 'app', url: sink.url, local: true })
  const source = await sourceFor(core, place)
  await core.rpc['sources.save']({ id: source.id, forwardTo: [endpoint.id] })
  await connect(core, place, source.id)
  const [made] = world.stripe.endpoints
  if (!made) throw new Error('no endpoint')
  const arrived = `evt_${randomUUID()}`
  await world.stripe.send(made, arrived)
  const before = sink.hits.length
  world.stripe.missed(arrived, 'payment_intent.succeeded', 300)
  for (let n = 0; n < 120; n++) world.stripe.missed(`evt_missed_${n}`, 'invoice.paid', 200 - n)
  world.stripe.missed('evt_old', 'invoice.paid', 90_000)

  expect(await backfill(source.id, { since: Date.now() - HOUR })).toMatchObject({ state: 'done', done: 120, failed: 0 })
  const rows = (await rowsOf(source.id)).filter(row => row.origin === 'backfilled')
  expect((await core.rpc['requests.count']({ filter: 'is:backfilled' })).count).toBe(120)
  // Oldest first, as they would have come.
  expect(rows[0]).toMatchObject({
    eventType: 'invoice.paid',
    verdict: 'unsigned',
    delivery: null,
    replyStatus: 0,
    note: expect.stringMatching(/Fetched from the provider’s API/),
  })
  const detail = await core.rpc['requests.get']({ id: rows[0]?.id ?? '' })
  expect(detail.verification).toMatchObject({ verdict: 'unsigned', explanation: expect.stringMatching(/Fetched from the provider’s API/) })
  expect(detail.occurredAt).toBeLessThan(detail.receivedAt)
  expect(sink.hits.length).toBeLessThanOrEqual(before + 1)

  // Again: nothing. By itself, later: a duplicate, not forwarded.
  expect(await backfill(source.id, { since: Date.now() - HOUR })).toMatchObject({ done: 0 })
  await world.stripe.send(made, 'evt_missed_3', 'invoice.paid')
  expect((await rowsOf(source.id))[0]).toMatchObject({
    eventId: 'evt_missed_3',
    verdict: 'verified',
    repetition: 'duplicate',
    delivery: null,
  })

  world.stripe.missed('evt_agreed', 'invoice.paid', 5)
  const forwarded = sink.hits.length
  expect(await backfill(source.id, { since: Date.now() - HOUR, forward: true })).toMatchObject({ done: 1 })
  await sink.received(forwarded + 1)
  expect(sink.hits.at(-1)?.body.toString()).toContain('evt_agreed')
})

test('Svix: an endpoint that is there is taken note of, its secret fetched, and recovery asked for; nothing else', async () => {
  const source = await core.rpc['sources.save']({ name: 'Svix', slug: 'svix-one', provider: 'standard-webhooks' })
  world.svixEndpoint.url = `${core.receiverUrl}/svix-one`
  const place = { ...placeOf('github'), api: 'svix', kind: 'endpoint', target: 'app_1/ep_1', token: world.svixToken, events: [] }
  const registration = await connect(core, place, source.id)
  expect(registration).toMatchObject({ attached: true, state: 'in-step', hooks: [{ remoteId: 'ep_1' }] })
  expect((await core.rpc['sources.list']({})).rows.find(row => row.id === source.id)?.secrets).toHaveLength(1)
  const since = Date.now() - HOUR
  expect(await backfill(source.id, { since })).toMatchObject({ state: 'done', done: 1 })
  const [recovery] = world.svix.recoveries
  expect(Date.parse(recovery?.since ?? '')).toBe(since - 5 * 60_000)
  await core.rpc['sources.disconnect']({ id: source.id })
  expect(world.server.seen.every(({ method, path }) => method === 'GET' || path.endsWith('/recover'))).toBe(true)
})

test('Shopify and Linear cannot, Telegram does so by itself: it is said', async () => {
  for (const api of ['shopify', 'linear']) {
    const place = placeOf(api)
    const source = await sourceFor(core, place)
    await connect(core, place, source.id)
    await expect(core.rpc['sources.backfill']({ id: source.id })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/can neither list nor resend/),
    })
  }
  const place = placeOf('telegram')
  const source = await sourceFor(core, place)
  await connect(core, place, source.id)
  world.telegram.bot.pending = 4
  expect(await backfill(source.id)).toMatchObject({ state: 'done', done: 4 })
  const none = await sourceFor(core, placeOf('github'))
  await expect(core.rpc['sources.backfill']({ id: none.id })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/not connected/),
  })
})

test('a token that is no longer good ends the job with a sentence', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  await connect(core, place, source.id)
  world.server.instead.push({ status: 401, body: { message: 'Bad credentials' } })
  expect(await backfill(source.id)).toMatchObject({ state: 'failed', error: expect.stringMatching(/does not accept this token/) })
})
