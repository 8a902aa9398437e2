import type { AlertDraft, AlertTarget } from './draft.ts'

/** Shares of the way to auto-disable at which somebody is told, before it happens; that it has happened is told by whoever disables it. */
export const FAILING_STEPS: readonly number[] = [0.5, 0.7, 0.9]

/** How an Endpoint that keeps failing stands. */
export interface FailingFacts {
  readonly endpointId: string
  readonly endpointName: string
  /** How far it was on the way to being disabled before this failure, and is now: 0 to 1. */
  readonly before: number
  readonly share: number
  /** What was counted, as half a sentence: `12 of 20 attempts in a row failed`. */
  readonly progress: string
}

/** Told once at each step that a failure crosses; falling back (a success) starts from nothing, so the steps are told again. */
export function failingAlert(facts: FailingFacts): AlertDraft | null {
  const { endpointId, endpointName, before, share, progress } = facts
  if (share >= 1) return null
  const step = FAILING_STEPS.findLast(limit => before < limit && share >= limit)
  if (step === undefined) return null
  const target: AlertTarget = { type: 'endpoint', id: endpointId }
  const text = {
    title: `${endpointName} keeps failing`,
    body: `${progress}: ${Math.round(step * 100)}% of the way to being disabled. Check its responses, or raise its limit.`,
  }
  const groupKey = `failing:${endpointId}:${step}`
  return { kind: 'endpoint_failing', groupKey, one: text, many: text, target, manyTarget: target, subject: target }
}
