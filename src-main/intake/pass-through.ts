import type { ReplyPlan } from '#domain/capture.ts'
import type { AttemptToKeep } from '#domain/delivery/leased.ts'
import { forward, type IngestParts } from './ingest.ts'
import { restOf } from './match.ts'
import { isAccepted } from './reply.ts'

/** What an app said to a Request that waited for it. */
export interface AppAnswer {
  readonly requestId: number
  readonly reply: ReplyPlan
  /** Null when it could not even be asked. */
  readonly attempt: AttemptToKeep | null
  /** ms since epoch. */
  readonly now: number
}

/**
 * Writes down how a Request was answered by its app; only now is it decided whether it is accepted, so only now are its Events claimed
 * and it is forwarded to the Source's other Endpoints. All of it in the one transaction that the reply waits for.
 * @returns the Endpoints that got work, and the Delivery that asking the app was, if any
 */
export function answerByApp(
  parts: IngestParts,
  { requestId, reply, attempt, now }: AppAnswer,
): { readonly forwardedTo: readonly number[]; readonly deliveryId: number | null } {
  parts.replies.setReply(requestId, reply)
  const waiting = parts.passThroughs.take(requestId)
  if (!waiting) return { forwardedTo: [], deliveryId: null }
  const { capture, assessment, source, repeat, endpointId, messageId, deliveryId, size } = waiting
  const lookup = parts.lookup()
  const accepted = isAccepted(capture, assessment, reply)
  if (accepted) for (const key of repeat.freshKeys) parts.statements.claim(source.id, key, requestId, capture.receivedAt)
  const endpoint = lookup.endpoints.get(endpointId)
  if (attempt && endpoint) {
    const { name, url, local } = endpoint
    const { method } = capture
    const sent = { requestId, messageId, deliveryId, endpointId, target: { name, url, local }, path: restOf(capture.target) }
    parts.replies.addPassedThrough({ ...sent, method, eventType: assessment.eventType, size, attempt, delivered: accepted, now })
  }
  const others = { ...source, forwardTo: source.forwardTo.filter(id => id !== endpointId) }
  const forwardedTo = accepted ? forward(parts, lookup, others, waiting) : []
  return { forwardedTo, deliveryId: attempt && endpoint ? deliveryId : null }
}
