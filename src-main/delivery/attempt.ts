import { type EndpointConfig, NONE } from '#domain/config.ts'
import { reasonOf } from '#domain/delivery/reason.ts'
import type { Outcome } from '#domain/outcome.ts'
import { isSuccess, outcomeCode, outcomeSentence, outcomeStatus } from '#domain/outcome.ts'
import { buildRequest } from './build.ts'
import { type Sender, type SendOptions, unsent } from './sender.ts'
import type { AttemptToKeep, Clock, ConfigView, DeliveryStore, Leased, Signer } from './types.ts'

export interface AttemptDeps {
  readonly store: Pick<DeliveryStore, 'readBody'>
  readonly config: ConfigView
  readonly clock: Clock
  readonly sender: Sender
  readonly signer: Signer
}

/** An attempt that was made, and the record of it. */
export interface Attempted {
  /** Its Endpoint's, as it was when the attempt began; null for a bare URL. */
  readonly endpointUrl: string | null
  readonly outcome: Outcome
  readonly record: AttemptToKeep
}

/** Makes one attempt. Null when `signal` ended it before there was an answer: then it did not happen. */
export async function attempt(deps: AttemptDeps, leased: Leased, timeoutMs: number, signal: AbortSignal): Promise<Attempted | null> {
  const { clock, config } = deps
  const at = clock.now()
  const start = clock.monotonic()
  const body = leased.body ?? (await deps.store.readBody({ owner: leased.bodyOwner, size: leased.size }))
  const sealed = leased.sign.mode === 'fresh' ? leased.sign.sealedSecret : null
  const own = sealed === null ? null : await deps.signer.openSecret(sealed).catch(() => undefined)
  const sourceId = leased.sign.mode === 'source' ? leased.sign.sourceId : leased.request?.sourceId
  const parties = {
    endpoint: leased.endpointId === NONE ? null : config.endpoint(leased.endpointId),
    source: sourceId ? config.source(sourceId) : null,
    own,
  }
  const built = buildRequest(leased, body, parties, deps.signer, at)
  const result = built.ok
    ? await deps.sender.send(built.request, { timeoutMs, reach: built.reach, signal, repeatStale: true, ...trustOf(parties.endpoint) })
    : unsent(built.outcome)
  if (!result) return null
  const { outcome } = result
  const notes = [built.ok ? built.note : null, result.note].filter(note => note !== null)
  return {
    endpointUrl: parties.endpoint?.url ?? null,
    outcome,
    record: {
      at,
      durationMs: Math.round((clock.monotonic() - start) * 1000) / 1000,
      status: outcomeStatus(outcome),
      outcome: outcomeCode(outcome),
      reason: isSuccess(outcome) ? null : reasonOf(outcome),
      error: outcomeSentence(outcome, parties.endpoint === null ? 'url' : 'endpoint'),
      note: notes.length > 0 ? notes.join(' ') : null,
      ...built.own,
      requestHeaders: result.sent,
      responseHeaders: result.headers,
      responseSize: result.size,
      responseBody: result.body,
    },
  }
}

function trustOf(endpoint: EndpointConfig | null): Pick<SendOptions, 'trust'> {
  if (!endpoint || (!endpoint.insecureTls && endpoint.ca === null)) return {}
  // Only a local Endpoint may be taken at its word; the switch of one that was local once counts no more.
  return { trust: { insecure: endpoint.insecureTls && endpoint.local, ca: endpoint.ca } }
}
