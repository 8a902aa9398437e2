import type { IncomingMessage } from 'node:http'
import type { Problem } from '#domain/request.ts'
import type { Limits } from './limits.ts'

export interface TakenBody {
  /** In its own buffer: a slice of Node's pool cannot be transferred, and cloning one clones the whole pool. */
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

/** A body on its way in. */
export interface Taking {
  /** Ends it now: what came so far is the body, and `problem` is what was wrong. */
  end(problem: Problem): void
  /** Gives the bytes back to the budget; to be called when the request is answered. */
  release(): void
}

/**
 * Reads a body to its end. Calls back once, in the same turn as the last byte: a promise here would cost every capture a tick.
 * An oversized body is read on (and dropped) to four times the limit, because a sender that is still writing never reads the 413 if we
 * close first; past four times the limit we close anyway.
 */
export function takeBody(
  request: IncomingMessage,
  limits: Limits,
  budget: Budget,
  done: (taken: TakenBody | 'overloaded') => void,
): Taking {
  let chunks: Uint8Array[] = []
  let size = 0
  let oversized = false
  let finished = false
  let held = 0

  const finish = (problem: Problem | null) => {
    if (finished) return
    finished = true
    done({ body: problem === null ? join(chunks, size) : join(chunks, Math.min(size, limits.keepOfBroken)), problem })
  }

  request.on('data', (chunk: Buffer) => {
    if (finished) return
    size += chunk.byteLength
    if (oversized) {
      if (size > limits.maxBody * 4) finish('oversized')
      return
    }
    if (!budget.take(chunk.byteLength)) {
      finished = true
      done('overloaded')
      return
    }
    held += chunk.byteLength
    chunks.push(chunk)
    if (size <= limits.maxBody) return
    oversized = true
    // A copy: a view would keep everything received so far in memory.
    chunks = [join(chunks, limits.keepOfBroken)]
    budget.give(held - limits.keepOfBroken)
    held = limits.keepOfBroken
  })
  request.on('end', () => finish(oversized ? 'oversized' : null))
  request.on('close', () => finish(oversized ? 'oversized' : 'aborted'))
  request.on('error', () => finish('aborted'))
  return {
    end: problem => finish(oversized ? 'oversized' : problem),
    release() {
      budget.give(held)
      held = 0
    },
  }
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks
  // Node's parser copies a small body out of its socket's buffer already; a second copy is a tenth of what taking it costs.
  if (chunks.length === 1 && only && only.byteLength === length && only.buffer.byteLength === length) return only
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    if (at >= length) break
    const part = chunk.byteLength > length - at ? chunk.subarray(0, length - at) : chunk
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}
