import type { Assessment, Capture, ReplyPlan, Stored } from '#domain/capture.ts'
import { NONE, type SourceConfig } from '#domain/config.ts'
import { formatId } from '#domain/ids.ts'
import type { RequestRow } from '#domain/request.ts'
import { providerById } from '#providers/index.ts'
import { askedBy } from '#store/extras.ts'
import type { captureStatements } from '#store/writer/capture.ts'
import { assess } from './assess.ts'
import type { IntakeLookup } from './config.ts'
import { findRepeat, type Repeat } from './decide.ts'
import { restOf } from './match.ts'
import type { HandshakeQuota } from './quota.ts'
import { isAccepted, planReply, tooMany } from './reply.ts'

/** The Inbox keeps no window of its own. */
const INBOX_WINDOW = 7 * 86_400_000

/** Puts an unchanged Request on its way to an Endpoint, within the capture's transaction. */
export type EnqueueForward = (forward: {
  requestId: number
  endpointId: number
  target: { name: string; url: string; local: boolean }
  path: string
  method: string
  eventType: string | null
  size: number
  now: number
}) => unknown

export interface IngestParts {
  readonly statements: ReturnType<typeof captureStatements>
  readonly mint: () => number
  readonly forward: EnqueueForward
  readonly quota: HandshakeQuota
  lookup(): IntakeLookup
  /** Told of each row and of the Endpoints that got work; valid once the transaction commits. */
  added(row: RequestRow, forwardedTo: readonly number[]): void
}

/** One Capture with, when the prepare thread has done it, its assessment. */
export interface IngestInput {
  readonly capture: Capture
  readonly assessment: Assessment | null
}

/** Stores a Capture and decides its reply. Runs inside the writer's transaction; the reply may be sent only after that commits. */
export function ingest(parts: IngestParts, input: IngestInput): Stored {
  const { statements } = parts
  const { capture } = input
  const lookup = parts.lookup()
  const assessment = withinQuota(input.assessment ?? assess(capture, lookup), capture.receivedAt, parts.quota)
  const source = assessment.sourceId === null ? null : (lookup.sources.get(assessment.sourceId) ?? null)
  const scope = source?.id ?? NONE

  // A forged copy of an Event is no repetition of it: it must neither be marked as one nor share its row's bytes.
  const keys = assessment.verification.verdict === 'failed' ? [] : assessment.eventKeys
  const repeat = findRepeat(statements, capture, keys, scope, source?.duplicateWindowMs ?? INBOX_WINDOW)
  const reply = planReply(capture, assessment, repeat.repetition, source?.reply ?? { mode: 'strict' }, providerById(assessment.provider))
  const accepted = isAccepted(capture, assessment, reply)

  const id = parts.mint()
  const bodyOf = repeat.duplicateOf !== null && statements.holdsBody(repeat.duplicateOf, capture.body) ? repeat.duplicateOf : null
  statements.insert({ id, capture, assessment, reply, repetition: repeat.repetition, duplicateOf: repeat.duplicateOf, bodyOf })
  if (repeat.duplicateOf !== null) statements.addRepeat(repeat.duplicateOf, id)
  if (accepted) for (const key of repeat.freshKeys) statements.claim(scope, key, id, capture.receivedAt)
  const forwardedTo = accepted && source ? forward(parts, lookup, source, id, capture, assessment, repeat) : []
  parts.added(toRow(id, capture, assessment, reply, repeat, forwardedTo.length > 0), forwardedTo)
  return { id, reply, ...followUp(assessment) }
}

/** A handshake that is computed with a key is refused when too many were asked for. */
function withinQuota(assessment: Assessment, at: number, quota: HandshakeQuota): Assessment {
  const { handshake } = assessment
  if (!handshake?.metered || quota.take(assessment.sourceId ?? NONE, at)) return assessment
  const refused = 'More than 10 challenges came within a minute. Each answer is made with your key, so this one was not answered.'
  return { ...assessment, handshake: { name: handshake.name, reply: tooMany, refused } }
}

function followUp({ sourceId, provider, handshake }: Assessment): Pick<Stored, 'followUp'> {
  if (!handshake || (handshake.learned === undefined && handshake.confirmUrl === undefined)) return {}
  const ask = askedBy(handshake).handshakeAsk
  return { followUp: { sourceId, provider, ...(handshake.learned ? { learned: handshake.learned } : {}), ...(ask ? { ask } : {}) } }
}

function forward(
  parts: IngestParts,
  lookup: IntakeLookup,
  source: SourceConfig,
  id: number,
  capture: Capture,
  assessment: Assessment,
  repeat: Repeat,
): number[] {
  if (repeat.repetition === 'loop' || (repeat.repetition === 'duplicate' && !source.forwardDuplicates)) return []
  const reached: number[] = []
  for (const endpointId of source.forwardTo) {
    const endpoint = lookup.endpoints.get(endpointId)
    if (!endpoint) continue
    parts.forward({
      requestId: id,
      endpointId,
      target: { name: endpoint.name, url: endpoint.url, local: endpoint.local },
      path: restOf(capture.target),
      method: capture.method,
      eventType: assessment.eventType,
      size: capture.body.byteLength,
      now: capture.receivedAt,
    })
    reached.push(endpointId)
  }
  return reached
}

function toRow(id: number, capture: Capture, assessment: Assessment, reply: ReplyPlan, repeat: Repeat, forwarded: boolean): RequestRow {
  const query = capture.target.indexOf('?')
  return {
    id: formatId('req', id),
    receivedAt: capture.receivedAt,
    method: capture.method,
    path: query < 0 ? capture.target : capture.target.slice(0, query),
    sourceId: assessment.sourceId === null ? null : formatId('src', assessment.sourceId),
    provider: assessment.provider,
    size: capture.body.byteLength,
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
    delivery: forwarded ? 'pending' : null,
  }
}
