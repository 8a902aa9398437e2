import { describe, expect, test } from 'vitest'
import type { TunnelHealth } from '#domain/tunnel.ts'
import { ALERT_AFTER, DEAD_AFTER, LOOK_EVERY, TEST_AFTER_QUIET, TEST_AGAIN_AFTER } from '#tunnel/health.ts'
import { createKeeper } from '#tunnel/keeper.ts'
import type { ProbeResult } from '#tunnel/probe.ts'
import type { Tunnel, TunnelReport } from '#tunnel/tunnel.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const URL_ = 'https://shop.example.com'
const cut = { type: 'ended', problem: { code: null, message: 'Cut.', final: false } } as const
const refused = { type: 'ended', problem: { code: 'ERR_NGROK_107', message: 'Revoked.', final: true } } as const
const fails: ProbeResult = { ok: false, reason: 'It did not arrive.' }

/** A keeper on a clock that stands still, with a tunnel that does what the test says. */
function bench(proof: Tunnel['proof'] = 'session') {
  const clock = new FakeClock()
  const connections: ((report: TunnelReport) => void)[] = []
  const seen: TunnelHealth[] = []
  const lost: string[] = []
  const survived: string[] = []
  const world = { visible: false, requests: 0, results: [] as (ProbeResult | null)[], tests: 0, closed: 0 }
  const keeper = createKeeper({
    clock,
    test: async () => {
      world.tests += 1
      return world.results.length > 0 ? (world.results.shift() ?? null) : { ok: true, ms: 5 }
    },
    traffic: () => ({ requests: world.requests, bytes: 0, lastAt: null }),
    visible: () => world.visible,
    changed: health => seen.push(health),
    survived: what => survived.push(what),
    lost: (_, reason) => lost.push(reason),
  })
  const tunnel: Tunnel = {
    provider: proof === 'session' ? 'ngrok' : 'manual',
    proof,
    connect(report) {
      connections.push(report)
      return {
        close: async () => {
          world.closed += 1
        },
      }
    },
  }
  const report = async (what: TunnelReport) => {
    connections.at(-1)?.(what)
    await settle()
  }
  const advance = async (ms: number) => {
    // In rounds, as the loop would find the promises in between done.
    for (let left = ms; left > 0; left -= LOOK_EVERY) {
      clock.advance(Math.min(left, LOOK_EVERY))
      await settle()
    }
  }
  const up = async (byItself = false) => {
    await keeper.start(tunnel, byItself)
    await report({ type: 'up', url: URL_ })
  }
  const states = () => seen.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])
  return { clock, keeper, tunnel, connections, seen, lost, survived, world, report, advance, up, states }
}
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

describe('coming up', () => {
  test('a session is online at once, is tested once, and stays so', async () => {
    const { keeper, world, up, states } = bench()
    await up()
    expect(keeper.health()).toMatchObject({ state: 'online', url: URL_, provider: 'ngrok', error: null })
    expect(world.tests).toBe(1)
    expect(states()).toEqual(['connecting', 'online'])
  })

  test('a tunnel of one’s own is online only when a test has arrived', async () => {
    const { keeper, world, advance, up, states } = bench('test')
    world.results = [fails]
    await up()
    expect(keeper.health()).toMatchObject({ state: 'connecting', url: URL_, error: 'It did not arrive.' })
    await advance(TEST_AGAIN_AFTER)
    expect(keeper.health()).toMatchObject({ state: 'online', error: null })
    expect(states()).toEqual(['connecting', 'online'])
  })

  test('a refusal that trying cannot change ends in `failed`, without an alert for the person who just asked for it', async () => {
    const { keeper, tunnel, connections, lost, report, advance } = bench()
    await keeper.start(tunnel, false)
    await report(refused)
    expect(keeper.health()).toMatchObject({ state: 'failed', error: 'Revoked.', errorCode: 'ERR_NGROK_107' })
    await advance(600_000)
    expect(connections).toHaveLength(1)
    expect(lost).toEqual([])
  })

  test('at the start of the app nobody asked: the same refusal is an alert', async () => {
    const { keeper, tunnel, lost, report } = bench()
    await keeper.start(tunnel, true)
    await report(refused)
    expect(lost).toEqual(['Revoked.'])
  })
})

