import { NONE } from '#domain/config.ts'
import { type Gate, gateOf } from '#domain/delivery/gate.ts'
import { Lane } from './lane.ts'
import { type Limits, limitsOf } from './limits.ts'
import { pause } from './pause.ts'
import { concurrencyOf, isStocked, roomIn } from './places.ts'
import type { Clock, ConfigView, DeliveryStore, Leased, Log } from './types.ts'
import { watchWall } from './wall.ts'

export interface SchedulerDeps {
  readonly store: Pick<DeliveryStore, 'leaseDue' | 'dueHeads' | 'mendSchedule'>
  readonly config: Pick<ConfigView, 'endpoint' | 'endpoints'>
  readonly clock: Clock
  readonly log: Log
  readonly run: string
  /** Captures wait for the disk: they come first, for a sender is waiting, and what is to be sent is already safe. */
  crowded(): boolean
  /** Attempts what was leased, and calls `landed` when its place is free again. Must not throw. */
  launch(lane: Lane, leased: Leased): void
  /** Returns leases unused, and calls `noted` when that is on disk. */
  giveBack(lane: Lane, leased: readonly Leased[]): void
  track(promise: Promise<unknown>): void
  /** An Endpoint's gate has opened or closed. */
  gateChanged(endpointId: number): void
}

/** Timers of an OS that slept, or whose clock was set, fire late or early: nobody trusts one for longer than this. */
const REARM_MS = 30_000
const CROWDED_PAUSE_MS = 100
const RETRY_ASKING_MS = 1000
/** A timer that is late by more than this did not wait for a busy thread. */
const SLEPT_MS = 60_000
/** A backlog whose head is overdue by more than this has lain still, and is let go over a ramp. */
const LAIN_MS = 60_000

const openGate: Gate = { state: 'active', open: true, until: null }
const shutGate: Gate = { state: 'disabled', open: false, until: null }

/**
 * Knows when to ask the store for work. It sleeps until the earliest Delivery that is due at an Endpoint which may be sent to, and
 * asks each by its own index: an Endpoint that is closed or at its limit is not asked, however much waits for it.
 */
