import type { DeliveryStore, FinishedAttempt } from './types.ts'

interface Waiting {
  readonly input: FinishedAttempt
  resolve(kept: boolean): void
  reject(error: unknown): void
}

/** As many as go to the writer at once; more would make the captures behind them wait. */
const MOST = 256

/**
 * Writes down how attempts ended, many in one call: while one is under way the others gather. A call costs the writer a savepoint and
 * both threads a message, which is half of what keeping an attempt takes.
 */
export function createFinisher(store: Pick<DeliveryStore, 'finishAttempts'>) {
  let waiting: Waiting[] = []
  let busy = false

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      await write(batch)
    }
    busy = false
  }

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const kept = await store.finishAttempts({ attempts: batch.map(({ input }) => input) })
      for (const [i, { resolve }] of batch.entries()) resolve(kept[i] ?? false)
    } catch (error) {
      // One of them may be what broke it: each is asked for again by itself, whoever asks.
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    /** Resolves when it is on disk; false when the lease was lost meanwhile. Rejects when it is not on disk. */
    finish(input: FinishedAttempt): Promise<boolean> {
      return new Promise((resolve, reject) => {
        waiting.push({ input, resolve, reject })
        if (busy) return
        busy = true
        // What ends in this turn of the event loop goes together.
        setImmediate(() => void flush())
      })
    },
    /** By itself, so that it cannot be refused because of another. */
    async finishAlone(input: FinishedAttempt): Promise<boolean> {
      const [kept] = await store.finishAttempts({ attempts: [input] })
      return kept ?? false
    },
  }
}
