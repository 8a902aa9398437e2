import { type EndpointConfig, NONE } from '#domain/config.ts'
import { sendingOf } from '#domain/delivery/gate.ts'
import { afterAttempt, clampedHealth, type Health, type HealthChange, healthy } from '#domain/delivery/health.ts'
import { EXPIRED } from '#domain/delivery/reason.ts'
import type { DeliveryRow } from '#domain/delivery/row.ts'
import { rowAfter } from '#domain/delivery/row-after.ts'
import type { Sending } from '#domain/delivery/sending.ts'
import { stillMsOf } from '#domain/delivery/still.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { formatId, timeOfId } from '#domain/ids.ts'
import { isSuccess } from '#domain/outcome.ts'
import type { NextStep } from '#domain/retry/next-step.ts'
import { nextStep } from '#domain/retry/next-step.ts'
import { type AttemptDeps, type Attempted, attempt } from './attempt.ts'
import { createFinisher } from './finisher.ts'
import type { Lane } from './lane.ts'
import { type Limits, limitsOf } from './limits.ts'
import { pause } from './pause.ts'
import { createScheduler } from './scheduler.ts'
import { watchSlow } from './slow.ts'
import type { AttemptToKeep, DeliveryResult, DeliveryStore, FinishedAttempt, Leased, Log } from './types.ts'
import { countWork } from './work.ts'

export interface EngineDeps extends AttemptDeps {
  readonly store: DeliveryStore
  readonly random: { next(): number }
  readonly log: Log
  /** Names this run of the process; leases carry it. */
  readonly run: string
  /** Told after each attempt is on disk. Must not throw. */
  readonly onOutcome: (result: DeliveryResult) => void
  /** Told of attempts that take a while. Whoever looks them up asks `isSlow` afterwards, for they may have ended meanwhile. */
  readonly onSlow?: (deliveryIds: readonly number[]) => void
  /** Disables an Endpoint that answered 410 or has failed for too long, in the configuration. */
  readonly disableEndpoint: (endpointId: number, reason: string) => Promise<void>
  /** An Endpoint is sent to again, or no longer, or has begun or ceased to fail: `sending` tells why. */
  readonly onSendingChanged?: (endpointId: number) => void
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
  /** The machine slept, or may have: as `wake`, and what lay still meanwhile is let go gradually. */
  woke(): void
  /** Whether a Delivery is being attempted, and has been for a while. */
  isSlow(deliveryId: number): boolean
  /** What is done with an Endpoint at this moment, and why nothing is sent where nothing is. */
  sending(endpoint: EndpointConfig): Sending
  /** Forgets that an Endpoint has failed; `probe` only lets it be tried now. */
  forgive(endpointId: number): Promise<void>
  probe(endpointId: number): Promise<void>
  /** Resolves when nothing is being asked, sent or written. */
  settled(): Promise<void>
  /** Lets attempts under way end for a while, gives the other leases back, closes connections. */
  stop(): Promise<void>
}

interface Made {
  readonly attempted: Attempted
  readonly limits: Limits
}

/** Why an Endpoint was disabled that said 410. */
export const GONE = 'It answered 410 Gone.'

/** The newest id lies this far ahead: the clock was set back while nobody looked. */
const SET_BACK_MS = 60_000

/** How long to wait before the store is tried again, ms. */
const STORE_PAUSE_MS = 1000

