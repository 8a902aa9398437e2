import type { Sender } from '#delivery/sender.ts'
import type { Signer } from '#delivery/types.ts'
import { reachOf } from '#domain/address-guard/guard.ts'
import type { EndpointConfig } from '#domain/config.ts'
import { type HandshakeParts, handshakeDraft, judgeHandshake, type OwnershipHandshake } from '#domain/delivery/ownership-handshake.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { headerValue, withHeaders } from '#domain/http/headers.ts'
import { outcomeSentence } from '#domain/outcome.ts'
import { secretsFor } from '#domain/secret.ts'
import type { Clock, Random } from './ports.ts'

/** How an ownership handshake went. `reason` is a sentence, null when the receiver has proved that it wants our webhooks. */
export interface HandshakeResult {
  readonly reason: string | null
  readonly status: number | null
  readonly durationMs: number
}

export interface HandshakeDeps {
  readonly clock: Clock
  readonly random: Pick<Random, 'bytes'>
  readonly sender: Pick<Sender, 'send'>
  readonly signer: Pick<Signer, 'sign'>
}

/** An Endpoint, whether it is saved already or not. */
export type HandshakeTarget = Pick<EndpointConfig, 'url' | 'scheme' | 'secrets' | 'local' | 'timeoutMs' | 'insecureTls' | 'ca'>

/** Asks a receiver to prove that it wants webhooks, the way a provider does, over the very connection that deliveries take. */
export async function performHandshake(
  { clock, random, sender, signer }: HandshakeDeps,
  kind: OwnershipHandshake,
  endpoint: HandshakeTarget,
): Promise<HandshakeResult> {
  const now = clock.now()
  const failed = (reason: string): HandshakeResult => ({ reason, status: null, durationMs: 0 })
  const key = keyFor(kind, endpoint, now)
  if (key === null) {
    return failed(
      kind === 'meta'
        ? 'This handshake needs a verify token, which is never the signing secret. Add it to the endpoint’s secrets, with the role verify-token, and check it again.'
        : 'This handshake needs the secret token. Add it to the endpoint’s secrets and check it again.',
    )
  }
  const parts: HandshakeParts = { challenge: Buffer.from(random.bytes(16)).toString('hex'), now, key }
  const draft = handshakeDraft(kind, parts)
  const destination = destinationOf(endpoint.url, draft.query === '' ? '' : `?${draft.query}`)
  if (!destination) return failed('Its URL does not start with http:// or https://. Correct it.')
  const body = new TextEncoder().encode(draft.body)
  const headers = withHeaders([], [...draft.headers, ['User-Agent', 'Hookbench']])
  const scheme = draft.scheme === 'own' ? endpoint.scheme : draft.scheme
  let signed: Extract<ReturnType<Signer['sign']>, { ok: true }> = { ok: true, headers: [] }
  if (scheme !== null) {
    const secrets = draft.scheme === 'own' ? endpoint.secrets : signingText(endpoint, now)
    const made = signer.sign(scheme, { method: draft.method, url: destination.url, headers, body }, secrets, {
      now,
      messageId: `msg_${parts.challenge}`,
    })
    if (!made.ok) return failed(`The challenge could not be signed: ${made.reason}`)
    signed = made
  }
  const started = clock.monotonic()
  const result = await sender.send(
    {
      method: draft.method,
      origin: destination.origin,
      // As Messages do: a signature may stand in the query or in the body. By text, for a URL that is parsed again may come out otherwise.
      path: signed.url === undefined ? destination.path : signed.url.slice(destination.origin.length),
      headers: withHeaders(headers, signed.headers),
      body: signed.body ?? body,
    },
    {
      timeoutMs: endpoint.timeoutMs,
      reach: reachOf(destination.hostname, { local: endpoint.local, callerTrusted: true }),
      trust: { insecure: endpoint.insecureTls && endpoint.local, ca: endpoint.ca },
      signal: new AbortController().signal,
    },
  )
  const durationMs = Math.round(clock.monotonic() - started)
  if (!result) return failed('Hookbench is shutting down.')
  const { outcome } = result
  if (outcome.kind !== 'response') return { reason: outcomeSentence(outcome), status: null, durationMs }
  const answer = {
    status: outcome.status,
    header: (name: string) => headerValue(result.headers, name),
    body: Buffer.from(result.body).toString('utf8'),
  }
  const wrong = judgeHandshake(kind, answer, parts)
  return { reason: wrong === null ? null : `The receiver ${wrong}`, status: outcome.status, durationMs }
}

/** The newest secret in clear, for schemes of a provider that the Endpoint itself does not sign with. */
function signingText({ secrets }: HandshakeTarget, now: number): string {
  return secretsFor(secrets, 'signing', now).at(-1)?.value ?? ''
}

/** '' where the answer needs no key; null where it needs one and there is none. */
function keyFor(kind: OwnershipHandshake, endpoint: HandshakeTarget, now: number): string | null {
  if (kind === 'zoom') return signingText(endpoint, now) || null
  if (kind !== 'meta') return ''
  // Never the signing secret in its place: it would stand in a query, and in every log that keeps those.
  return secretsFor(endpoint.secrets, 'verify-token', now)[0]?.value ?? null
}
