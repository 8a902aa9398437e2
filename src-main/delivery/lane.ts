import { type Health, healthy } from '#domain/delivery/health.ts'
import type { SendingState } from '#domain/delivery/sending.ts'
import { Ramp } from './ramp.ts'
import { RateLimit } from './rate-limit.ts'
import type { Leased } from './types.ts'

/** The engine's memory of one Endpoint (0 = bare URLs). Only a memory: what is due is in the store, and asked for there. */
export class Lane {
  readonly endpointId: number
  inFlight = 0
  /** Leased ahead, waiting for a place. */
  readonly ready: Leased[] = []
  /** Attempts that ended since the last lease was asked for. */
  landed = 0
  /** How many end while a lease is under way: a decaying maximum, because a lane that has run dry finishes none. */
  pace = 0
  /** When the earliest pending Delivery is due, ms since epoch; 0 = not known, ask; null = nothing is pending. */
  dueAt: number | null = 0
  /** What its attempts say of the receiver; the store has it too. */
  health: Health = healthy
  /** It is about to be disabled; nothing more is taken until the configuration says so as well. */
  closed = false
  /** Nothing was sent for a while: what lies there goes out over a ramp, if it has lain for long. */
  opening = true
  readonly ramp = new Ramp()
  /** What was last seen of its gate. */
  seen: SendingState | null = null
  asking = false
  /** Something happened while it was asking: ask again. `woken`: new work may be there. */
  again = false
  woken = false
  readonly rate = new RateLimit()
  #noted = Number.POSITIVE_INFINITY

  constructor(endpointId: number) {
    this.endpointId = endpointId
  }

  /** A retry was scheduled. Noted apart as well, for the answer to a question that is under way may be older than it. */
  note(at: number): void {
    this.#noted = Math.min(this.#noted, at)
    this.dueAt = this.dueAt === null ? at : Math.min(this.dueAt, at)
  }

  forgetNotes(): void {
    this.#noted = Number.POSITIVE_INFINITY
  }

  /** Takes over what the store answered. */
  learn(head: number | undefined): void {
    const at = Math.min(head ?? Number.POSITIVE_INFINITY, this.#noted)
    this.dueAt = at === Number.POSITIVE_INFINITY ? null : at
  }
}
