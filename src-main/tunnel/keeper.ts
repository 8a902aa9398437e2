import type { TunnelHealth, TunnelProblem, TunnelTraffic } from '#domain/tunnel.ts'
import { ALERT_AFTER, isDead, isQuiet, isSilent, LOOK_EVERY, type Signs, TEST_AGAIN_AFTER, waitBefore } from './health.ts'
import type { ProbeResult } from './probe.ts'
import type { Tunnel, TunnelConnection, TunnelReport } from './tunnel.ts'

export interface KeeperDeps {
  readonly clock: { now(): number; monotonic(): number; timer(ms: number, run: () => void): () => void }
  /** Sends a self-test; null when today's are used up. */
  readonly test: (url: string) => Promise<ProbeResult | null>
  readonly traffic: () => TunnelTraffic
  /** Somebody looks at the window. */
  readonly visible: () => boolean
  /** Told of each change of health. */
  readonly changed: (health: TunnelHealth) => void
  /** It survived what happened to the machine, as a test has shown; or the day's tests are used up and it is assumed to have. */
  readonly survived: (what: Disturbance) => void
  /** It is down and has not come back by itself for a while. */
  readonly lost: (url: string | null, reason: string) => void
}

export type Disturbance = 'sleep' | 'network'
const after: Record<Disturbance, string> = {
  sleep: 'Reconnected after the computer slept.',
  network: 'Reconnected after the network changed.',
}
const off: TunnelHealth = {
  provider: null,
  state: 'off',
  url: null,
  since: 0,
  error: null,
  errorCode: null,
  note: null,
  latencyMs: null,
}

