import type { ReadableDb } from '../open.ts'

/** Attempts by their own id. */
export function attemptReads(db: ReadableDb) {
  const owner = db.prepare<[number], { delivery_id: number }>('SELECT delivery_id FROM attempts WHERE id = ?')
  return {
    /** The Delivery that an Attempt belongs to; null when there is no such Attempt. */
    deliveryOfAttempt: (input: { id: number }): number | null => owner.get(input.id)?.delivery_id ?? null,
  }
}