describe('losing it', () => {
  test('a short cut mends itself and is told without an alert', async () => {
    const { keeper, connections, lost, report, advance, up, states } = bench()
    await up()
    await report(cut)
    expect(keeper.health()).toMatchObject({ state: 'reconnecting', url: URL_, error: 'Cut.' })
    await advance(300)
    expect(connections).toHaveLength(2)
    await report({ type: 'up', url: URL_ })
    expect(keeper.health()).toMatchObject({ state: 'online', note: 'Reconnected after the connection was lost.' })
    await advance(ALERT_AFTER * 2)
    expect(lost).toEqual([])
    expect(states()).toEqual(['connecting', 'online', 'reconnecting', 'online'])
  })

  test('a long one is an alert, once, and it goes on trying', async () => {
    const { connections, lost, report, advance, up } = bench()
    await up()
    for (let n = 0; n < 6; n++) {
      await report(cut)
      await advance(30_000)
    }
    expect(lost).toEqual(['Cut.'])
    expect(connections).toHaveLength(7)
    await report({ type: 'up', url: URL_ })
    await report(cut)
    await advance(ALERT_AFTER)
    expect(lost).toHaveLength(2)
  })

  test('a refusal while reconnecting is an alert at once, and the only one', async () => {
    const { lost, report, advance, up } = bench()
    await up()
    await report(cut)
    await advance(300)
    await report(refused)
    await advance(ALERT_AFTER * 2)
    expect(lost).toEqual(['Revoked.'])
  })

  test('a session that shows no life is dropped within 90 s; heartbeats keep it', async () => {
    const { keeper, world, report, advance, up } = bench()
    await up()
    for (let n = 0; n < 10; n++) {
      await advance(20_000)
      await report({ type: 'alive', latencyMs: 21 })
    }
    expect(keeper.health()).toMatchObject({ state: 'online', latencyMs: 21 })
    const closed = world.closed
    await advance(DEAD_AFTER + LOOK_EVERY)
    expect(keeper.health().state).toBe('reconnecting')
    expect(world.closed).toBeGreaterThan(closed)
  })

  test('a heartbeat that is not answered drops it, unless requests come in', async () => {
    const { keeper, world, report, up } = bench()
    await up()
    world.requests = 5
    await report({ type: 'silent' })
    expect(keeper.health().state).toBe('online')
    const quiet = bench()
    await quiet.up()
    await quiet.report({ type: 'silent' })
    expect(quiet.keeper.health().state).toBe('reconnecting')
  })

  test('one that only looks connected: tested again, connected anew, and then it is said', async () => {
    const { keeper, world, connections, lost, report, advance, up } = bench()
    world.results = [fails, fails, fails, fails]
    await up()
    expect(keeper.health().state).toBe('online')
    await advance(TEST_AGAIN_AFTER)
    expect(keeper.health().state).toBe('reconnecting')
    await advance(300)
    expect(connections).toHaveLength(2)
    await report({ type: 'up', url: URL_ })
    expect(keeper.health()).toMatchObject({ state: 'failed', error: expect.stringContaining('reports that it is up') })
    expect(lost).toHaveLength(1)
    world.requests = 1
    await advance(LOOK_EVERY)
    expect(keeper.health().state).toBe('online')
  })
})

describe('disturbances', () => {
  test('after sleep a tunnel that still works is left alone', async () => {
    const { keeper, connections, survived, world, up } = bench()
    await up()
    expect(survived).toEqual([])
    keeper.disturbed('sleep')
    await settle()
    expect(survived).toEqual(['sleep'])
    expect(world.tests).toBe(2)
    expect(connections).toHaveLength(1)
    expect(keeper.health().state).toBe('online')
  })

  test('one that does not is connected anew at once, and says why', async () => {
    const { keeper, connections, survived, world, report, advance, up } = bench()
    await up()
    world.results = [fails]
    keeper.disturbed('network')
    await settle()
    expect(keeper.health().state).toBe('reconnecting')
    await advance(300)
    expect(connections).toHaveLength(2)
    await report({ type: 'up', url: URL_ })
    expect(keeper.health()).toMatchObject({ state: 'online', note: 'Reconnected after the network changed.' })
    await settle()
    expect(survived).toEqual([])
  })
})

describe('tests', () => {
  test('none but the first while nobody looks; one each half hour while somebody does', async () => {
    const { world, report, advance, up } = bench()
    await up()
    const halfHour = async () => {
      for (let n = 0; n < TEST_AFTER_QUIET / 20_000; n++) {
        await advance(20_000)
        await report({ type: 'alive', latencyMs: 1 })
      }
    }
    await halfHour()
    await halfHour()
    expect(world.tests).toBe(1)
    world.visible = true
    await advance(LOOK_EVERY)
    expect(world.tests).toBe(2)
    await halfHour()
    expect(world.tests).toBe(3)
  })

  test('when today’s are used up, what cannot be tested is believed', async () => {
    const { keeper, world, up } = bench('test')
    world.results = [null]
    await up()
    expect(keeper.health().state).toBe('online')
  })
})

describe('switching', () => {
  test('off is off: nothing that comes late changes it', async () => {
    const { keeper, world, connections, up, report, advance } = bench()
    await up()
    await keeper.stop()
    await report({ type: 'alive', latencyMs: 3 })
    await report(cut)
    await advance(120_000)
    expect(keeper.health()).toMatchObject({ state: 'off', url: null, provider: null })
    expect(connections).toHaveLength(1)
    expect(world.closed).toBe(1)
  })

  test('on again takes the place of what was on', async () => {
    const { keeper, tunnel, connections, up, report } = bench()
    await up()
    await keeper.start(tunnel, false)
    connections[0]?.({ type: 'up', url: 'https://old.example.com' })
    await report({ type: 'up', url: URL_ })
    expect(keeper.health()).toMatchObject({ state: 'online', url: URL_ })
  })

  test('a start waits for what comes of it, and not for ever', async () => {
    const { keeper, tunnel, clock, report } = bench()
    await keeper.start(tunnel, false)
    const first = keeper.settled(1000)
    clock.advance(1000)
    expect((await first).state).toBe('connecting')
    const second = keeper.settled(1000)
    await report({ type: 'up', url: URL_ })
    expect((await second).state).toBe('online')
  })
})
