import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AppEvent } from '#contract/events.ts'
import { systemClock } from '#node/clock.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { openWorld, type Place, type World } from '../../support/registration/world.ts'
import { connect, openWay, sourceFor, type Way } from './support.ts'

let world: World
let core: RunningCore
let way: Way
/** How far the wall clock is ahead; rounds and pauses of some seconds are short. */
let ahead = 0
/** What each round adds: too little to look like sleep. */
let drift = 0
const clock = {
  ...systemClock,
  now: () => systemClock.now() + ahead,
  timer(ms: number, run: () => void) {
    ahead += drift
    return systemClock.timer(ms >= 5000 && ms <= 10_000 ? 20 : ms, run)
  },
}
/** Longer than their clock and ours may differ. */
const quarterOfAnHour = async () => {
  const until = ahead + 900_000
  drift = 8000
  await eventually(() => ahead).toBeGreaterThan(until)
  drift = 0
}
beforeAll(async () => {
  world = await openWorld()
  core = await openCore({ ports: { providerNetwork: world.server.network, clock } })
  way = await openWay(core)
})
afterAll(async () => {
  await core.end()
  await way.close()
  await world.server.close()
})
beforeEach(() => {
  world.server.instead.length = 0
  for (const place of world.places) place.clear()
})

let made = 90_000_000
type Changed = Extract<AppEvent, { type: 'job.changed' }>
const github = () => world.places.find(place => place.api === 'github') as Place
const eventIds = async (sourceId: string, of = core) =>
  (await of.rpc['requests.list']({})).rows.filter(row => row.sourceId === sourceId).map(({ eventId }) => eventId)
const disconnect = (id: string) => core.rpc['sources.disconnect']({ id })

/** A Source that is registered by the tunnel's own URL. */
async function connected(more: { backfillAuto?: boolean; kind?: string; target?: string } = {}, by = core) {
  const source = await sourceFor(by, github())
  await connect(by, github(), source.id, { publicUrl: undefined, ...more })
  const hook = world.github.hooks.at(-1)
  if (!hook) throw new Error('no hook')
  return { id: source.id, misses: () => noted(hook.id) }
}
/** As GitHub notes down what it could not deliver. @returns its guid */
function noted(hook: number | undefined): string {
  if (hook === undefined) throw new Error('no hook')
  const guid = randomUUID()
  const about = { event: 'push', payload: '{"late":true}', status_code: 502, redelivery: false }
  made += 1
  world.github.deliveries.unshift({ id: made, guid, hook, delivered_at: new Date(clock.now()).toISOString(), ...about })
  return guid
}

test('when the tunnel is back, what was missed meanwhile is asked for by itself, where that is wanted', async () => {
  await way.is('one')
  const wanted = await connected()
  const unwanted = await connected({ backfillAuto: false, kind: 'organisation', target: 'octo-org' })
  await way.is(null)
  const guid = wanted.misses()
  const other = unwanted.misses()
  await way.is('one')
  await eventually(() => eventIds(wanted.id)).toEqual([guid])
  expect((await core.rpc['jobs.list']({})).rows).toHaveLength(1)
  expect(await eventIds(unwanted.id)).toEqual([])
  const { jobIds } = await core.rpc['sources.backfill']({ id: unwanted.id })
  await core.event<Changed>('job.changed', ({ job }) => job.id === jobIds[0] && job.state === 'done')
  expect(await eventIds(unwanted.id)).toEqual([other])
  await disconnect(wanted.id)
  await disconnect(unwanted.id)
  await way.is(null)
})

test('what could not be fetched after one outage is fetched after the next', async () => {
  await way.is('one')
  const { id, misses } = await connected()
  await way.is(null)
  const first = misses()
  world.server.instead.push({ status: 401, body: { message: 'Bad credentials' } })
  const failed = core.event<Changed>('job.changed', ({ job }) => job.state === 'failed')
  await way.is('one')
  expect((await failed).job.error).toMatch(/does not accept this token/)
  await quarterOfAnHour()
  await way.is(null)
  const second = misses()
  await way.is('one')
  await eventually(async () => (await eventIds(id)).sort()).toEqual([first, second].sort())
  await disconnect(id)
  await way.is(null)
})

test('a provider that gives no answer yet is asked again by itself', async () => {
  await way.is('one')
  const { id, misses } = await connected()
  await way.is(null)
  const guid = misses()
  world.server.instead.push('hang-up', { status: 502, body: 'Bad gateway' })
  await way.is('one')
  await eventually(() => eventIds(id)).toEqual([guid])
  await disconnect(id)
  await way.is(null)
})

test('after sleep it is asked for too, though nothing ever looked lost', async () => {
  await way.is('one')
  const tunnelled = await connected()
  const own = await sourceFor(core, github())
  await connect(core, github(), own.id, { kind: 'organisation', target: 'octo-org' })
  const guid = tunnelled.misses()
  const missed = noted(world.github.hooks[1]?.id)
  expect(await eventIds(own.id)).toEqual([])
  ahead += 3_600_000
  await eventually(() => eventIds(tunnelled.id)).toEqual([guid])
  await eventually(() => eventIds(own.id)).toEqual([missed])
  await disconnect(tunnelled.id)
  await disconnect(own.id)
  await way.is(null)
})

test('of a URL of one’s own nobody knows whether it worked: everything since it was last asked is asked for at the next start', async () => {
  const folder = temporaryFolder()
  const open = () => openCore({ folder, ports: { providerNetwork: world.server.network, clock } })
  let session = await open()
  const source = await sourceFor(session, github())
  await connect(session, github(), source.id)
  noted(world.github.hooks.at(-1)?.id)
  const asked = `/deliveries/${made}/attempts`
  await quarterOfAnHour()
  await session.halt()
  session = await open()
  try {
    await eventually(() => world.server.seen.filter(({ path }) => path.endsWith(asked))).toHaveLength(1)
  } finally {
    await session.end()
  }
})

test('stopped while the tunnel is lost, what was missed before is asked for after the next start', async () => {
  const folder = temporaryFolder()
  // Nothing that waits five seconds comes: the tunnel goes on reconnecting.
  const timer = (ms: number, run: () => void) => (ms === 5000 ? () => {} : systemClock.timer(ms, run))
  const open = () => openCore({ folder, ports: { providerNetwork: world.server.network, clock: { ...clock, timer } } })
  let session = await open()
  let to = await openWay(session)
  await to.is('one')
  const { id, misses } = await connected({}, session)
  to.cut()
  await session.rpc['tunnel.check']({})
  expect((await session.rpc['tunnel.status']({})).state).toBe('reconnecting')
  const guid = misses()
  ahead += 3_600_000
  await session.halt()
  await to.close()
  session = await open()
  try {
    to = await openWay(session)
    await to.is('one')
    await eventually(() => eventIds(id, session)).toEqual([guid])
  } finally {
    await session.end()
    await to.close()
  }
})
