import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createProviderApi, type ProviderApi } from '#app/provider-api.ts'
import { systemClock } from '#node/clock.ts'
import type { Adapter, Order } from '#registration/adapter.ts'
import type { Send } from '#registration/call.ts'
import { bringInStep, finish, withdraw } from '#registration/engine.ts'
import { adapterById } from '#registration/index.ts'
import type { Run, State } from '#registration/steps.ts'
import { openWorld, type Place, type World } from '../../support/registration/world.ts'

let world: World
let api: ProviderApi
beforeAll(async () => {
  world = await openWorld()
  api = createProviderApi(systemClock, world.server.network)
})
afterAll(async () => {
  await api.close()
  await world.server.close()
})

const FIRST = 'https://first.example.com/hook'
const SECOND = 'https://second.example.com/hook'
const names = ['github', 'gitlab', 'stripe', 'shopify', 'linear', 'telegram']

class Crash extends Error {}

/** A disk, and a process that dies before or after its n-th effect (a write to disk, a call). */
function machine(adapter: Adapter, base: string) {
  const disk: { state: State; secrets: string[] } = { state: { parts: [], doing: null }, secrets: [] }
  const send = api.at({ base, own: false, local: false })
  let left = Number.POSITIVE_INFINITY
  let before = false
  const effect = async <T>(work: () => Promise<T> | T): Promise<T> => {
    left -= 1
    if (left < 0 || (left === 0 && before)) throw new Crash()
    const value = await work()
    if (left === 0) throw new Crash()
    return value
  }
  const sending: Send = call => effect(() => send(call))
  const run: Run = {
    now: systemClock.now,
    send: sending,
    save: state =>
      effect(() => {
        disk.state = state
      }),
    keepSecret: secret => effect(() => void disk.secrets.push(secret)),
  }
  return {
    disk,
    run,
    adapter,
    /** Dies at the n-th effect from now; `early`: before it, else right after it. */
    dieAt(n: number, early: boolean) {
      left = n
      before = early
    },
    live() {
      left = Number.POSITIVE_INFINITY
    },
  }
}

