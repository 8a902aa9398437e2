import type { Assessment, Capture, HandshakeStep, RetryMark, Stored } from '#domain/capture.ts'
import type { FailureCode, Origin, Problem, VerdictName, Via } from '#domain/request.ts'
import { isUsual, rowTexts, usualReply } from '#store/extras.ts'
import type { IngestInput } from './ingest.ts'

/**
 * How captures go to the writer's thread and back: flat, by position, with what is only to be stored as text already. A structured clone
 * writes and reads the name of every property of every object, which for a Capture with its Assessment took longer than its INSERT. The
 * body goes along as the call's bytes.
 */
export type WireIngest = readonly [
  receivedAt: number,
  method: string,
  target: string,
  headers: string,
  extras: string,
  via: Via,
  origin: Origin,
  problem: Problem | null,
  headersTooLarge: true | null,
  sourceId: number | null,
  provider: string | null,
  verdict: VerdictName,
  code: FailureCode | null,
  eventKeys: string | null | readonly string[],
  eventType: string | null,
  parseError: string | null,
  fingerprint: string | null,
  carries: number | null,
  retry: RetryMark | null,
  handshake: HandshakeStep | null,
]

/** Nearly every Request gets a plain 200 and needs no follow-up; then only its id is sent back. */
export type WireStored = number | Stored

export function toWire(capture: Capture, assessment: Assessment): WireIngest {
  const { headers, extras } = rowTexts(capture, assessment)
  const { verification, eventKeys } = assessment
  return [
    capture.receivedAt,
    capture.method,
    capture.target,
    headers,
    extras,
    capture.via,
    capture.origin,
    capture.problem,
    capture.headersTooLarge ?? null,
    assessment.sourceId,
    assessment.provider,
    verification.verdict,
    verification.code,
    eventKeys.length > 1 ? eventKeys : (eventKeys[0] ?? null),
    assessment.eventType,
    assessment.parseError,
    assessment.fingerprint ?? null,
    assessment.carries ?? null,
    assessment.retry ?? null,
    assessment.handshake,
  ]
}

export function fromWire(wire: WireIngest, body: Uint8Array): IngestInput {
  const [receivedAt, method, target, headers, extras, via, origin, problem, headersTooLarge, ...judged] = wire
  const [sourceId, provider, verdict, code, eventKeys, eventType, parseError, fingerprint, carries, retry, handshake] = judged
  return {
    capture: {
      receivedAt,
      method,
      target,
      // Only a reply that is filled in from the Request looks at them.
      get headers() {
        return JSON.parse(headers)
      },
      body,
      via,
      origin,
      problem,
      ...(headersTooLarge === null ? {} : { headersTooLarge }),
    },
    assessment: {
      sourceId,
      provider,
      verification: { verdict, code },
      handshake,
      parseError,
      eventKeys: eventKeys === null ? [] : typeof eventKeys === 'string' ? [eventKeys] : eventKeys,
      eventType,
      ...(fingerprint === null ? {} : { fingerprint }),
      ...(retry === null ? {} : { retry }),
      ...(carries === null ? {} : { carries }),
    },
    texts: { headers, extras },
  }
}

export function storedToWire(stored: Stored): WireStored {
  return isUsual(stored.reply) && !stored.passThrough && !stored.followUp ? stored.id : stored
}

export function storedFromWire(wire: WireStored): Stored {
  return typeof wire === 'number' ? { id: wire, reply: usualReply } : wire
}
