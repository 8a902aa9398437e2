import type { Arrival, Judgement, PassThroughOrder, ReplyPlan } from '#domain/capture.ts'
import type { SourceConfig } from '#domain/config.ts'
import { providerById } from '#providers/index.ts'
import type { replyStatements } from '#store/writer/replies.ts'
import type { IntakeLookup } from './config.ts'
import type { Repeat } from './decide.ts'
import { faultKey, faultReply } from './fault.ts'
import type { PassThroughs } from './pass-throughs.ts'
import { isTaken } from './reply.ts'

export interface ModeParts {
  readonly replies: ReturnType<typeof replyStatements>
  readonly passThroughs: PassThroughs
  readonly mint: () => number
}

export interface ModeDecision {
  readonly reply: ReplyPlan
  readonly passThrough?: PassThroughOrder
}

/**
 * How long a provider that says nothing waits at the least, ms: the app's answer must still find it waiting. (fault.ts has the longest,
 * for a failure on purpose must outlast it.)
 */
const SHORTEST_PATIENCE = 10_000
/** The least that an app is given, ms. */
const LEAST_TIME = 500
/** What is kept of the provider's time for the way and the disk, ms. */
const RESERVE = 1000

const waitsForApp: ReplyPlan = { status: 0, headers: [], body: '', delayMs: 0 }
export const appUnavailable: ReplyPlan = {
  status: 502,
  headers: ['Content-Type', 'text/plain; charset=utf-8'],
  body: 'The app behind this receiver did not respond; send this webhook again.\n',
  delayMs: 0,
}

/** Whether a Source has anything to say beyond the reply table; nearly none has. */
export function hasMode({ reply, onDuplicate }: SourceConfig): boolean {
  return reply.mode === 'fault' || reply.mode === 'pass-through' || onDuplicate === 'answer-as-before'
}

/**
 * The last of the decisions: what a Source's policy for duplicates and its mode make of a Request that would be answered with a 2xx.
 * Everything else keeps the plan.
 */
export function decideMode(
  parts: ModeParts,
  lookup: IntakeLookup,
  source: SourceConfig,
  request: { readonly capture: Arrival; readonly assessment: Judgement; readonly repeat: Repeat },
  planned: ReplyPlan,
): ModeDecision {
  const { reply: mode, onDuplicate } = source
  const { capture, assessment, repeat } = request
  if (!isTaken(capture, assessment, planned) || repeat.repetition === 'loop') return { reply: planned }
  const duplicate = repeat.repetition === 'duplicate'
  if (duplicate && repeat.duplicateOf !== null && parts.passThroughs.has(repeat.duplicateOf)) {
    return { reply: waitsForApp, passThrough: { kind: 'same-as', requestId: repeat.duplicateOf } }
  }
  if (duplicate && repeat.duplicateOf !== null && onDuplicate === 'answer-as-before') {
    return { reply: parts.replies.replyOf(repeat.duplicateOf) ?? planned }
  }
  if (mode.mode === 'fault') {
    // An Event that was accepted has had its failures.
    if (duplicate && mode.firstN !== undefined) return { reply: planned }
    if (mode.firstN !== undefined) {
      const failed = parts.replies.countFault(source.id, faultKey(capture, assessment), capture.receivedAt)
      if (failed > mode.firstN) return { reply: planned }
    }
    return { reply: faultReply(mode, providerById(assessment.provider)) }
  }
  if (mode.mode !== 'pass-through' || (duplicate && onDuplicate !== 'forward')) return { reply: planned }
  if (!lookup.endpoints.get(mode.endpointId)?.enabled) return { reply: appUnavailable }
  const patience = providerById(assessment.provider)?.timeoutMs ?? SHORTEST_PATIENCE
  const deadlineMs = Math.max(LEAST_TIME, patience - RESERVE)
  const ids = { messageId: parts.mint(), deliveryId: parts.mint() }
  const passThrough = { kind: 'ask', endpointId: mode.endpointId, deadlineMs, ...ids, size: capture.body.byteLength } as const
  return { reply: waitsForApp, passThrough }
}
