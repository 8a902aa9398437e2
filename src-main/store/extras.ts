import type { Assessment, Capture, HandshakeAsk, HandshakeStep, ReplyPlan, RequestExtras, RowTexts } from '#domain/capture.ts'
import { MASK } from '#domain/redact.ts'
import type { FailureCode, VerdictName } from '#domain/request.ts'

type Packed = Pick<RequestExtras, 'effectiveUrl' | 'remoteAddress' | 'bodyMs'> & {
  readonly proof: Pick<RequestExtras['verification'], 'scheme' | 'explanation' | 'checks' | 'secretId' | 'offMs'> & {
    readonly provider?: string | null
  }
} & Partial<
    Pick<
      RequestExtras,
      | 'httpVersion'
      | 'eventKeys'
      | 'strippedCookies'
      | 'parseError'
      | 'handshakeRefused'
      | 'handshakeAsk'
      | 'reply'
      | 'retry'
      | 'wireOutcome'
      | 'occurredAt'
    >
  >

/**
 * A reply that is kept otherwise than it is sent: with the credentials masked that it repeats, and cut where it is long.
 * `again`: a duplicate may be answered with it, so that what was sent is kept beside it.
 */
export interface KeptReply extends ReplyPlan {
  readonly kept?: Pick<ReplyPlan, 'headers' | 'body'> & { readonly again?: boolean }
}

/** The form in a row: as it is shown, so that whoever knows nothing of the rest shows no more than that. */
type PackedReply = ReplyPlan & { readonly sent?: Pick<ReplyPlan, 'headers' | 'body'> }

/** Columns that the packed form leaves out. */
export interface ExtrasColumns {
  readonly verdict: VerdictName
  readonly code: FailureCode | null
  readonly provider: string | null
  readonly eventId: string | null
}

export const usualReply: ReplyPlan = { status: 200, headers: [], body: '', delayMs: 0 }

/**
 * JSON of what is kept beside a Request's columns, without what they say already and without what nearly every Request has in common:
 * it is part of every capture's commit, and this makes it a third smaller. The reply is decided later: see `withReply`.
 */
export function packExtras(capture: Capture, assessment: Assessment): string {
  const { provider, scheme, explanation, checks, secretId, offMs } = assessment.verification
  const packed: Packed = {
    effectiveUrl: capture.effectiveUrl,
    remoteAddress: capture.remoteAddress,
    bodyMs: capture.bodyMs,
    proof: { scheme, explanation, checks, secretId, offMs, ...(provider === assessment.provider ? {} : { provider }) },
    ...(capture.httpVersion === '1.1' ? {} : { httpVersion: capture.httpVersion }),
    ...(assessment.eventKeys.length > 1 ? { eventKeys: assessment.eventKeys } : {}),
    ...(capture.strippedCookies.length > 0 ? { strippedCookies: capture.strippedCookies } : {}),
    ...(assessment.parseError === null ? {} : { parseError: assessment.parseError }),
    ...(assessment.handshake?.refused ? { handshakeRefused: assessment.handshake.refused } : {}),
    ...(assessment.handshake ? askedBy(assessment.handshake) : {}),
    ...(assessment.retry ? { retry: assessment.retry } : {}),
    ...(capture.occurredAt === undefined ? {} : { occurredAt: capture.occurredAt }),
  }
  return JSON.stringify(packed)
}

/** The texts of a Request's row. */
export function rowTexts(capture: Capture, assessment: Assessment): RowTexts {
  return { headers: JSON.stringify(capture.headers), extras: packExtras(capture, assessment) }
}

/**
 * The packed form with the reply, without taking it apart: nearly every reply is the usual one, which is left out.
 * @param secret that the reply hands back
 */
export function withReply(extras: string, reply: KeptReply, secret?: string): string {
  return isUsual(reply) ? extras : `${extras.slice(0, -1)},"reply":${JSON.stringify(packReply(withoutSecret(reply, secret)))}}`
}

function packReply({ kept, ...reply }: KeptReply): PackedReply {
  if (!kept) return reply
  const { headers, body } = kept
  return { ...reply, headers, body, ...(kept.again ? { sent: { headers: reply.headers, body: reply.body } } : {}) }
}

/** As it was sent, where that is known. */
function unpackReply({ sent, ...reply }: PackedReply): KeptReply {
  return sent ? { ...reply, ...sent, kept: { headers: reply.headers, body: reply.body } } : reply
}

/** What is to be shown of a reply, in memory or in its packed form. */
export function keptReply(reply: ReplyPlan): ReplyPlan {
  const { sent: _, ...rest } = reply as PackedReply
  return packReply(rest)
}

/** The packed form, changed; what is undefined goes. For what happens rarely. */
export function amendExtras(extras: string, changes: Partial<Record<keyof Packed, Packed[keyof Packed] | undefined>>): string {
  return JSON.stringify({ ...JSON.parse(extras), ...changes })
}

/** The packed form, made whole with the row's columns. */
export function unpackExtras(json: string, columns: ExtrasColumns): RequestExtras {
  const { proof, reply, ...packed } = JSON.parse(json) as Packed
  const { verdict, code } = columns
  return {
    httpVersion: '1.1',
    strippedCookies: [],
    parseError: null,
    handshakeRefused: null,
    reply: reply ? unpackReply(reply) : usualReply,
    eventKeys: columns.eventId === null ? [] : [columns.eventId],
    ...packed,
    verification: { provider: columns.provider, ...proof, verdict, code },
  }
}

/** What is left to be decided, without the link or the secret itself: those stay in the Request's own bytes. */
export function askedBy({ learned, confirmUrl }: HandshakeStep): { readonly handshakeAsk?: HandshakeAsk } {
  if (confirmUrl !== undefined) return { handshakeAsk: { kind: 'confirm', host: new URL(confirmUrl).host } }
  return learned?.replaces ? { handshakeAsk: { kind: 'replace', role: learned.role } } : {}
}

/** A reply that hands a secret back (Asana's) is kept without it: secrets of Sources lie in the database sealed. */
function withoutSecret(reply: ReplyPlan, secret: string | undefined): ReplyPlan {
  if (secret === undefined) return reply
  const mask = (text: string) => text.replaceAll(secret, MASK)
  return { ...reply, headers: reply.headers.map(mask), body: mask(reply.body) }
}

/** Nearly every reply: 200 and nothing else. */
export function isUsual(reply: ReplyPlan): boolean {
  const { status, headers, body, delayMs, relayed, fault } = reply
  return status === 200 && headers.length === 0 && body === '' && delayMs === 0 && relayed === undefined && fault === undefined
}
