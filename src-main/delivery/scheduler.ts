import { NONE } from '#domain/config.ts'
import { Lane } from './lane.ts'
import type { Limits } from './limits.ts'
import { pause } from './pause.ts'
import type { Clock, ConfigView, DeliveryStore, Leased, Log } from './types.ts'

export interface SchedulerDeps {
  readonly store: Pick<DeliveryStore, 'leaseDue' | 'dueHeads' | 'mendSchedule'>
  readonly config: Pick<ConfigView, 'endpoints'>
  readonly clock: Clock
  readonly log: Log
  readonly run: string
  limits(endpointId: number): Limits | null
  /** Captures wait for the disk: they come first, for a sender is waiting, and what is to be sent is already safe. */
  crowded(): boolean
  /** Attempts what was leased, and calls `landed` when its place is free again. Must not throw. */
  launch(lane: Lane, leased: Leased): void
  /** Returns leases unused, and calls `noted` when that is on disk. */
  giveBack(lane: Lane, leased: readonly Leased[]): void
  track(promise: Promise<unknown>): void
}

/** Timers of an OS that slept, or whose clock was set, fire late or early: nobody trusts one for longer than this. */
const REARM_MS = 30_000
/** Leases taken at once for one Endpoint: enough to keep it busy, few enough that the others get their turn at the writer. */
const LEASE_BATCH = 128
/**
 * A lease waits for the disk, an attempt at a quick receiver does not. So as many are leased ahead as have ended while the last lease
 * was under way: none for a receiver that hangs, and never more than this.
 */
const LEASE_AHEAD = 128
/** While captures wait, so many at a time and a pause between: the queue goes on, and the writer is theirs. */
const CROWDED_BATCH = 8
const CROWDED_PAUSE_MS = 20
/** A wall clock that goes back by more than this was set back. */
const SET_BACK_MS = 60_000
const RETRY_ASKING_MS = 1000

/**
 * Knows when to ask the store for work. It sleeps until the earliest Delivery that is due at an Endpoint which may be sent to, and
 * asks each by its own index: an Endpoint that is closed or at its limit is not asked, however much waits for it.
 */
