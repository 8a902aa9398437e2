import { isPermanent, isSuccess, type Outcome } from '../outcome.ts'
import { CAP_MS } from '../retry/policy.ts'

/** When an Endpoint is left alone for a while: after so many failures in a row, first for `openSeconds`, then ever longer. */
export interface CircuitChoice {
  readonly afterFailures: number
  readonly openSeconds: number
}

/** When an Endpoint that only fails is switched off: whichever comes first. */
export interface AutoDisable {
  /** Hours of failing, from the first failure of an unbroken row to the last. */
  readonly afterHours: number | null
  /** Failures in a row. */
  readonly afterFailures: number | null
}

/** What the last attempts say of an Endpoint. Kept in the store, so that a restart forgives nothing. Times are ms since epoch. */
export interface Health {
  /** Failed attempts in a row, and when the first and the last of them ended. */
  readonly failures: number
  readonly failingSince: number | null
  readonly failedAt: number | null
  /** Time between the first and the last, ms; no gap counts for more than `LONGEST_GAP_MS`. */
  readonly failingMs: number
  /** The circuit is open until then; once that is past, one Delivery at a time tries whether the receiver is back. Null = closed. */
  readonly openUntil: number | null
  /** How often it has opened in a row. */
  readonly opens: number
  /** The receiver asked for quiet until then. */
  readonly throttledUntil: number | null
}

export const healthy: Health = {
  failures: 0,
  failingSince: null,
  failedAt: null,
  failingMs: 0,
  openUntil: null,
  opens: 0,
  throttledUntil: null,
}

/** An open circuit doubles its time with each failed probe, but no further than this (or its first time, where that is longer). */
const LONGEST_OPEN_MS = 15 * 60_000
/** Two failures five days apart are no five days of failing: hours count from so many failures on. */
const HOURS_COUNT_FROM = 5
/** A machine that slept for a week, or an Endpoint that had nothing to do, has not failed for a week. No wait of a schedule is longer. */
const LONGEST_GAP_MS = CAP_MS

export interface HealthSettings {
  readonly circuit: CircuitChoice | null
  readonly autoDisable: AutoDisable | null
}

export interface HealthChange {
  readonly health: Health
  /** How far the Endpoint was on the way to being disabled, and is now, 0 to 1. */
  readonly before: number
  readonly share: number
  /** What was counted, as half a sentence: `12 of 20 attempts in a row failed`. */
  readonly progress: string
}

/**
 * Health after an attempt. What only a person can mend says nothing about the receiver and changes nothing.
 * @param holdMs how long the receiver asked to be left alone, 0 = not at all
 * @param startedAt when the attempt began
 */
export function afterAttempt(
  health: Health,
  outcome: Outcome,
  holdMs: number,
  settings: HealthSettings,
  now: number,
  startedAt = now,
): HealthChange {
  const before = shareOf(health, settings.autoDisable)
  if (isSuccess(outcome)) return { health: recovered(health, now), before: 0, share: 0, progress: '' }
  if (isPermanent(outcome)) return { health, before, share: before, progress: '' }
  const failures = health.failures + 1
  const failingSince = health.failingSince ?? now
  const gapMs = Math.min(LONGEST_GAP_MS, Math.max(0, now - (health.failedAt ?? now)))
  const failing = { failures, failingSince, failedAt: now, failingMs: health.failingMs + gapMs }
  const throttledUntil = holdMs > 0 ? Math.max(health.throttledUntil ?? 0, now + holdMs) : health.throttledUntil
  const next = { ...failing, throttledUntil, ...circuitAfter(health, failures, outcome, settings.circuit, now, startedAt) }
  return { health: next, before, share: shareOf(next, settings.autoDisable), progress: progressOf(next, settings.autoDisable) }
}

/** Health as it was kept, where the clock may have been set back since: nobody is left alone for longer than was ever meant. */
export function clampedHealth(health: Health, circuit: CircuitChoice | null, now: number): Health {
  const { throttledUntil, openUntil, failedAt, failingSince } = health
  const least = (time: number | null, most: number) => (time === null ? null : Math.min(time, most))
  return {
    ...health,
    failingSince: least(failingSince, now),
    failedAt: least(failedAt, now),
    throttledUntil: least(throttledUntil, now + CAP_MS),
    openUntil: least(openUntil, circuit === null ? now : now + longestOpenMs(circuit)),
  }
}

/** A success that was under way when the receiver asked for quiet does not take that back. */
function recovered(health: Health, now: number): Health {
  const throttledUntil = (health.throttledUntil ?? 0) > now ? health.throttledUntil : null
  const same = health.failures === 0 && health.openUntil === null && health.throttledUntil === throttledUntil
  return same ? health : { ...healthy, throttledUntil }
}

/** A receiver that answers 4xx is there, whatever it thinks of the Delivery; 429 has its own way to ask for quiet. */
function isUnavailable(outcome: Outcome): boolean {
  return outcome.kind !== 'response' || outcome.status >= 500
}

function circuitAfter(
  { openUntil, opens }: Health,
  failures: number,
  outcome: Outcome,
  circuit: CircuitChoice | null,
  now: number,
  startedAt: number,
): Pick<Health, 'openUntil' | 'opens'> {
  if (circuit === null || !isUnavailable(outcome)) return { openUntil: null, opens: 0 }
  if (openUntil === null && failures < circuit.afterFailures) return { openUntil: null, opens: 0 }
  // Attempts that were under way when it opened, however late they end, are no probes and tell nothing new.
  if (openUntil !== null && Math.min(startedAt, now) < openUntil) return { openUntil, opens }
  const openMs = Math.min(firstOpenMs(circuit) * 2 ** Math.min(opens, 20), longestOpenMs(circuit))
  return { openUntil: now + openMs, opens: opens + 1 }
}

/** Whole ms, as the store keeps times. */
const firstOpenMs = ({ openSeconds }: CircuitChoice): number => Math.round(openSeconds * 1000)
const longestOpenMs = (circuit: CircuitChoice): number => Math.max(firstOpenMs(circuit), LONGEST_OPEN_MS)

const hoursFailing = ({ failures, failingMs }: Health): number => (failures < HOURS_COUNT_FROM ? 0 : failingMs / 3_600_000)

function shareOf(health: Health, limit: AutoDisable | null): number {
  if (limit === null || health.failures === 0) return 0
  const byHours = limit.afterHours === null ? 0 : hoursFailing(health) / limit.afterHours
  const byCount = limit.afterFailures === null ? 0 : health.failures / limit.afterFailures
  return Math.min(1, Math.max(byHours, byCount))
}

function progressOf(health: Health, limit: AutoDisable | null): string {
  if (limit === null) return ''
  const hours = hoursFailing(health)
  const byCount = limit.afterFailures === null ? 0 : health.failures / limit.afterFailures
  if (limit.afterHours === null || byCount >= hours / limit.afterHours) {
    return `${health.failures} of ${limit.afterFailures} attempts in a row failed`
  }
  return `Nothing has arrived for ${Math.floor(hours)} of ${limit.afterHours} hours (${health.failures} attempts failed)`
}
