import type { Arrival, Judgement, PassThroughOrder, ReplyPlan, RowTexts, Stored } from '#domain/capture.ts'
import { NONE, type SourceConfig } from '#domain/config.ts'
import { subscribes } from '#domain/delivery/subscription.ts'
import { formatId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import { providerById } from '#providers/index.ts'
import { amendExtras, askedBy } from '#store/extras.ts'
import { shownPath } from '#store/request-row.ts'
import type { captureStatements } from '#store/writer/capture.ts'
import type { Forward } from '#store/writer/forwards.ts'
import type { IntakeLookup } from './config.ts'
import { type Decided, findRepeat, type Memory } from './decide.ts'
import { restOf } from './match.ts'
import { decideMode, hasMode, type ModeParts } from './modes.ts'
import type { RowMaker } from './news.ts'
import type { PassThroughs, Waiting } from './pass-throughs.ts'
import type { HandshakeQuota } from './quota.ts'
import { isAccepted, planReply, tooMany } from './reply.ts'

/** The Inbox keeps no window of its own. */
const INBOX_WINDOW = 7 * 86_400_000

/** Puts an unchanged Request on its way to an Endpoint, within the capture's transaction. */
export type EnqueueForward = (forward: Forward) => unknown

export interface IngestParts {
  readonly statements: ReturnType<typeof captureStatements>
  readonly mint: () => number
  readonly forward: EnqueueForward
  readonly quota: HandshakeQuota
  /** Who has claimed a key, and whether a Delivery is ours: on disk, or under way to an app. */
  readonly memory: Memory
  readonly replies: ModeParts['replies']
  readonly passThroughs: PassThroughs
  lookup(): IntakeLookup
  /** Told of each row and of the Endpoints that got work; valid once the transaction commits. */
  added(row: RowMaker, forwardedTo: readonly number[]): void
}

/** One Capture with what was found out about it before: see wire.ts. */
export interface IngestInput {
  readonly capture: Arrival
  readonly assessment: Judgement
  readonly texts: RowTexts
}

/** Stores a Capture and decides its reply. Runs inside the writer's transaction; the reply may be sent only after that commits. */
export function ingest(parts: IngestParts, input: IngestInput): Stored {
  const { statements } = parts
  const { capture } = input
  const lookup = parts.lookup()
  const { assessment, texts } = withinQuota(input, parts.quota)
  const source = assessment.sourceId === null ? null : (lookup.sources.get(assessment.sourceId) ?? null)
  const scope = source?.id ?? NONE

  // A forged copy of an Event is no repetition of it: it must neither be marked as one nor share its row's bytes.
  const keys = assessment.verification.verdict === 'failed' ? [] : assessment.eventKeys
  const sameBody = source && assessment.fingerprint ? { claim: assessment.fingerprint, suppress: source.suppressByBody } : null
  const arrived = { receivedAt: capture.receivedAt, carries: assessment.carries }
  const repeat = findRepeat(parts.memory, arrived, keys, scope, source?.duplicateWindowMs ?? INBOX_WINDOW, sameBody)
  const planned = planReply(capture, assessment, repeat.repetition, source?.reply ?? { mode: 'strict' }, providerById(assessment.provider))
  const mode = source && hasMode(source) ? decideMode(parts, lookup, source, { capture, assessment, repeat }, planned) : null
  const reply = mode?.reply ?? planned
  const accepted = isAccepted(capture, assessment, reply)

  const id = parts.mint()
  const bodyOf = repeat.duplicateOf !== null && statements.holdsBody(repeat.duplicateOf, capture.body) ? repeat.duplicateOf : null
  const { repetition, duplicateOf } = repeat
  statements.insert({ id, capture, assessment, texts, reply, repetition, duplicateOf, bodyOf })
  if (duplicateOf !== null) statements.addRepeat(duplicateOf, id)
  if (accepted) for (const key of repeat.freshKeys) statements.claim(scope, key, id, capture.receivedAt)
  const decided = { id, capture, size: capture.body.byteLength, assessment, repeat }
  const forwardedTo = accepted && source ? forward(parts, lookup, source, decided) : []
  parts.added(() => toRow(decided, reply, forwardedTo.length > 0), forwardedTo)
  const { passThrough } = mode ?? {}
  if (!passThrough) return { id, reply, ...followUp(assessment) }
  if (passThrough.kind === 'ask' && source) parts.passThroughs.add(waitingOf(decided, source, passThrough))
  return { id, reply, passThrough }
}

function waitingOf(
  decided: Decided & { readonly capture: Arrival },
  source: SourceConfig,
  { endpointId, messageId, deliveryId }: Extract<PassThroughOrder, { kind: 'ask' }>,
): Waiting {
  const { headers: _, body: _bytes, ...capture } = decided.capture
  return { ...decided, capture, source, endpointId, messageId, deliveryId }
}

/** A handshake that is computed with a key is refused when too many were requested. */
function withinQuota(input: IngestInput, quota: HandshakeQuota): IngestInput {
  const { capture, assessment, texts } = input
  const { handshake } = assessment
  if (!handshake?.metered || quota.take(assessment.sourceId ?? NONE, capture.receivedAt)) return input
  const refused = 'More than 10 challenges arrived within a minute. Each answer is computed with your key, so this one was not answered.'
  const extras = amendExtras(texts.extras, { handshakeRefused: refused, handshakeAsk: undefined })
  const step = { name: handshake.name, reply: tooMany, refused }
  return { capture, assessment: { ...assessment, handshake: step }, texts: { ...texts, extras } }
}

function followUp({ sourceId, provider, handshake }: Judgement): Pick<Stored, 'followUp'> {
  if (!handshake || (handshake.learned === undefined && handshake.confirmUrl === undefined)) return {}
  const ask = askedBy(handshake).handshakeAsk
  return { followUp: { sourceId, provider, ...(handshake.learned ? { learned: handshake.learned } : {}), ...(ask ? { ask } : {}) } }
}

/** Enqueues the forwards of an accepted Request. @returns the Endpoints that got one */
export function forward(
  parts: Pick<IngestParts, 'forward'>,
  lookup: IntakeLookup,
  source: SourceConfig,
  { id, capture, size, assessment, repeat }: Decided,
): number[] {
  if (repeat.repetition === 'loop' || (repeat.repetition === 'duplicate' && source.onDuplicate !== 'forward')) return []
  const reached: number[] = []
  for (const endpointId of source.forwardTo) {
    const endpoint = lookup.endpoints.get(endpointId)
    if (!endpoint || !wanted(endpoint.eventTypes, assessment.eventType)) continue
    parts.forward({
      requestId: id,
      endpointId,
      target: { name: endpoint.name, url: endpoint.url, local: endpoint.local },
      path: restOf(capture.target),
      method: capture.method,
      eventType: assessment.eventType,
      size,
      now: capture.receivedAt,
    })
    reached.push(endpointId)
  }
  return reached
}

/** An Event without a type goes only to Endpoints that want all types: nobody can have subscribed to it. */
const wanted = (patterns: readonly string[], eventType: string | null): boolean =>
  eventType === null ? patterns.length === 0 || patterns.includes('*') : subscribes(patterns, eventType)

/** The row of a Request that has just been stored, as lists show it. @param forwarded whether an Endpoint got it */
export function toRow({ id, capture, size, assessment, repeat }: Decided, reply: ReplyPlan, forwarded: boolean): RequestRow {
  return {
    id: formatId('req', id),
    receivedAt: capture.receivedAt,
    method: capture.method,
    path: shownPath(capture.target),
    sourceId: assessment.sourceId === null ? null : formatId('src', assessment.sourceId),
    provider: assessment.provider,
    size,
    replyStatus: reply.status,
    verdict: assessment.verification.verdict,
    code: assessment.verification.code,
    eventId: assessment.eventKeys[0] ?? null,
    eventCount: assessment.eventKeys.length,
    eventType: assessment.eventType,
    repetition: repeat.repetition,
    duplicateOf: repeat.duplicateOf === null ? null : formatId('req', repeat.duplicateOf),
    handshake: assessment.handshake?.name ?? null,
    problem: capture.problem,
    origin: capture.origin,
    via: capture.via,
    pinned: false,
    note: null,
    label: null,
    repeatCount: 0,
    delivery: forwarded ? 'pending' : null,
    ...(assessment.retry ? { retryCount: assessment.retry.count } : {}),
  }
}
