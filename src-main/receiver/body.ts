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

/** Parts smaller than this, bytes, are gathered in blocks: each part of its own takes a hundred bytes besides, and a chunk may have one. */
const SMALL = 1024
/** Not larger than what is handed on as it is: see `TakenBody`. */
const BLOCK = 16 * 1024

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
  /** Where small parts are gathered; what lies between `#from` and `#to` is not among the parts yet. */
  #block: Uint8Array | null = null
  #from = 0
  #to = 0
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
    this.#keep(part)
    if (this.#size <= maxBody) return
    this.#oversized = true
    this.#parts = [join(this.#all(), keepOfBroken)]
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

  /** A copy, for what it lies in is used again; the first in memory that small ones share, for new memory would cost six times as much. */
  #keep(part: Uint8Array): void {
    if (part.byteLength >= SMALL || (this.#parts.length === 0 && this.#to === 0)) {
      this.#all().push(Buffer.from(part))
      return
    }
    if (this.#block === null || this.#to + part.byteLength > BLOCK) {
      this.#all()
      this.#block = new Uint8Array(BLOCK)
      this.#from = 0
      this.#to = 0
    }
    this.#block.set(part, this.#to)
    this.#to += part.byteLength
  }

  /** The parts with all that was gathered. */
  #all(): Uint8Array[] {
    if (this.#block && this.#to > this.#from) this.#parts.push(this.#block.subarray(this.#from, this.#to))
    this.#from = this.#to
    return this.#parts
  }

  #finish(problem: Problem | null): void {
    if (this.#finished) return
    this.#finished = true
    const length = problem === null ? this.#size : Math.min(this.#size, this.#limits.keepOfBroken)
    this.#done({ body: join(this.#all(), length), problem }, this)
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