describe.each(names)('%s', name => {
  const adapter = adapterById(name) as Adapter
  let place: Place
  let order: Order
  beforeEach(() => {
    place = world.places.find(({ api: of }) => of === name) as Place
    place.clear()
    world.server.instead.length = 0
    const { kind, target, token, events } = place
    const secret = adapter.secret === 'made-here' ? 'a-secret-made-here' : null
    const marker = `hookbench-${Math.random().toString(16).slice(2, 18)}`
    order = { base: adapter.base.usual.replace('{target}', target), kind, target, token, events, url: FIRST, secret, marker }
  })
  const hooks = () => adapter.parts(order).length
  const all = (url: string) => Array.from({ length: hooks() }, () => url)

  test('whenever a process dies while it connects, the next one ends with one hook of its own', async () => {
    let crashes = 0
    for (const early of [true, false]) {
      for (let n = 1; ; n++) {
        place.clear()
        const it = machine(adapter, order.base)
        it.dieAt(n, early)
        const died = await bringInStep(adapter, order, it.disk.state, it.run, true).then(
          () => false,
          error => {
            if (!(error instanceof Crash)) throw error
            return true
          },
        )
        it.live()
        if (died) crashes += 1
        const done = await bringInStep(adapter, order, it.disk.state, it.run, true)
        expect(done, `after a death at effect ${n}`).toMatchObject({ ok: true, state: { doing: null } })
        expect(place.urls()).toEqual(all(FIRST))
        expect(it.disk.state.parts.every(part => part.remoteId !== null && part.url === FIRST)).toBe(true)
        // Whatever the provider signs with is known here.
        if (adapter.secret === 'comes-back') expect(it.disk.secrets).toContain(secretNow(name))
        if (!died) break
      }
    }
    expect(crashes).toBeGreaterThan(4)
  })

  test('whenever a process dies while the URL changes or while it disconnects, the next one finishes', async () => {
    for (const early of [true, false]) {
      for (let n = 1; ; n++) {
        place.clear()
        const it = machine(adapter, order.base)
        await bringInStep(adapter, order, it.disk.state, it.run, true)
        it.dieAt(n, early)
        const moved = await bringInStep(adapter, { ...order, url: SECOND }, it.disk.state, it.run, false).catch(() => 'died')
        it.live()
        expect(await bringInStep(adapter, { ...order, url: SECOND }, it.disk.state, it.run, false)).toMatchObject({ ok: true })
        expect(place.urls()).toEqual(all(SECOND))

        it.dieAt(n, early)
        const removed = await withdraw(adapter, { ...order, url: SECOND }, it.disk.state, it.run).catch(() => 'died')
        it.live()
        expect(await withdraw(adapter, { ...order, url: SECOND }, it.disk.state, it.run)).toMatchObject({ ok: true })
        expect(place.urls()).toEqual([])
        if (moved !== 'died' && removed !== 'died') break
      }
    }
  })

  test('an answer that is lost leaves it open; what was made is found and taken on, at the start already', async () => {
    const it = machine(adapter, order.base)
    world.server.instead.push(await listing(), 'lost')
    const lost = await bringInStep(adapter, order, it.disk.state, it.run, true)
    expect(lost).toMatchObject({ ok: false, problem: { code: 'unclear' }, state: { doing: { what: 'create', url: FIRST } } })
    expect(place.urls()).toEqual([FIRST])
    const mended = await finish(adapter, order, it.disk.state, it.run)
    expect(mended).toMatchObject({ ok: true, state: { doing: null } })
    await bringInStep(adapter, order, it.disk.state, it.run, true)
    expect(place.urls()).toEqual(all(FIRST))
  })

  test('a hook of somebody else’s with that very URL is neither taken on nor touched', async () => {
    await place.plant(FIRST)
    const it = machine(adapter, order.base)
    expect(await bringInStep(adapter, order, it.disk.state, it.run, true)).toMatchObject({ ok: false, problem: { code: 'exists' } })
    expect(place.urls()).toEqual([FIRST])
    expect(it.disk.state.parts.every(({ remoteId }) => remoteId === null)).toBe(true)
    await withdraw(adapter, order, it.disk.state, it.run)
    expect(place.urls()).toEqual([FIRST])
  })

  test('what somebody removed there stays gone until a person wants it again', async () => {
    const it = machine(adapter, order.base)
    await bringInStep(adapter, order, it.disk.state, it.run, true)
    place.clear()
    await bringInStep(adapter, { ...order, url: SECOND }, it.disk.state, it.run, false)
    expect(place.urls()).toEqual([])
    expect(it.disk.state.parts.every(part => part.remoteId === null && part.url === FIRST)).toBe(true)
    await bringInStep(adapter, { ...order, url: SECOND }, it.disk.state, it.run, true)
    expect(place.urls()).toEqual(all(SECOND))
  })

  /** The provider's own answer to the first call, so that the second one's can be lost. */
  async function listing() {
    const answer = await api.at({ base: order.base, own: false, local: false })(adapter.list(order, null))
    if (answer.kind !== 'answer') throw new Error(answer.reason)
    return { status: answer.status, body: answer.text }
  }
})

function secretNow(name: string): string | undefined {
  return name === 'stripe' ? world.stripe.endpoints[0]?.secret : world.linear.webhooks[0]?.secret
}

test('telegram: a webhook that replaced ours is not removed', async () => {
  const adapter = adapterById('telegram') as Adapter
  const place = world.places.find(({ api: of }) => of === 'telegram') as Place
  place.clear()
  const order: Order = {
    base: adapter.base.usual,
    kind: 'bot',
    target: '',
    token: place.token,
    events: ['message'],
    url: FIRST,
    secret: 's',
    marker: 'm',
  }
  const it = machine(adapter, order.base)
  await bringInStep(adapter, order, it.disk.state, it.run, true)
  await place.plant('https://somebody.example.com/')
  expect(await withdraw(adapter, order, it.disk.state, it.run)).toMatchObject({ ok: true })
  expect(place.urls()).toEqual(['https://somebody.example.com/'])
})