/** A thin loop around pure decisions: lease what is due, attempt it, ask the policy, write it down. */
export function createDeliveryEngine(deps: EngineDeps): DeliveryEngine {
  const { store, config, clock, log, run } = deps
  const { track, settled } = countWork()
  const finisher = createFinisher(store)
  const slow = watchSlow(clock, ids => deps.onSlow?.(ids))
  /** Ends what is under way, at a stop. */
  const grace = new AbortController()
  let stopping = false

  const scheduler = createScheduler({
    ...deps,
    track,
    gateChanged: endpointId => deps.onSendingChanged?.(endpointId),
    launch: (lane, leased) => track(fly(lane, leased)),
    giveBack: (lane, leased) =>
      track(
        release(
          lane,
          leased.map(({ id }) => id),
        ),
      ),
  })

  /** Its Endpoint was deleted: what is still of it is for nobody. */
  const isGone = ({ endpointId }: Lane): boolean => endpointId !== NONE && config.endpoint(endpointId) === null

  const release = async (lane: Lane, ids: readonly number[]): Promise<void> => {
    const now = clock.now()
    try {
      await store.releaseLeases({ ids, run, now })
      if (isGone(lane)) await store.cancelForEndpoint({ endpointId: lane.endpointId, now })
      scheduler.noted(lane, now)
    } catch (error) {
      // A lease that cannot be given back is taken back at the next start.
      log.error('delivery.release_failed', { ids, error: String(error) })
    }
  }

  const fly = async (lane: Lane, leased: Leased): Promise<void> => {
    // The place is free when the response has arrived, not when it is on disk.
    let landed = false
    const land = () => {
      if (!landed) scheduler.landed(lane)
      landed = true
    }
    slow.began(leased.id)
    try {
      const limits = limitsOf(config, leased.endpointId)
      const attempted = limits && (await attempt(deps, leased, limits.timeoutMs, grace.signal))
      // Ended by a stop before there was an answer: it did not happen.
      if (limits && !attempted) return await release(lane, [leased.id])
      const made = limits && attempted ? { attempted, limits } : null
      slow.ended(leased.id)
      const { finished, step, change, farewell } = conclude(lane, leased, made)
      // The head of an ordered Endpoint goes again before those behind it: they return to the store before its place is free.
      const waits = limits?.ordered === true && finished.nextAttemptAt !== null
      if (waits) scheduler.putBack(lane)
      const written = keep(finished)
      if (!waits) land()
      const kept = await written
      if (finished.nextAttemptAt !== null) scheduler.noted(lane, finished.nextAttemptAt)
      if (waits) land()
      const row = rowAfter(leased, finished)
      if (made) logAttempt(row, made.attempted, step)
      const again = leased.once && leased.attemptCount > 0
      if (kept) deps.onOutcome({ row, step, endpointId: leased.endpointId, again, health: change })
      if (farewell) await persist(() => deps.disableEndpoint(leased.endpointId, farewell))
    } catch (error) {
      // A defect or a broken store: keep the Delivery, leave a trace, do not spin.
      log.error('delivery.attempt_broke', {
        deliveryId: formatId('dlv', leased.id),
        error: error instanceof Error ? error.stack : String(error),
      })
      await pause(clock, STORE_PAUSE_MS)
      await release(lane, [leased.id])
    } finally {
      slow.ended(leased.id)
      land()
    }
  }

  /** Decides what the attempt means; without one the Delivery is cancelled, for its Endpoint is gone. */
  const conclude = (lane: Lane, leased: Leased, made: Made | null) => {
    const now = clock.now()
    const endpoint = config.endpoint(leased.endpointId)
    // What another receiver has said, before the Endpoint got this URL, says nothing of the one that it has now.
    const judged = endpoint && made && isSameReceiver(made.attempted.endpointUrl, endpoint.url) ? endpoint : null
    const stillMs = made ? stillMsOf(leased, made.attempted.record.at, lane.health) : 0
    const step = made && decide(leased, made, { now, stillMs, isJudged: judged !== null })
    // Deleted while its Delivery was under way: there is nobody left to retry for.
    const orphan = leased.endpointId !== NONE && endpoint === null
    const retry = step?.kind === 'retry' && !orphan ? step : null
    const state = retry ? 'pending' : step?.kind === 'delivered' ? 'delivered' : orphan || !step ? 'cancelled' : 'failed'
    const change = made && step && judged ? noteHealth(lane, judged, made, step, now) : null
    if (change?.turned) deps.onSendingChanged?.(leased.endpointId)
    const farewell = judged && farewellOf(judged, step, change)
    if (farewell) lane.closed = true
    const finished: FinishedAttempt = {
      deliveryId: leased.id,
      run,
      attempt: made && recordOf(made, step),
      state,
      nextAttemptAt: retry?.at ?? null,
      waitMs: retry?.waitMs ?? 0,
      stillMs,
      health: change?.changed ? { endpointId: leased.endpointId, health: lane.health } : null,
      now,
    }
    return { finished, step, change, farewell }
  }

  const decide = (leased: Leased, { attempted, limits }: Made, at: { now: number; stillMs: number; isJudged: boolean }): NextStep => {
    const elapsedMs = Math.max(0, at.now - (leased.firstAttemptAt ?? attempted.record.at))
    return nextStep(limits.policy, leased.attemptCount + 1, attempted.outcome, {
      now: at.now,
      // Made with care, and not needed for what has arrived.
      random: isSuccess(attempted.outcome) ? 0 : deps.random.next(),
      elapsedMs,
      // While nothing could be sent, the head was not what kept the others waiting.
      ...(limits.ordered ? { headLeftMs: limits.headBlockMs - Math.max(0, elapsedMs - at.stillMs) } : {}),
      once: leased.once,
      mayDisable: limits.mayDisable && at.isJudged,
    })
  }

  const noteHealth = (
    lane: Lane,
    endpoint: EndpointConfig,
    made: Made,
    step: NextStep,
    now: number,
  ): HealthChange & { changed: boolean; turned: boolean } => {
    const before = lane.health
    const holdMs = 'holdMs' in step ? step.holdMs : 0
    const change = afterAttempt(before, made.attempted.outcome, holdMs, endpoint, now, made.attempted.record.at)
    lane.health = change.health
    return { ...change, changed: change.health !== before, turned: (change.health.failures === 0) !== (before.failures === 0) }
  }

  const keep = (finished: FinishedAttempt): Promise<boolean> =>
    finisher.finish(finished).catch(async error => {
      log.error('delivery.write_failed', { error: String(error) })
      if (stopping) throw error
      await pause(clock, STORE_PAUSE_MS)
      return persist(() => finisher.finishAlone(finished))
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

  const setHealth = async (lane: Lane, health: Health): Promise<void> => {
    lane.health = health
    await store.saveHealth({ endpointId: lane.endpointId, health })
    scheduler.wake([lane.endpointId])
  }

  const logAttempt = (row: DeliveryRow, { record }: Attempted, step: NextStep | null) =>
    log.info('delivery.attempt', {
      deliveryId: row.id,
      endpointId: row.endpointId,
      attempt: row.attemptCount,
      status: record.status,
      outcome: record.outcome,
      durationMs: Math.round(record.durationMs),
      step: step?.kind,
    })

  return {
    async start() {
      const now = clock.now()
      const recovered = await store.recoverLeases({ run, now })
      if (recovered > 0) log.info('delivery.recovered', { count: recovered })
      for (const endpointId of await store.waitedFor(null)) {
        // Its Endpoint is gone: it waits for nobody.
        if (config.endpoint(endpointId) === null) await store.cancelForEndpoint({ endpointId, now })
      }
      for (const { endpointId, health } of await store.loadHealth(null)) {
        scheduler.laneOf(endpointId).health = clampedHealth(health, config.endpoint(endpointId)?.circuit ?? null, now)
      }
      // Ids carry their time: what was planned by a clock that has been set back since would wait for that clock's time.
      if (timeOfId(await store.latestId(null)) > now + SET_BACK_MS) {
        log.warn('delivery.clock_set_back', { mended: await store.mendSchedule({ now }) })
      }
      config.onChange(() => scheduler.reconsider())
      scheduler.start()
    },
    wake: endpointIds => scheduler.wake(endpointIds),
    woke: () => scheduler.woke(),
    isSlow: slow.isSlow,
    sending(endpoint) {
      const { health, ramp } = scheduler.laneOf(endpoint.id)
      return sendingOf(endpoint, health, ramp.until, clock.now())
    },
    async forgive(endpointId) {
      const lane = scheduler.laneOf(endpointId)
      lane.closed = false
      await setHealth(lane, healthy)
    },
    async probe(endpointId) {
      const lane = scheduler.laneOf(endpointId)
      const { openUntil } = lane.health
      await setHealth(lane, {
        ...lane.health,
        throttledUntil: null,
        openUntil: openUntil === null ? null : Math.min(openUntil, clock.now()),
      })
    },
    settled,
    async stop() {
      stopping = true
      scheduler.stop()
      slow.stop()
      const callOff = clock.timer(deps.graceMs ?? 3000, () => grace.abort())
      await settled()
      callOff()
      await deps.sender.close()
    },
  }
}

/** Why nothing more is to be sent to an Endpoint, as a sentence; null = it stays as it is. */
function farewellOf(endpoint: EndpointConfig, step: NextStep | null, change: HealthChange | null): string | null {
  if (!endpoint.enabled) return null
  if (step?.kind === 'disable-endpoint') return GONE
  return change && change.share >= 1 ? `${change.progress}.` : null
}

function isSameReceiver(attempted: string | null, now: string): boolean {
  return attempted === now || (attempted !== null && destinationOf(attempted, '')?.origin === destinationOf(now, '')?.origin)
}

function recordOf({ attempted: { record }, limits }: Made, step: NextStep | null): AttemptToKeep {
  if (step?.kind !== 'dead' || step.reason !== 'expired') return record
  const seconds = Math.round(limits.headBlockMs / 1000)
  const allowed = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
  const blocked = `It was given up because it may block the ordered queue for ${allowed} at most.`
  return { ...record, reason: EXPIRED, note: record.note === null ? blocked : `${record.note} ${blocked}` }
}
