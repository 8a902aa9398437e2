import { maskTarget } from '../redact.ts'
import type { NextStep } from '../retry/next-step.ts'
import type { AlertDraft, AlertTarget } from './draft.ts'

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
  /** It was a dead letter before, and was tried once more. */
  readonly again: boolean
  readonly status: number | null
  readonly error: string | null
}

/** Which alert an attempt's end calls for; most call for none. Pure: raising it is somebody else's job. */
export function evaluateAttempt(facts: AttemptFacts): AlertDraft | null {
  const { step, endpointId, endpointName, eventType } = facts
  if (step.kind === 'disable-endpoint') {
    return disabledAlert({ endpointId, endpointName, reason: `${maskTarget(null, facts.url)} answered 410 Gone` })
  }
  if (step.kind !== 'dead') return null
  const why = facts.error ?? `The last answer was ${facts.status}.`
  const tries = facts.attemptCount === 1 ? 'after one attempt' : `after ${facts.attemptCount} attempts`
  const target = { type: 'delivery', id: facts.deliveryId } as const
  const subject: AlertTarget | null = endpointId === null ? null : { type: 'endpoint', id: endpointId }
  return {
    kind: 'delivery_failed',
    groupKey: failedGroup(facts),
    ...(facts.again ? { again: { deliveryId: facts.deliveryId } } : {}),
    one: { title: `Delivery to ${endpointName} failed`, body: `${eventType ?? 'It'} was given up ${tries}. ${why}` },
    many: {
      title: `{count} deliveries to ${endpointName} failed`,
      body: `The latest${eventType === null ? '' : `, ${eventType},`} was given up ${tries}. ${why}`,
    },
    target,
    manyTarget: subject ?? target,
    subject,
  }
}

/** The group of the dead letters of one Endpoint, or of one bare URL. */
export function failedGroup({ endpointId, url }: Pick<AttemptFacts, 'endpointId' | 'url'>): string {
  return `failed:${endpointId ?? url}`
}

/** The alert for an Endpoint that was switched off by itself. @param reason what it did, as half a sentence */
export function disabledAlert(facts: {
  readonly endpointId: string | null
  readonly endpointName: string
  readonly reason: string
}): AlertDraft {
  const target: AlertTarget = { type: 'endpoint', id: facts.endpointId }
  const text = {
    title: `${facts.endpointName} was disabled`,
    body: `${facts.reason}, so nothing more is sent there. Waiting deliveries stay pending; enable the endpoint to send them.`,
  }
  const groupKey = `disabled:${facts.endpointId}`
  // Several attempts that were under way say the same: it is disabled once.
  return { kind: 'endpoint_disabled', groupKey, again: true, one: text, many: text, target, manyTarget: target, subject: target }
}
