import { NONE } from '#domain/config.ts'
import { formatId } from '#domain/ids.ts'
import type { NextStep } from '#domain/retry/next-step.ts'
import { nextStep } from '#domain/retry/next-step.ts'
import { type AttemptDeps, type Attempted, attempt } from './attempt.ts'
import type { Lane } from './lane.ts'
import { type Limits, limitsOf } from './limits.ts'
import { pause } from './pause.ts'
import { createScheduler } from './scheduler.ts'
import type { DeliveryResult, DeliveryStore, Leased, Log } from './types.ts'

export interface EngineDeps extends AttemptDeps {
  readonly store: DeliveryStore
  readonly random: { next(): number }
  readonly log: Log
  /** Names this run of the process; leases carry it. */
  readonly run: string
  /** Told after each attempt is on disk. Must not throw. */
  readonly onOutcome: (result: DeliveryResult) => void
  /** Disables an Endpoint that answered 410, in the configuration. */
  readonly disableEndpoint: (endpointId: number, reason: string) => Promise<void>
  /** Whether captures wait for the disk; deliveries then take their time. */
  readonly crowded: () => boolean
  /** How long `stop` lets attempts under way go on, ms; default 3,000. */
  readonly graceMs?: number
}

export interface DeliveryEngine {
  /** Takes back what an earlier run was in the middle of, then begins. */
  start(): Promise<void>
  /** New work may be due, for these Endpoints (0 = bare URLs) or for any. */
  wake(endpointIds?: readonly number[]): void
  /** Resolves when nothing is being asked, sent or written. */
  settled(): Promise<void>
  /** Lets attempts under way end for a while, gives the other leases back, closes connections. */
  stop(): Promise<void>
}

interface Made {
  readonly attempted: Attempted
  readonly limits: Limits
}

/** How long to wait before the store is tried again, ms. */
const STORE_PAUSE_MS = 1000

/** A thin loop around pure decisions: lease what is due, attempt it, ask the policy, write it down. */
export function createDeliveryEngine(deps: EngineDeps): DeliveryEngine {
  const { store, config, clock, log, run } = deps
  const work = new Set<Promise<unknown>>()
  const flights = new Set<AbortController>()
  let stopping = false

  const track = (promise: Promise<unknown>) => {
    work.add(promise)
    // What is tracked handles its own errors.
    void promise.finally(() => work.delete(promise))
  }
  const settled = async () => {
    while (work.size > 0) await Promise.all(work)
  }

  const scheduler = createScheduler({
    ...deps,
    limits: endpointId => limitsOf(config, endpointId),
    track,
    launch: (lane, leased) => track(fly(lane, leased)),
    giveBack: (lane, leased) =>
      track(
        release(
          lane,
          leased.map(({ id }) => id),
        ),
      ),
  })

  const release = async (lane: Lane, ids: readonly number[]): Promise<void> => {
    const now = clock.now()
    try {
      await store.releaseLeases({ ids, run, now })
      scheduler.noted(lane, now)
    } catch (error) {
      // A lease that cannot be given back is taken back at the next start.
      log.error('delivery.release_failed', { ids, error: String(error) })
    }
  }

  const fly = async (lane: Lane, leased: Leased): Promise<void> => {
    const abort = new AbortController()
    flights.add(abort)
    // The place is free when the answer is there, not when that is on disk.
    let landed = false
    const land = () => {
      if (!landed) scheduler.landed(lane)
      landed = true
    }
    try {
      const limits = limitsOf(config, leased.endpointId)
      if (!limits && leased.endpointId !== NONE && config.endpoint(leased.endpointId) === null) return await end(lane, leased, null, land)
      const attempted = limits ? await attempt(deps, leased, limits.timeoutMs, abort.signal) : null
      if (!limits || !attempted) return await release(lane, [leased.id])
      await end(lane, leased, { attempted, limits }, land)
    } catch (error) {
      // A defect or a broken store: keep the Delivery, leave a trace, do not spin.
      log.error('delivery.attempt_broke', {
        deliveryId: formatId('dlv', leased.id),
        error: error instanceof Error ? error.stack : String(error),
      })
      await pause(clock, STORE_PAUSE_MS)
      await release(lane, [leased.id])
    } finally {
      flights.delete(abort)
      land()
    }
  }

  /** Decides what the attempt means and writes it down; without an attempt the Delivery is cancelled, for its Endpoint is gone. */
  const end = async (lane: Lane, leased: Leased, made: Made | null, land: () => void): Promise<void> => {
    const now = clock.now()
    const step = made && decide(leased, made, now)
    // Deleted while its Delivery was under way: there is nobody left to retry for.
    const orphan = leased.endpointId !== NONE && config.endpoint(leased.endpointId) === null
    const retry = step?.kind === 'retry' && !orphan ? step : null
    const state = retry ? 'pending' : step?.kind === 'delivered' ? 'delivered' : orphan || !step ? 'cancelled' : 'failed'
    if (step?.kind === 'disable-endpoint') lane.closed = true
    if (retry && retry.holdMs > 0) lane.heldUntil = Math.max(lane.heldUntil, now + retry.holdMs)
    const written = persist(() =>
      store.finishAttempt({
        deliveryId: leased.id,
        run,
        attempt: made?.attempted.record ?? null,
        state,
        nextAttemptAt: retry?.at ?? null,
        waitMs: retry?.waitMs ?? 0,
        now,
      }),
    )
    land()
    const row = await written
    if (retry) scheduler.noted(lane, retry.at)
    if (made) logAttempt(leased, made.attempted, step)
    if (row) deps.onOutcome({ row, step, endpointId: leased.endpointId })
    if (step?.kind === 'disable-endpoint') await persist(() => deps.disableEndpoint(leased.endpointId, 'It answered 410 Gone.'))
  }

  const decide = (leased: Leased, { attempted, limits }: Made, now: number): NextStep =>
    nextStep(limits.policy, leased.attemptCount + 1, attempted.outcome, {
      now,
      random: deps.random.next(),
      once: leased.once,
      mayDisable: limits.mayDisable,
    })

  /** An attempt that was made must be written down: otherwise it would be made again. Tried until the engine stops. */
  const persist = async <T>(write: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        log.error('delivery.write_failed', { error: String(error) })
        if (stopping) throw error
        await pause(clock, STORE_PAUSE_MS)
      }
    }
  }

  const logAttempt = (leased: Leased, { record }: Attempted, step: NextStep | null) =>
    log.info('delivery.attempt', {
      deliveryId: formatId('dlv', leased.id),
      endpointId: leased.endpointId === NONE ? null : formatId('ep', leased.endpointId),
      attempt: leased.attemptCount + 1,
      status: record.status,
      outcome: record.outcome,
      durationMs: Math.round(record.durationMs),
      step: step?.kind,
    })

  return {
    async start() {
      const recovered = await store.recoverLeases({ run, now: clock.now() })
      if (recovered > 0) log.info('delivery.recovered', { count: recovered })
      config.onChange(() => scheduler.reconsider())
      scheduler.start()
    },
    wake: endpointIds => scheduler.wake(endpointIds),
    settled,
    async stop() {
      stopping = true
      scheduler.stop()
      const callOff = clock.timer(deps.graceMs ?? 3000, () => {
        for (const flight of flights) flight.abort()
      })
      await settled()
      callOff()
      await deps.sender.close()
    },
  }
}
