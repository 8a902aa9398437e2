import type { Problem } from '#domain/request.ts'
import type { BodyTaker, Cut } from '#http1/server/connection.ts'
import type { Limits } from './limits.ts'

export interface TakenBody {
  /** Large ones are in a buffer of their own, which can move to another thread. */
  readonly body: Uint8Array
  readonly problem: Problem | null
}

/** Counts body bytes of all requests in hand, so that many large ones together cannot exhaust memory. */
export interface Budget {
  /** False when the bytes do not fit. */
  take(bytes: number): boolean
  give(bytes: number): void
}

export function createBudget(max: number): Budget {
  let used = 0
  return {
    take(bytes) {
      if (used + bytes > max) return false
      used += bytes
      return true
    },
    give(bytes) {
      used -= bytes
    },
  }
}

/**
 * Takes a body to its end. Tells once, in the same turn as the last byte: a promise here would cost every capture a tick.
 * An oversized body is read on (and dropped) to four times the limit, because a sender that is still writing never reads the 413 if we
 * close first; past four times the limit we close anyway.
 */
export class BodyTaking implements BodyTaker {
  readonly #limits: Limits
  readonly #budget: Budget
  readonly #done: (taken: TakenBody | 'overloaded', taking: BodyTaking) => void
  #parts: Uint8Array[] = []
  #size = 0
  #held = 0
  #oversized = false
  #finished = false

  /** @param done the bytes count as in hand until `release` is called */
  constructor(limits: Limits, budget: Budget, done: (taken: TakenBody | 'overloaded', taking: BodyTaking) => void) {
    this.#limits = limits
    this.#budget = budget
    this.#done = done
  }

  data(part: Uint8Array): void {
    if (this.#finished) return
    const { maxBody, keepOfBroken } = this.#limits
    this.#size += part.byteLength
    if (this.#oversized) {
      if (this.#size > maxBody * 4) this.#finish('oversized')
      return
    }
    if (!this.#budget.take(part.byteLength)) {
      this.#finished = true
      this.#done('overloaded', this)
      return
    }
    this.#held += part.byteLength
    // A copy, for what it lies in is used again; small ones in memory that they share, for new memory would cost six times as much.
    this.#parts.push(Buffer.from(part))
    if (this.#size <= maxBody) return
    this.#oversized = true
    this.#parts = [join(this.#parts, keepOfBroken)]
    this.#budget.give(this.#held - keepOfBroken)
    this.#held = keepOfBroken
  }

  end(): void {
    this.#finish(this.#oversized ? 'oversized' : null)
  }

  cut(why: Cut): void {
    this.#finish(this.#oversized ? 'oversized' : why)
  }

  /** Gives the bytes back to the budget; to be called when the request is answered. */
  release(): void {
    this.#budget.give(this.#held)
    this.#held = 0
  }

  #finish(problem: Problem | null): void {
    if (this.#finished) return
    this.#finished = true
    const length = problem === null ? this.#size : Math.min(this.#size, this.#limits.keepOfBroken)
    this.#done({ body: join(this.#parts, length), problem }, this)
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts
  if (only && only.byteLength === length) return only
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    if (at >= length) break
    const taken = part.byteLength > length - at ? part.subarray(0, length - at) : part
    bytes.set(taken, at)
    at += taken.byteLength
  }
  return bytes
}