/** Keeps one tunnel up: connects, watches, tests, connects again. What it decides by is in health.ts. */
export function createKeeper({ clock, test, traffic, visible, changed, survived, lost }: KeeperDeps) {
  let health: TunnelHealth = { ...off, since: clock.now() }
  let tunnel: Tunnel | null = null
  let connection: TunnelConnection | null = null
  /** Grows with every connection, so that late reports of an earlier one can be recognised. */
  let turn = 0
  let tries = 0
  let failedTests = 0
  /** The self-test that is under way, and of which connection. */
  let testing: { readonly turn: number; readonly result: Promise<ProbeResult | null> } | null = null
  let signs: Signs = { upAt: 0, heartbeatAt: null, trafficAt: null, testAt: null }
  let seen = 0
  let wasUp = false
  /** `armed`: losing it is news (it was up, or was to come up by itself); `pending`: just lost; `idle`: reported, or no news. */
  let alarm: 'idle' | 'armed' | 'pending' = 'idle'
  let disturbed: Disturbance | null = null
  let closing: Promise<unknown> = Promise.resolve()
  const waiting = new Set<() => void>()
  const timers = { look: () => {}, again: () => {}, test: () => {}, alarm: () => {} }

  const show = (patch: Partial<TunnelHealth>) => {
    const moved = patch.state !== undefined && patch.state !== health.state
    health = { ...health, ...patch, ...(moved ? { since: clock.now() } : {}) }
    changed(health)
    for (const look of [...waiting]) look()
  }
  const hangUp = () => {
    turn += 1
    const ended = connection
    connection = null
    if (ended) closing = Promise.all([closing, ended.close()])
  }
  const calm = () => {
    for (const stop of Object.values(timers)) stop()
  }

  const connect = async () => {
    if (!tunnel) return
    hangUp()
    const mine = turn
    // Two at once would take the domain from each other.
    await closing
    if (!tunnel || mine !== turn) return
    signs = { upAt: clock.monotonic(), heartbeatAt: null, trafficAt: null, testAt: null }
    connection = tunnel.connect(report => {
      if (mine === turn) onReport(report)
    })
  }

  const onReport = (report: TunnelReport) => {
    switch (report.type) {
      case 'up':
        signs = { ...signs, upAt: clock.monotonic() }
        if (tunnel?.proof === 'session') online(report.url)
        else show({ url: report.url })
        return void selfTest()
      case 'alive':
        signs = { ...signs, heartbeatAt: clock.monotonic() }
        return show({ latencyMs: report.latencyMs })
      case 'silent':
        noteTraffic()
        if (isSilent(signs, clock.monotonic())) again({ code: null, message: 'The tunnel is not responding. Reconnecting.', final: false })
        return
      case 'ended':
        return again(report.problem)
    }
  }

  const online = (url: string) => {
    timers.alarm()
    const note = disturbed && wasUp ? after[disturbed] : wasUp && tries > 0 ? 'Reconnected after the connection was lost.' : health.note
    tries = 0
    disturbed = null
    wasUp = true
    alarm = 'armed'
    show({ state: 'online', url, error: null, errorCode: null, note })
  }

  /** Not up (any more): says so, and tries again unless that is pointless. */
  const again = (problem: TunnelProblem) => {
    hangUp()
    if (problem.final) return giveUp(problem.message, problem.code)
    tries += 1
    show({ state: 'reconnecting', error: problem.message, errorCode: problem.code, note: null, latencyMs: null })
    alarmSoon()
    timers.again()
    timers.again = clock.timer(waitBefore(tries), () => void connect())
  }
  const giveUp = (error: string, errorCode: string | null) => {
    show({ state: 'failed', error, errorCode, note: null, latencyMs: null })
    sound()
  }
  const alarmSoon = () => {
    if (alarm !== 'armed') return
    alarm = 'pending'
    timers.alarm = clock.timer(ALERT_AFTER, sound)
  }
  /** Once is enough: until it is up again there is nothing new to report. */
  const sound = () => {
    timers.alarm()
    if (alarm !== 'idle') lost(health.url, health.error ?? 'It is reconnecting.')
    alarm = 'idle'
  }

  const selfTest = (): Promise<ProbeResult | null> => {
    const { url } = health
    if (url === null) return Promise.resolve(null)
    if (testing?.turn === turn) return testing.result
    const mine = { turn, result: runTest(url, turn) }
    testing = mine
    void mine.result.finally(() => {
      if (testing === mine) testing = null
    })
    return mine.result
  }
  const runTest = async (url: string, mine: number): Promise<ProbeResult | null> => {
    // A test that could not be made says nothing about the tunnel.
    const result = await test(url).catch(() => null)
    if (mine !== turn) return result
    signs = { ...signs, testAt: clock.monotonic() }
    noteTraffic()
    if (result === null || result.ok) passed(url)
    else failed(result)
    return result
  }
  const passed = (url: string) => {
    failedTests = 0
    if (health.state !== 'online') return online(url)
    const what = disturbed
    disturbed = null
    if (what) survived(what)
  }
  const failed = ({ reason, sure }: Extract<ProbeResult, { ok: false }>) => {
    failedTests += 1
    if (sure) return giveUp(reason, null)
    const session = tunnel?.proof === 'session'
    if (disturbed && session) return again({ code: null, message: reason, final: false })
    if (failedTests === 1) {
      if (!session) show({ state: wasUp ? 'reconnecting' : 'connecting', error: reason })
      timers.test()
      timers.test = clock.timer(TEST_AGAIN_AFTER, () => void selfTest())
    } else if (failedTests === 2 && session) again({ code: null, message: reason, final: false })
    else giveUp(session ? `The tunnel reports that it is up, but a request to its URL did not arrive. ${reason}` : reason, null)
  }

  const noteTraffic = () => {
    const { requests } = traffic()
    if (requests === seen) return false
    seen = requests
    signs = { ...signs, trafficAt: clock.monotonic() }
    return true
  }
  const look = () => {
    timers.look = clock.timer(LOOK_EVERY, look)
    const now = clock.monotonic()
    const came = noteTraffic()
    // A request that arrives is better proof than a failed test.
    if (came && connection && health.url !== null && health.state === 'failed') return passed(health.url)
    if (came) changed(health)
    if (health.state === 'online' && tunnel?.proof === 'session' && isDead(signs, now)) {
      return again({ code: null, message: 'The tunnel is not responding. Reconnecting.', final: false })
    }
    if (connection && (health.state === 'online' || health.state === 'failed') && isQuiet(signs, now, visible())) void selfTest()
  }

  const stop = async () => {
    calm()
    hangUp()
    tunnel = null
    show({ ...off })
    await closing
  }

  return {
    health: () => health,
    /** Switches it on, in place of what was on. @param byItself nobody has just asked for it */
    async start(next: Tunnel, byItself: boolean): Promise<void> {
      calm()
      hangUp()
      tunnel = next
      tries = 0
      failedTests = 0
      wasUp = false
      alarm = byItself ? 'armed' : 'idle'
      disturbed = null
      seen = traffic().requests
      show({ ...off, provider: next.provider, state: 'connecting' })
      timers.look = clock.timer(LOOK_EVERY, look)
      await connect()
    },
    stop,
    /** Something happened to the machine: what looks connected may be dead. */
    disturbed(what: Disturbance): void {
      if (!tunnel) return
      disturbed = what
      tries = 0
      if (connection && (health.state === 'online' || health.state === 'failed')) void selfTest()
      else void connect()
    },
    /** Tests it now, for a person. Null when there is nothing to test, or no test left. */
    check: () => selfTest(),
    /** Resolves when the outcome of the first try to connect is known, or after `ms`. */
    settled(ms: number): Promise<TunnelHealth> {
      return new Promise(resolve => {
        const done = () => {
          stopTimer()
          waiting.delete(look)
          resolve(health)
        }
        const look = () => {
          if (health.state !== 'connecting' || health.error !== null) done()
        }
        const stopTimer = clock.timer(ms, done)
        waiting.add(look)
        look()
      })
    },
  }
}
export type Keeper = ReturnType<typeof createKeeper>