export function createScheduler(deps: SchedulerDeps) {
  const { store, config, clock, log, run } = deps
  const lanes = new Map<number, Lane>()
  const wall = watchWall(clock)
  let running = false
  let callOff = () => {}
  /** When the timer is to fire, by the monotonic clock. */
  let tickAt = Number.POSITIVE_INFINITY

  const laneOf = (endpointId: number): Lane => {
    const existing = lanes.get(endpointId)
    if (existing) return existing
    const lane = new Lane(endpointId)
    lanes.set(endpointId, lane)
    return lane
  }

  /** Whether anything may be sent now; notes when that has changed. */
  const look = (lane: Lane): Gate => {
    const endpoint = config.endpoint(lane.endpointId)
    const gate = lane.closed
      ? shutGate
      : lane.endpointId === NONE
        ? openGate
        : endpoint
          ? gateOf(endpoint, lane.health, clock.now())
          : shutGate
    if (gate.state !== lane.seen) {
      const before = lane.seen
      lane.seen = gate.state
      if (gate.state === 'active' && before !== null) lane.opening = true
      if (before !== null) deps.gateChanged(lane.endpointId)
    }
    return gate
  }

  /** Starts what is leased as places allow; returns it when nothing may be sent now. */
  const begin = (lane: Lane): void => {
    while (lane.ready.length > 0) {
      const limits = limitsOf(config, lane.endpointId)
      const gate = look(lane)
      // What belongs to an Endpoint that is gone is taken up all the same: there it is seen that it has to be cancelled.
      if (!running || (limits && !gate.open)) {
        deps.giveBack(lane, lane.ready.splice(0))
        return
      }
      if (limits && lane.inFlight >= concurrencyOf(limits, gate)) return
      const next = lane.ready.shift()
      if (!next) return
      lane.inFlight += 1
      deps.launch(lane, next)
    }
  }

  /** Leases what there is room for; learns when the next one is due when there was less. */
  const fill = async (lane: Lane): Promise<void> => {
    while (running) {
      const limits = limitsOf(config, lane.endpointId)
      const gate = look(lane)
      const now = clock.now()
      if (!limits || !gate.open || lane.dueAt === null || lane.dueAt > now) return
      if (lane.opening) await open(lane, limits)
      const crowded = deps.crowded()
      const room = roomIn(lane, limits, gate, crowded, clock.monotonic())
      if (room < 1) return
      lane.landed = 0
      lane.forgetNotes()
      const leased = await store.leaseDue({ endpointId: lane.endpointId, now, limit: room, run, ordered: limits.ordered })
      lane.pace = Math.max(lane.landed, Math.floor(lane.pace * 0.8))
      if (limits.perSecond !== null) lane.rate.take(leased.length)
      lane.ramp.take(leased.length)
      lane.ready.push(...leased)
      begin(lane)
      if (crowded) await pause(clock, CROWDED_PAUSE_MS)
      // Of an ordered Endpoint less than there is room for says nothing: its head comes alone.
      if (leased.length === room || (limits.ordered && leased.length > 0)) continue
      const [head] = await store.dueHeads({ endpointIds: [lane.endpointId], ordered: limits.ordered })
      lane.learn(head?.at)
      if (lane.dueAt === null || lane.dueAt > now) lane.ramp.end()
    }
  }

  /** Sends go on after a time without: a backlog that is old is let go over a ramp. */
  const open = async (lane: Lane, limits: Limits): Promise<void> => {
    lane.opening = false
    const [head] = await store.dueHeads({ endpointIds: [lane.endpointId], ordered: limits.ordered })
    if (head && head.at < clock.now() - LAIN_MS && lane.ramp.until === null) lane.ramp.begin(clock)
  }

  const ask = async (lane: Lane): Promise<void> => {
    try {
      do {
        lane.again = false
        // Whoever notices first that the machine slept: what lay still must not be let go all at once.
        noticeJump()
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
    const limits = limitsOf(config, lane.endpointId)
    if (!limits || lane.asking) return null
    const gate = look(lane)
    if (!gate.open) return gate.until
    if (lane.dueAt === null || lane.inFlight >= concurrencyOf(limits, gate)) return null
    const monotonic = clock.monotonic()
    const rated = limits.perSecond !== null && lane.rate.available(limits.perSecond, monotonic) < 1
    const ramped = lane.ramp.available(limits.concurrency, monotonic) < 1
    const wait = Math.max(rated ? lane.rate.wait(limits.perSecond ?? 1) : 0, ramped ? lane.ramp.wait(limits.concurrency, monotonic) : 0)
    return Math.max(lane.dueAt, wait > 0 ? clock.now() + wait : 0)
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
    tickAt = clock.monotonic() + wait
    callOff = clock.timer(wait, tick)
  }

  const tick = (): void => {
    noticeJump()
    const now = clock.now()
    for (const lane of lanes.values()) {
      const at = nextAt(lane)
      if (at !== null && at <= now) pump(lane)
    }
    arm()
  }

  const noticeJump = (): void => {
    // On some systems the monotonic clock goes on in a sleep, and so differs from no other; but no timer fires meanwhile.
    const slept = clock.monotonic() - tickAt > SLEPT_MS
    if (slept) tickAt = clock.monotonic()
    const jump = wall.jump()
    if (slept || jump !== null) allOpening()
    if (jump !== 'back') return
    // Nobody is left alone for longer than was meant.
    const now = clock.now()
    for (const lane of lanes.values()) {
      const { openUntil } = lane.health
      lane.health = { ...lane.health, throttledUntil: null, openUntil: openUntil === null ? null : Math.min(openUntil, now) }
    }
    mend()
  }

  const allOpening = (): void => {
    for (const lane of lanes.values()) lane.opening = true
  }

  /** Tried until it is done: a Delivery planned by the clock that was set back would wait as long as that was wrong. */
  const mend = (): void => {
    if (!running) return
    deps.track(
      store
        .mendSchedule({ now: clock.now() })
        .then(count => log.warn('delivery.clock_set_back', { mended: count }))
        .catch(error => {
          log.error('delivery.mend_failed', { error: String(error) })
          clock.timer(RETRY_ASKING_MS, mend)
        })
        .then(() => wake()),
    )
  }

  const wake = (endpointIds?: readonly number[]): void => {
    for (const id of endpointIds ?? [NONE, ...config.endpoints().map(endpoint => endpoint.id)]) {
      const lane = laneOf(id)
      lane.woken = true
      pump(lane)
    }
  }

  return {
    laneOf,
    start() {
      running = true
      wake()
    },
    wake,
    woke() {
      allOpening()
      wake()
    },
    /** A retry, or a lease given back, is on disk and due at `at`. */
    noted(lane: Lane, at: number) {
      lane.note(at)
      arm()
    },
    /** Returns what was leased behind the head of an ordered Endpoint. */
    putBack(lane: Lane) {
      if (lane.ready.length > 0) deps.giveBack(lane, lane.ready.splice(0))
    },
    /** An attempt has ended: its place is free, and the next lease may ride in the commit that keeps it. */
    landed(lane: Lane) {
      lane.inFlight -= 1
      lane.landed += 1
      begin(lane)
      const limits = limitsOf(config, lane.endpointId)
      if (!limits || !isStocked(lane, limits)) pump(lane)
    },
    /** The configuration changed: Endpoints may be new, gone, open again or have other limits. */
    reconsider() {
      for (const lane of lanes.values()) {
        const endpoint = config.endpoint(lane.endpointId)
        if (endpoint && !endpoint.enabled) lane.closed = false
        look(lane)
        // What was leased ahead goes back at once where nothing may be sent any more, so that it can be cancelled.
        begin(lane)
        if (lane.endpointId !== NONE && !endpoint && lane.inFlight === 0 && !lane.asking) lanes.delete(lane.endpointId)
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
