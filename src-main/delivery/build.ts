import { type GuardChoice, type Reach, reachOf } from '#domain/address-guard/guard.ts'
import { DELIVERY_HEADER, travelling } from '#domain/delivery/outgoing-headers.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { type HeaderPair, withHeaders } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import type { Outcome } from '#domain/outcome.ts'
import type { OutgoingRequest } from '#http1/client/request.ts'
import { type Parties, signFor } from './sign.ts'
import type { AttemptToKeep, Leased, Signer } from './types.ts'

/** `own`: what of it is not as the Delivery says, and so has to be kept with the attempt. */
export type Built = { readonly own: Pick<AttemptToKeep, 'url' | 'requestBody'> } & (
  | {
      readonly ok: true
      readonly request: OutgoingRequest
      readonly reach: Reach
      /** A sentence about how it was signed, for the attempt's page. */
      readonly note: string | null
    }
  | { readonly ok: false; readonly outcome: Outcome }
)

/**
 * The exact request of an attempt, made at its time: URL, secrets and scheme are those of now, the body is the Message's own.
 * @param body all of it; @param now ms since epoch
 */
export function buildRequest(leased: Leased, body: Uint8Array, parties: Parties, signer: Signer, now: number): Built {
  const { endpoint } = parties
  const destination = destinationOf(endpoint?.url ?? leased.target.url, leased.path)
  // It has another URL than when the Delivery was made.
  const moved = endpoint && endpoint.url !== leased.target.url ? (destination?.url ?? endpoint.url) : null
  const refuse = (outcome: Outcome): Built => ({ ok: false, outcome, own: { url: moved, requestBody: null } })
  const cannotSend = (reason: string) => refuse({ kind: 'cannot-send', reason })
  if (!destination) return cannotSend('its URL does not start with http:// or https://. Correct the endpoint.')
  // Its headers are gone too, and an empty body would not show that.
  if (leased.kind === 'forward' && leased.request === null)
    return cannotSend('the request it forwards is no longer stored. Send a new one.')
  if (body.byteLength !== leased.size) return cannotSend('its body is no longer stored. Send a new one.')

  const messageId = formatId('msg', leased.messageId)
  const marks: HeaderPair[] = [[DELIVERY_HEADER, formatId('dlv', leased.id)]]
  // A composed Message is ours to mark; to others' Requests only the one header is added that stops loops.
  if (leased.kind === 'composed') marks.push(['Idempotency-Key', messageId])
  const draft = { method: leased.method, url: destination.url, headers: withHeaders(travelling(leased.headers), marks), body }
  const signed = signFor(leased, draft, parties, signer, { now, messageId })
  if (!signed.ok) return refuse({ kind: 'cannot-sign', reason: signed.reason })
  // As text: a URL that is parsed again may come out different from the one that was signed. Only its query was added to.
  const path = signed.url === undefined ? destination.path : signed.url.slice(destination.origin.length)

  // Whatever is in the store was put there by a caller with a valid bearer.
  const choice: GuardChoice = { local: endpoint?.local ?? leased.target.local, callerTrusted: true }
  return {
    ok: true,
    request: {
      method: leased.method,
      origin: destination.origin,
      path,
      headers: withHeaders(draft.headers, signed.headers),
      body: signed.body ?? body,
    },
    reach: reachOf(destination.hostname, choice),
    note: signed.note,
    own: { url: signed.url === undefined ? moved : destination.origin + path, requestBody: signed.body ?? null },
  }
}