export function createScheduler(deps: SchedulerDeps) {
  const { store, clock, log, run } = deps
  const lanes = new Map<number, Lane>()
  let running = false
  let callOff = () => {}
  let lastWall = clock.now()
  let lastMonotonic = clock.monotonic()

  const laneOf = (endpointId: number): Lane => {
    const existing = lanes.get(endpointId)
    if (existing) return existing
    const lane = new Lane(endpointId)
    lanes.set(endpointId, lane)
    return lane
  }

  /** A limited rate counts leases, so there none is taken ahead of its time. */
  const placesIn = (lane: Lane, limits: Limits): number => {
    const ahead = limits.perSecond === null ? Math.min(LEASE_AHEAD, lane.landed) : 0
    return limits.concurrency + ahead - lane.inFlight - lane.ready.length
  }

  /** Starts what is leased as places allow; returns it when nothing may be sent now. */
  const begin = (lane: Lane): void => {
    while (lane.ready.length > 0) {
      const limits = deps.limits(lane.endpointId)
      if (!running || lane.closed || lane.heldUntil > clock.now()) {
        deps.giveBack(lane, lane.ready.splice(0))
        return
      }
      // Without limits nothing is sent; whether it is returned or cancelled is seen when it is taken up.
      if (limits && lane.inFlight >= limits.concurrency) return
      const next = lane.ready.shift()
      if (!next) return
      lane.inFlight += 1
      deps.launch(lane, next)
    }
  }

  /** Leases what there is room for; learns when the next one is due when there was less. */
  const fill = async (lane: Lane): Promise<void> => {
    while (running && !lane.closed) {
      const limits = deps.limits(lane.endpointId)
      const now = clock.now()
      if (!limits || lane.dueAt === null || lane.dueAt > now || lane.heldUntil > now) return
      const crowded = deps.crowded()
      const batch = crowded ? CROWDED_BATCH : LEASE_BATCH
      const room = Math.min(placesIn(lane, limits), batch, lane.rate.available(limits.perSecond, clock.monotonic()))
      if (room < 1) return
      lane.landed = 0
      lane.forgetNotes()
      const leased = await store.leaseDue({ endpointId: lane.endpointId, now, limit: room, run })
      if (limits.perSecond !== null) lane.rate.take(leased.length)
      lane.ready.push(...leased)
      begin(lane)
      if (crowded) await pause(clock, CROWDED_PAUSE_MS)
      if (leased.length === room) continue
      const [head] = await store.dueHeads({ endpointIds: [lane.endpointId] })
      lane.learn(head?.at)
    }
  }

  const ask = async (lane: Lane): Promise<void> => {
    try {
      do {
        lane.again = false
        if (lane.woken) lane.dueAt = 0
        lane.woken = false
        await fill(lane)
      } while (lane.again && running)
    } catch (error) {
      // Stopping makes the store refuse; anything else is a busy or full disk, which passes.
      if (running) log.error('delivery.lease_failed', { endpointId: lane.endpointId, error: String(error) })
      lane.dueAt = clock.now() + RETRY_ASKING_MS
    } finally {
      lane.asking = false
      arm()
    }
  }

  const pump = (lane: Lane): void => {
    lane.again = true
    if (!running || lane.asking) return
    lane.asking = true
    deps.track(ask(lane))
  }

  /** When a Lane can go on by itself, ms since epoch; null when it waits for an attempt to end or for the configuration. */
  const nextAt = (lane: Lane): number | null => {
    const limits = deps.limits(lane.endpointId)
    if (!limits || lane.closed || lane.asking || lane.dueAt === null || lane.inFlight >= limits.concurrency) return null
    const now = clock.now()
    const blocked = limits.perSecond !== null && lane.rate.available(limits.perSecond, clock.monotonic()) < 1
    return Math.max(lane.dueAt, lane.heldUntil, blocked ? now + lane.rate.wait(limits.perSecond ?? 1) : 0)
  }

  const arm = (): void => {
    callOff()
    if (!running) return
    const now = clock.now()
    let wait = REARM_MS
    for (const lane of lanes.values()) {
      const at = nextAt(lane)
      if (at !== null) wait = Math.min(wait, Math.max(1, at - now))
    }
    callOff = clock.timer(wait, tick)
  }

  const tick = (): void => {
    if (noticeSetBack()) {
      deps.track(
        store
          .mendSchedule({ now: clock.now() })
          .then(count => log.warn('delivery.clock_set_back', { mended: count }))
          .catch(error => log.error('delivery.mend_failed', { error: String(error) }))
          .then(() => wake()),
      )
    }
    const now = clock.now()
    for (const lane of lanes.values()) {
      const at = nextAt(lane)
      if (at !== null && at <= now) pump(lane)
    }
    arm()
  }

  /** Compares the wall clock with the monotonic one since the last look. */
  const noticeSetBack = (): boolean => {
    const wall = clock.now()
    const monotonic = clock.monotonic()
    const setBack = wall - lastWall - (monotonic - lastMonotonic) < -SET_BACK_MS
    lastWall = wall
    lastMonotonic = monotonic
    if (setBack) for (const lane of lanes.values()) lane.heldUntil = 0
    return setBack
  }

  const wake = (endpointIds?: readonly number[]): void => {
    for (const id of endpointIds ?? [NONE, ...deps.config.endpoints().map(endpoint => endpoint.id)]) {
      const lane = laneOf(id)
      lane.woken = true
      pump(lane)
    }
  }

  return {
    start() {
      running = true
      wake()
    },
    wake,
    /** A retry, or a lease given back, is on disk and due at `at`. */
    noted(lane: Lane, at: number) {
      lane.note(at)
      arm()
    },
    /** An attempt has ended: its place is free, and the next lease may ride in the commit that keeps it. */
    landed(lane: Lane) {
      lane.inFlight -= 1
      lane.landed += 1
      begin(lane)
      pump(lane)
    },
    /** The configuration changed: Endpoints may be new, gone, open again or have other limits. */
    reconsider() {
      const known = new Set(deps.config.endpoints().map(endpoint => endpoint.id))
      for (const lane of lanes.values()) {
        lane.closed = false
        if (lane.endpointId !== NONE && !known.has(lane.endpointId) && lane.inFlight === 0 && !lane.asking) lanes.delete(lane.endpointId)
      }
      wake()
    },
    stop() {
      running = false
      callOff()
      for (const lane of lanes.values()) begin(lane)
    },
  }
}
