import type { Arrival, Judgement, ReplyPlan } from '#domain/capture.ts'
import type { ReplyMode } from '#domain/config.ts'
import type { Provider, ReplyWish } from '#domain/provider.ts'
import type { Repetition } from '#domain/request.ts'
import { customReply } from './custom-reply.ts'

const TEXT = ['Content-Type', 'text/plain; charset=utf-8']
const plan = (status: number, body: string, headers: readonly string[] = TEXT): ReplyPlan => ({ status, headers, body, delayMs: 0 })

// Shared objects: nearly every reply is one of these, and none depends on the Request.
const accepted = plan(200, '', [])
const unknownSignature = plan(400, 'The signature of this request could not be verified.\n')
const unparsable = plan(422, 'The body could not be parsed as its Content-Type.\n')
const malformed = plan(400, 'The request is not valid HTTP.\n')
const headersTooLarge = plan(431, 'The headers are larger than this receiver accepts.\n')
const tooSlow = plan(408, 'The request took too long to arrive.\n')
const tooLarge = plan(413, 'The body is larger than this receiver accepts.\n')
const keyUnavailable = plan(503, 'The key to verify this request could not be fetched; try again.\n', [...TEXT, 'Retry-After', '30'])
/** For a handshake that is requested too often. */
export const tooMany = plan(429, 'Too many challenges; try again in a minute.\n', [...TEXT, 'Retry-After', '60'])
/** For Requests that match no Source and arrive through the tunnel faster than allowed. */
export const floodedReply = plan(429, 'Too many requests to unknown paths; try again later.\n', [...TEXT, 'Retry-After', '60'])
/** Nobody is there to hear it: the sender has gone. */
const nobody: ReplyPlan = { status: 0, headers: [], body: '', delayMs: 0 }
/** Sent when the store cannot commit: not part of the table, for there is no row to decide on. */
export const storeUnavailable = plan(503, 'This webhook could not be stored; send it again.\n', [...TEXT, 'Retry-After', '10'])

/**
 * The reply table, in this order: limits, handshake, verdict, parse, duplicate, mode. The text for a bad signature is generic: a precise
 * one would tell a forger what to fix; the window tells the Source's owner.
 */
export function planReply(
  capture: Arrival,
  assessment: Judgement,
  repetition: Repetition | null,
  mode: ReplyMode,
  provider: Provider | null,
): ReplyPlan {
  switch (capture.problem) {
    case 'oversized':
      return tooLarge
    case 'malformed':
      return capture.headersTooLarge ? headersTooLarge : malformed
    case 'timeout':
      return tooSlow
    case 'flooded':
      return floodedReply
    case 'aborted':
      return nobody
    case null:
  }
  if (assessment.handshake) return assessment.handshake.reply
  if (mode.mode === 'custom') return customReply(mode, capture, assessment)
  // A fault and a pass-through begin where strict would accept: see modes.ts.
  if (mode.mode !== 'accept') {
    const { verdict, code } = assessment.verification
    if (verdict === 'failed' && code === 'key_unavailable') return keyUnavailable
    if (verdict === 'failed') return wished(provider?.reply?.failed, unknownSignature)
    if (assessment.parseError !== null) return wished(provider?.reply?.unparseable, unparsable)
  }
  return wished(
    repetition === 'duplicate' ? (provider?.reply?.duplicate ?? provider?.reply?.verified) : provider?.reply?.verified,
    accepted,
  )
}

/** A provider's own wish for a case (Discord wants 401, Adyen wants `[accepted]`) over the table's answer. */
function wished(wish: ReplyWish | undefined, usual: ReplyPlan): ReplyPlan {
  if (!wish) return usual
  if (wish.body === undefined) return { ...usual, status: wish.status }
  return plan(wish.status, wish.body, wish.contentType ? ['Content-Type', wish.contentType] : TEXT)
}

/** Whether the Request counts as taken: only then does it claim its Event and go on to Endpoints. */
export function isAccepted(capture: Pick<Arrival, 'problem'>, assessment: Judgement, reply: ReplyPlan): boolean {
  // `unsigned`: of a provider that signs nothing, there is nothing to fail.
  return assessment.verification.verdict !== 'failed' && isTaken(capture, assessment, reply)
}

/** Whether the sender is told that all is well, genuine or not. */
export function isTaken(capture: Pick<Arrival, 'problem'>, assessment: Judgement, reply: ReplyPlan): boolean {
  if (capture.problem !== null || assessment.handshake !== null || reply.fault !== undefined) return false
  return reply.status >= 200 && reply.status < 300
}
