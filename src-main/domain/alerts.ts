import type { HandshakeAsk } from './capture.ts'
import { maskTarget } from './redact.ts'
import type { NextStep } from './retry/next-step.ts'

/** What a click on an alert opens. */
export interface AlertTarget {
  readonly type: 'delivery' | 'endpoint' | 'source' | 'request' | 'settings'
  readonly id: string | null
}

/** An alert to raise. Alerts of one group that nobody has acknowledged are one, with a count. */
export interface AlertDraft {
  readonly kind: 'delivery_failed' | 'endpoint_disabled' | 'signature_failures' | 'handshake' | 'disk_low'
  readonly groupKey: string
  /** Texts for one happening and for several; `{count}` stands for how many. */
  readonly one: { readonly title: string; readonly body: string }
  readonly many: { readonly title: string; readonly body: string }
  readonly target: AlertTarget
  /** What a click opens once it stands for several. */
  readonly manyTarget: AlertTarget
}

/** What an attempt came to, for the evaluator. Ids as the contract shows them. */
export interface AttemptFacts {
  readonly step: NextStep
  readonly deliveryId: string
  /** Null for a bare URL. */
  readonly endpointId: string | null
  readonly endpointName: string
  readonly url: string
  readonly eventType: string | null
  readonly attemptCount: number
  readonly status: number | null
  readonly error: string | null
}

/** Which alert an attempt's end calls for; most call for none. Pure: raising it is somebody else's job. */
export function evaluateAttempt(facts: AttemptFacts): AlertDraft | null {
  const { step, endpointId, endpointName } = facts
  if (step.kind === 'disable-endpoint') {
    const body = `${maskTarget(null, facts.url)} answered 410 Gone, so nothing more is sent there. What waits for it stays pending; enable the endpoint to send it.`
    const text = { title: `${endpointName} was disabled`, body }
    const target = { type: 'endpoint', id: endpointId } as const
    return { kind: 'endpoint_disabled', groupKey: `disabled:${endpointId}`, one: text, many: text, target, manyTarget: target }
  }
  if (step.kind !== 'dead') return null
  const what = facts.eventType ?? 'A delivery'
  const why = facts.error ?? `The last answer was ${facts.status}.`
  const tries = facts.attemptCount === 1 ? 'after one attempt' : `after ${facts.attemptCount} attempts`
  const target = { type: 'delivery', id: facts.deliveryId } as const
  return {
    kind: 'delivery_failed',
    groupKey: endpointId === null ? `failed:${facts.url}` : `failed:${endpointId}`,
    one: { title: `Delivery to ${endpointName} failed`, body: `${what} was given up ${tries}. ${why}` },
    many: { title: `{count} deliveries to ${endpointName} failed`, body: `The latest, ${what}, was given up ${tries}. ${why}` },
    target,
    manyTarget: endpointId === null ? target : { type: 'endpoint', id: endpointId },
  }
}

/** The alert for a handshake that its owner must decide on. `source`: its name; null for the Inbox. */
export function handshakeAlert(
  ask: HandshakeAsk,
  { provider, source, requestId }: { readonly provider: string; readonly source: string | null; readonly requestId: string },
): AlertDraft {
  const where = source ?? 'the Inbox'
  const target: AlertTarget = { type: 'request', id: requestId }
  const text =
    ask.kind === 'confirm'
      ? {
          title: `${provider} asks to confirm`,
          body: `Webhooks to ${where} begin once a link at ${ask.host} is visited. Open the request and confirm it, if you asked for this.`,
        }
      : {
          title: `${provider} sent another secret`,
          body: `${where} has one already, and keeps it. Open the request to take the new one in its place, if you asked for this.`,
        }
  const groupKey = `handshake:${ask.kind}:${provider}:${where}`
  return { kind: 'handshake', groupKey, one: text, many: { ...text, title: `${text.title} ({count} times)` }, target, manyTarget: target }
}

/** So many failures in a row, with nothing verified between, are no stranger's guess any more: a secret is wrong, or somebody keeps trying. */
export const FAILURES_IN_A_ROW = 5

/** The alert for a Source whose last Requests have all failed verification. @param source `id` as the contract shows it */
export function signatureAlert(source: { readonly id: string; readonly name: string; readonly slug: string }): AlertDraft {
  const text = {
    title: `${source.name}: signatures fail`,
    body: `The last ${FAILURES_IN_A_ROW} webhooks to /${source.slug} failed verification. Open one to see what would match, and compare the secret with the provider's.`,
  }
  const target: AlertTarget = { type: 'source', id: source.id }
  return { kind: 'signature_failures', groupKey: `signatures:${source.id}`, one: text, many: text, target, manyTarget: target }
}

/** The alert for a disk that runs out of space; below the lower mark the receiver has begun to refuse. */
export function diskAlert(state: 'low' | 'full', freeBytes: number): AlertDraft {
  const free = `${Math.round(freeBytes / 1024 ** 2)} MiB are free where Hookbench keeps its data.`
  const text =
    state === 'full'
      ? { title: 'The disk is full', body: `${free} Webhooks are answered with 503 until there is room; senders that retry lose nothing.` }
      : { title: 'The disk is nearly full', body: `${free} Free some space, or lower the retention in the settings.` }
  const target: AlertTarget = { type: 'settings', id: null }
  return { kind: 'disk_low', groupKey: `disk:${state}`, one: text, many: text, target, manyTarget: target }
}
