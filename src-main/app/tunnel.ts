import { AppError } from '#contract/errors.ts'
import type { ParsedInputOf } from '#contract/methods.ts'
import type { TunnelStatus } from '#contract/tunnel.ts'
import { tunnelAlert } from '#domain/alerts.ts'
import type { TunnelHealth, TunnelTraffic } from '#domain/tunnel.ts'
import type { Receiver } from '#receiver/server.ts'
import { TESTS_A_DAY, type TestCount, testsToday, withTest } from '#tunnel/health.ts'
import { createKeeper } from '#tunnel/keeper.ts'
import { manualTunnel } from '#tunnel/manual.ts'
import { ngrokTunnel } from '#tunnel/ngrok/ngrok.ts'
import { createNonces } from '#tunnel/nonces.ts'
import { probe } from '#tunnel/probe.ts'
import type { Alerting } from './alerts/alerting.ts'
import type { ConfigCache } from './config/cache.ts'
import type { EventHub } from './event-hub.ts'
import type { Ports } from './ports.ts'
import type { PublicUrlBoard } from './public-url.ts'
import { readSettings } from './services/app.ts'
import type { Services } from './services.ts'
import { TESTS, type TunnelPlan, tunnelSettings } from './tunnel-settings.ts'

/** For how long after `tunnel.attend` somebody counts as looking: its caller repeats it every five minutes. */
const ATTENDED_MS = 6 * 60_000
/** How long a start waits for what comes of it. */
const SETTLE_MS = 15_000

interface Deps {
  readonly config: ConfigCache
  readonly ports: Ports
  readonly hub: EventHub
  readonly alerting: Pick<Alerting, 'raise'>
  readonly publicUrl: PublicUrlBoard
  readonly version: string
}

/** The way in from the internet, wired: settings, the keeper, alerts and the services. */
export function createTunnel({ config, ports, hub, alerting, publicUrl, version }: Deps) {
  const { clock, random, log, secrets, paths, providerNetwork } = ports
  const settings = tunnelSettings(config, secrets)
  const nonces = createNonces(random.bytes)
  let receiver: Pick<Receiver, 'tunnelPort' | 'moveTunnel'> | null = null
  let traffic: TunnelTraffic = { requests: 0, bytes: 0, lastAt: null }
  const port = () => receiver?.tunnelPort() ?? 0
  let attendedAt = Number.NEGATIVE_INFINITY
  /** A pasted authtoken that ngrok has not accepted yet. */
  let unproven: string | null = null
  let keeping: Promise<void> = Promise.resolve()

  const count = () => config.setting(TESTS) as TestCount | undefined
  const test = async (url: string) => {
    const next = withTest(count() ?? null, clock.now())
    if (next === null) return null
    // A disk that is full is no reason not to look whether the tunnel works.
    await config.saveSettings({ [TESTS]: next }).catch(error => log.warn('tunnel.test_not_counted', { error: String(error) }))
    const result = await probe(url, { nonces, monotonic: clock.monotonic, ca: providerNetwork?.ca })
    log.info('tunnel.tested', { url, ...result })
    return result
  }

  const status = (health: TunnelHealth): TunnelStatus => {
    const wanted = settings.port()
    return {
      ...health,
      traffic,
      target: `http://127.0.0.1:${port()}`,
      portTaken: wanted !== null && wanted !== port() ? wanted : null,
      tests: { today: testsToday(count() ?? null, clock.now()).count, atMost: TESTS_A_DAY },
      saved: settings.shown(),
    }
  }

  let shown = ''
  const changed = (health: TunnelHealth) => {
    const { state, url, error, errorCode } = health
    const line = `${state} ${url} ${error}`
    if (line !== shown) log.info('tunnel.changed', { state, url, error, errorCode })
    shown = line
    hub.publish('tunnel.changed', { tunnel: status(health) })
    // The URL of every Source is another one then.
    if (publicUrl.note(health)) hub.publish('config.changed', { what: 'sources' })
    if (state === 'online' && unproven !== null) {
      const token = unproven
      unproven = null
      keeping = settings.keepToken(token).then(
        () => void hub.publish('tunnel.changed', { tunnel: status(keeper.health()) }),
        error => log.error('tunnel.token_lost', { error: String(error) }),
      )
    }
  }

  const keeper = createKeeper({
    clock,
    test,
    traffic: () => traffic,
    visible: () => clock.monotonic() - attendedAt < ATTENDED_MS,
    changed,
    survived: what => {
      if (what === 'sleep') publicUrl.again()
    },
    lost: (url, reason) => void alerting.raise(tunnelAlert({ url, reason })),
  })

  const build = (plan: TunnelPlan) =>
    plan.provider === 'manual'
      ? manualTunnel(plan.url)
      : ngrokTunnel(plan.ngrok, { script: paths.worker('tunnel/ngrok/agent'), port, version })

  const start = async (input: ParsedInputOf<'tunnel.start'>, byItself: boolean) => {
    const plan = await settings.plan(input)
    if (!byItself) {
      if (plan.provider === 'manual' && plan.port !== null && plan.port !== port()) await move(plan.port)
      await settings.choose(input, plan, port())
    }
    unproven = plan.provider === 'ngrok' ? (input.authtoken ?? null) : null
    await keeper.start(build(plan), byItself)
  }

  const move = async (wanted: number) => {
    try {
      await receiver?.moveTunnel(wanted)
    } catch {
      throw new AppError('conflict', `Port ${wanted} is not available: another program uses it. Choose another, or leave it out.`)
    }
  }

  const services = {
    'tunnel.start': async input => {
      await start(input, false)
      const health = await keeper.settled(SETTLE_MS)
      await keeping
      return status(health)
    },
    'tunnel.stop': async () => {
      unproven = null
      await keeper.stop()
      return status(keeper.health())
    },
    'tunnel.status': async () => status(keeper.health()),
    'tunnel.check': async () => {
      const result = await keeper.check()
      return { ok: result?.ok ?? null, tunnel: status(keeper.health()) }
    },
    'tunnel.attend': async () => {
      attendedAt = clock.monotonic()
      return { ok: true as const }
    },
  } satisfies Partial<Services>

  return {
    services,
    /** What the receiver asks and tells about the tunnel. */
    receiverPorts: {
      reached: nonces.take,
      publicUrl: publicUrl.current,
      tunnelled(bytes: number) {
        traffic = { requests: traffic.requests + 1, bytes: traffic.bytes + bytes, lastAt: clock.now() }
      },
    },
    /** Port on 127.0.0.1 that was asked for, 0 = any. */
    port: () => settings.port() ?? 0,
    /** Something happened to the machine. */
    disturbed: keeper.disturbed,
    /** The receiver listens: starts the tunnel when that is wanted. */
    open(opened: Receiver): void {
      receiver = opened
      if (!readSettings(config).tunnelAtStart || settings.shown().provider === null) return
      // Nobody waits for it, and nothing else may depend on whether it comes up.
      start({}, true).catch(error => log.warn('tunnel.not_started', { error: String(error) }))
    },
    async close(): Promise<void> {
      if (keeper.health().state !== 'off') await keeper.stop()
    },
  }
}
