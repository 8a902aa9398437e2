import type { Arrival, Judgement } from '#domain/capture.ts'
import type { Repetition } from '#domain/request.ts'

export interface Repeat {
  readonly repetition: Repetition | null
  /** The Request that claimed the first of the keys that are known; null when none is. */
  readonly duplicateOf: number | null
  /** Keys that nobody holds: the ones to claim when the Request is accepted. */
  readonly freshKeys: readonly string[]
}

/** A Request with what was decided about it. Its bytes may have gone since: `size` tells how many they were. */
export interface Decided {
  readonly id: number
  readonly capture: Omit<Arrival, 'headers' | 'body'>
  readonly size: number
  readonly assessment: Judgement
  readonly repeat: Repeat
}

export interface Memory {
  claimant(sourceId: number, key: string, since: number): number | null
  hasDelivery(id: number): boolean
}

/** The claim that a body makes by itself, and whether it counts like an event key. */
export interface SameBody {
  readonly claim: string
  readonly suppress: boolean
}

/**
 * Is this the same Event again? All keys claimed within the window: `duplicate`; some: `partial`, for a batch that was cut differently
 * the second time still brings news. A Request that carries a Delivery of this very workspace is a `loop`.
 * @param arrived.carries the Delivery whose mark it carries
 * @param sameBody what to go by when there is no key; null = nothing
 */
export function findRepeat(
  memory: Memory,
  arrived: { readonly receivedAt: number; readonly carries: number | undefined },
  keys: readonly string[],
  scope: number,
  windowMs: number,
  sameBody: SameBody | null = null,
): Repeat {
  const { receivedAt, carries } = arrived
  // It claims nothing: the Event's key belongs to the Request that was forwarded.
  if (carries !== undefined && memory.hasDelivery(carries)) return { repetition: 'loop', duplicateOf: null, freshKeys: [] }
  const since = receivedAt - windowMs
  if (keys.length === 0 && sameBody !== null) return findSameBody(memory, sameBody, scope, since)
  const freshKeys: string[] = []
  let duplicateOf: number | null = null
  for (const key of keys) {
    const claimant = memory.claimant(scope, key, since)
    if (claimant === null) freshKeys.push(key)
    else duplicateOf ??= claimant
  }
  if (duplicateOf === null) return { repetition: null, duplicateOf, freshKeys }
  return { repetition: freshKeys.length === 0 ? 'duplicate' : 'partial', duplicateOf, freshKeys }
}

/** Two heartbeats of a provider may be equal and both be news, so that equal bodies are only marked unless their owner wants more. */
function findSameBody(memory: Memory, { claim, suppress }: SameBody, scope: number, since: number): Repeat {
  const duplicateOf = memory.claimant(scope, claim, since)
  if (duplicateOf === null) return { repetition: null, duplicateOf, freshKeys: [claim] }
  return { repetition: suppress ? 'duplicate' : 'same-body', duplicateOf, freshKeys: [] }
}
