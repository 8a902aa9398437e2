import type { Assessment, Capture, ReplyPlan } from '#domain/capture.ts'
import { rowTexts } from '#store/extras.ts'
import type { StoredNote } from '#store/writer/fetched.ts'
import { findRepeat } from './decide.ts'
import { forward, type IngestParts, toRow } from './ingest.ts'

/** Nobody is waiting for a reply. */
const noReply: ReplyPlan = { status: 0, headers: [], body: '', delayMs: 0 }

export interface FetchedInput {
  /** Origin `backfilled`, with `occurredAt`. */
  readonly capture: Capture
  readonly assessment: Assessment
  /** For the row, a sentence: where it is from. */
  readonly note: string
  /** The person agrees to its being forwarded. */
  readonly forward: boolean
}

export interface FetchedParts extends Pick<IngestParts, 'statements' | 'mint' | 'forward' | 'memory' | 'lookup' | 'added'> {
  readonly setNote: StoredNote
}

/**
 * Stores an Event that a provider's API reported and that never arrived: the same claims as a capture's, so that one that still arrives
 * later is its duplicate. One whose Event was accepted before is not stored at all. It is `unsigned`: nothing proves it but the API's TLS.
 * @returns its number; null when it was there already
 */
export function ingestFetched(parts: FetchedParts, { capture, assessment, note, forward: wanted }: FetchedInput): { id: number | null } {
  const lookup = parts.lookup()
  const source = assessment.sourceId === null ? null : (lookup.sources.get(assessment.sourceId) ?? null)
  if (!source) return { id: null }
  // However long ago: it was fetched because it is not known to have arrived.
  const { receivedAt } = capture
  const repeat = findRepeat(
    parts.memory,
    { receivedAt, carries: undefined },
    assessment.eventKeys,
    source.id,
    Number.POSITIVE_INFINITY,
    null,
  )
  if (repeat.repetition === 'duplicate') return { id: null }
  const { provider } = assessment
  const fetched: Assessment = {
    ...assessment,
    handshake: null,
    verification: { verdict: 'unsigned', provider, scheme: null, code: null, explanation: note, checks: [], secretId: null },
  }
  const id = parts.mint()
  const { repetition, duplicateOf, freshKeys } = repeat
  const texts = rowTexts(capture, fetched)
  parts.statements.insert({ id, capture, assessment: fetched, texts, reply: noReply, repetition, duplicateOf, bodyOf: null })
  parts.setNote(id, note)
  for (const key of freshKeys) parts.statements.claim(source.id, key, id, receivedAt)
  const decided = { id, capture, size: capture.body.byteLength, assessment: fetched, repeat }
  const forwardedTo = wanted ? forward(parts, lookup, source, decided) : []
  parts.added(() => ({ ...toRow(decided, noReply, forwardedTo.length > 0), note }), forwardedTo)
  return { id }
}
