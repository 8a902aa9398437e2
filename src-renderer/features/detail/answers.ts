import type { DeliveryRow } from '#contract/deliveries.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { mediaType } from '#domain/http/body.ts'
import { connectText } from '../../strings/connect.ts'
import { detailText } from '../../strings/detail.ts'
import { duplicatesText } from '../../strings/duplicates.ts'
import type { Tone } from '../../ui/badge.tsx'
import { bytes } from '../../ui/format.ts'

const t = detailText.answers

/** One answer of the header: a few words, and a sentence that says why. */
export interface Answer {
  readonly tone: Tone
  readonly title: string
  readonly text: string
  /** Requests that the answer is about. */
  readonly links?: readonly string[]
}

export interface Surroundings {
  /** Name of the Request's provider and Source; null where there is none. */
  readonly provider: string | null
  readonly source: string | null
  /** How many Endpoints the Source forwards to. */
  readonly forwards: number
}

/** Is it genuine? */
export function genuine(request: RequestDetail, around: Surroundings): Answer {
  const text = request.verification.explanation
  switch (request.verdict) {
    case 'verified':
      return { tone: 'ok', title: around.provider ? t.verified(around.provider) : t.verifiedPlain, text }
    case 'failed':
      return { tone: 'bad', title: t.failed, text }
    case 'unsigned':
      return { tone: 'warn', title: t.unsigned, text }
    case 'unconfigured':
      return { tone: 'quiet', title: t.unconfigured, text }
  }
}

/** Is it new? */
export function fresh(request: RequestDetail): Answer {
  const { repetition, eventId, eventCount, duplicateOf, repeats } = request
  if (repetition === 'loop') return { tone: 'warn', title: t.loop, text: t.loopText }
  const links = duplicateOf ? [duplicateOf] : []
  if (repetition === 'same-body') return { tone: 'info', title: duplicatesText.sameBody, text: duplicatesText.sameBodyText, links }
  if (repetition === 'duplicate' && eventId === null)
    return { tone: 'info', title: t.duplicate, text: duplicatesText.duplicateBodyText, links }
  if (repetition === 'duplicate') {
    return { tone: 'info', title: t.duplicate, text: t.duplicateText(eventId ?? ''), links }
  }
  if (repetition === 'partial') {
    return { tone: 'info', title: t.partial, text: t.partialText(eventCount), links }
  }
  if (eventId === null) return { tone: 'quiet', title: t.untold, text: t.untoldText }
  const accepted = (request.verdict === 'verified' || request.verdict === 'unconfigured') && isSuccess(request.replyStatus)
  if (!accepted && request.origin !== 'backfilled') return { tone: 'quiet', title: t.unclaimed, text: t.unclaimedText }
  const first = eventCount > 1 ? t.freshMany(eventCount) : t.freshText(eventId)
  return {
    tone: 'ok',
    title: t.fresh,
    text: repeats.length > 0 ? `${first} ${t.repeated(repeats.length)}` : first,
    links: repeats.slice(0, 3),
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300

/** Was it delivered? The worst Delivery speaks, because it is the one that needs somebody. */
export function delivered(request: RequestDetail, deliveries: readonly DeliveryRow[], around: Surroundings): Answer {
  const worst = ['failed', 'pending', 'delivering', 'cancelled', 'delivered'].flatMap(
    state => deliveries.find(row => row.state === state) ?? [],
  )[0]
  if (!worst) return { tone: 'quiet', title: t.notForwarded, text: whyNotForwarded(request, around) }
  const tries = t.attempts(worst.attemptCount)
  const why = worst.lastError ?? (worst.lastStatus === null ? '' : t.lastStatus(worst.lastStatus))
  const text = [deliveries.length > 1 ? tally(deliveries) : `${tries}.`, worst.state === 'delivered' ? '' : why].filter(Boolean).join(' ')
  switch (worst.state) {
    case 'failed':
      return { tone: 'bad', title: t.deadLetter(worst.endpointName), text }
    case 'pending':
      return worst.attemptCount === 0
        ? { tone: 'info', title: t.delivering(worst.endpointName), text }
        : { tone: 'warn', title: t.waiting(worst.endpointName), text }
    case 'delivering':
      return { tone: 'info', title: t.delivering(worst.endpointName), text }
    case 'cancelled':
      return { tone: 'quiet', title: t.cancelled, text }
    case 'delivered':
      return {
        tone: 'ok',
        title: deliveries.length > 1 ? t.deliveredAll(deliveries.length) : t.delivered(worst.endpointName, worst.lastStatus),
        text,
      }
  }
}

function tally(deliveries: readonly DeliveryRow[]): string {
  const names = detailText.deliveries.states
  const states = (['delivered', 'delivering', 'pending', 'failed', 'cancelled'] as const).flatMap(state => {
    const n = deliveries.filter(row => row.state === state).length
    return n > 0 ? [`${n} ${names[state].toLowerCase()}`] : []
  })
  return `${states.join(', ')}.`
}

function whyNotForwarded(request: RequestDetail, around: Surroundings): string {
  if (request.repetition === 'duplicate') return t.whyDuplicate
  if (request.repetition === 'loop') return t.loopText
  if (request.handshakeRefused !== null) return t.whyHandshakeRefused
  if (request.handshake !== null) return t.whyHandshake
  if (around.source === null) return t.whyInbox
  if (around.forwards === 0) return t.whyNowhere(around.source)
  if (request.origin === 'backfilled') return connectText.whyFetched
  if (!isSuccess(request.replyStatus)) return t.whyRejected
  return t.whyUnknown
}

/** What is in it? */
export function content(request: RequestDetail): Answer {
  const type = mediaType(request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1])
  const kind = t.kinds(type === '' ? t.noType : type, bytes(request.size))
  if (request.problem) return { tone: 'bad', title: t.problems[request.problem], text: t.problemTexts[request.problem] }
  if (request.parseError !== null) return { tone: 'warn', title: t.unparsed, text: request.parseError }
  if (request.handshakeRefused !== null) return { tone: 'warn', title: t.handshakeRefused, text: request.handshakeRefused }
  if (request.handshake !== null) return { tone: 'info', title: t.handshake(request.handshake), text: kind }
  if (request.size === 0) return { tone: 'quiet', title: request.eventType ?? t.empty, text: t.emptyText }
  const title = request.eventType ?? (request.eventCount > 1 ? t.events(request.eventCount) : t.body)
  const text = request.eventType !== null && request.eventCount > 1 ? `${t.events(request.eventCount)}, ${kind}` : kind
  return { tone: 'info', title, text }
}
