import type { AttemptDeps, Attempted } from '#delivery/attempt.ts'
import { attempt } from '#delivery/attempt.ts'
import type { Capture, PassThroughOrder, ReplyPlan, Stored } from '#domain/capture.ts'
import { travelling } from '#domain/delivery/outgoing-headers.ts'
import { type HeaderPair, headerPairs, isHeaderName, isHeaderValue } from '#domain/http/headers.ts'
import { restOf } from '#intake/match.ts'
import { appUnavailable } from '#intake/modes.ts'
import type { StoreClient } from './store-client.ts'

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly attempting: AttemptDeps
  /** Tells that a Request has changed, and that Deliveries are new or due. */
  readonly touch: (requestId: number, searchable: boolean) => void
  readonly delivered: (deliveryIds: readonly number[]) => Promise<void>
  readonly wake: (endpointIds: readonly number[]) => void
  readonly wireOutcome: (requestId: number, outcome: string) => void
}
type Ask = Extract<PassThroughOrder, { kind: 'ask' }>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The replies that are an app's to give. The Request is on disk before its app hears of it; then there is one attempt, within what the
 * provider will wait, and no other: the provider itself repeats what was not answered with a 2xx.
 */
export function createPassThrough({ store, attempting, touch, delivered, wake, wireOutcome }: Deps) {
  const { config, clock } = attempting
  /** Answers under way, by the Request that asked: equal ones that came meanwhile wait for the same. */
  const answers = new Map<number, Promise<ReplyPlan>>()
  const closing = new AbortController()

  const ask = async ({ id }: Stored, order: Ask, capture: Capture): Promise<ReplyPlan> => {
    // Whatever happens, the writer must be told; otherwise every repetition of this Event waits for an answer that never comes.
    const attempted = await attemptOnce(id, order, capture).catch((error: Error) => {
      wireOutcome(id, `The app could not be called: ${error.message}`)
      return null
    })
    const reply = replyOf(attempted)
    const { forwardedTo, deliveryId } = await store.write.answerByApp({
      requestId: id,
      reply,
      attempt: attempted?.record ?? null,
      now: clock.now(),
    })
    touch(id, true)
    wake(forwardedTo)
    // Windows that miss it ask again; the sender's reply does not depend on it.
    if (deliveryId !== null) delivered([deliveryId]).catch(() => undefined)
    const cut = attempted && attempted.record.responseSize > attempted.record.responseBody.byteLength
    if (cut) wireOutcome(id, 'The app’s response was longer than 64 KiB; the rest was not passed on.')
    return reply
  }

  const attemptOnce = (id: number, order: Ask, capture: Capture): Promise<Attempted | null> => {
    const endpoint = config.endpoint(order.endpointId)
    if (!endpoint) return Promise.resolve(null)
    const { name, url, local } = endpoint
    const leased = {
      id: order.deliveryId,
      messageId: order.messageId,
      endpointId: order.endpointId,
      kind: 'forward' as const,
      target: { name, url, local },
      attemptCount: 0,
      once: true,
      firstAttemptAt: null,
      dueAt: null,
      stillMs: 0,
      eventType: null,
      method: capture.method,
      path: restOf(capture.target),
      headers: capture.headers,
      sign: { mode: 'forward' as const },
      requestId: id,
      createdAt: capture.receivedAt,
      last: { status: null, error: null, reason: null },
      size: order.size,
      bodyOwner: id,
      // A large one has moved to the store's thread.
      body: capture.body.byteLength === order.size ? capture.body : null,
      // What the provider signed goes on as it is: no time has passed.
      request: { receivedAt: capture.receivedAt, verdict: 'unconfigured' as const, sourceId: null },
    }
    return attempt(attempting, leased, order.deadlineMs, closing.signal)
  }

  /** The same answer once more; once it has been given, the one that is on disk. */
  const same = async ({ id }: Stored, requestId: number): Promise<ReplyPlan> => {
    const reply = await (answers.get(requestId) ?? storedReply(requestId))
    await store.write.setReply({ requestId: id, reply })
    touch(id, true)
    return reply
  }
  const storedReply = async (requestId: number): Promise<ReplyPlan> => {
    const reply = (await store.read.findRequest({ id: requestId }))?.extras.reply
    return reply && reply.status > 0 ? reply : appUnavailable
  }

  return {
    /** The reply of a stored Request that has an order. @throws AppError `store_unavailable` when it cannot be written down */
    async reply(stored: Stored, order: PassThroughOrder, capture: Capture): Promise<ReplyPlan> {
      if (order.kind === 'same-as') return same(stored, order.requestId)
      const answer = ask(stored, order, capture)
      answers.set(stored.id, answer)
      try {
        return await answer
      } finally {
        answers.delete(stored.id)
      }
    },
    /** Answers those that wait, now. */
    close: () => closing.abort(),
  }
}

/** The app's answer as it is passed on: without the headers that concern only its own connection. */
function replyOf(attempted: Attempted | null): ReplyPlan {
  if (attempted?.outcome.kind !== 'response') return appUnavailable
  const { responseHeaders, responseBody } = attempted.record
  const headers = headerPairs(travelling(responseHeaders)).flatMap(pair => (isSendable(pair) ? [...pair] : []))
  const plan = { status: attempted.outcome.status, headers, delayMs: 0, relayed: true } as const
  try {
    return { ...plan, body: utf8.decode(responseBody) }
  } catch {
    return { ...plan, body: '', bodyBase64: Buffer.from(responseBody).toString('base64') }
  }
}

/** What is let in from an app may be more than node lets out. */
const isSendable = ([name, value]: HeaderPair): boolean => isHeaderName(name) && isHeaderValue(value)
