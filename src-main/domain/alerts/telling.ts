import type { AlertKind, AlertTarget } from './draft.ts'

/** Waits before an alert that goes on is told again, by how often it was told: each longer, so that a bad night is a few notices. */
const AGAIN_MS: readonly number[] = [5 * 60_000, 30 * 60_000, 2 * 3_600_000, 6 * 3_600_000, 24 * 3_600_000]
/** Notices about different things within a minute; what comes on top is told as one. */
export const BURST = { notices: 5, withinMs: 60_000 } as const

export interface Told {
  readonly times: number
  /** ms since epoch. */
  readonly at: number
}

/** When an alert may be told (again), ms since epoch; not later than `now` = at once. @param told null = never yet */
export function tellableAt(told: Told | null, now: number): number {
  if (told === null) return now
  const wait = AGAIN_MS[Math.min(told.times, AGAIN_MS.length) - 1] ?? 0
  // A clock that was set back must not silence anything for longer than the wait itself.
  return Math.min(told.at, now) + wait
}

/** A silence that a person asked for: of a kind, of an Endpoint or Source, or of that kind there. */
export interface Mute {
  readonly kind: AlertKind | null
  readonly target: AlertTarget | null
  /** ms since epoch. */
  readonly until: number
}

/** Is an alert silenced now? It is kept in the history all the same. */
export function isMuted(mutes: readonly Mute[], alert: { readonly kind: AlertKind; readonly subject: AlertTarget | null }, now: number) {
  return mutes.some(
    ({ kind, target, until }) =>
      until > now &&
      (kind === null || kind === alert.kind) &&
      (target === null || (target.type === alert.subject?.type && target.id === alert.subject.id)),
  )
}

/** The mutes after another one: those that have ended go, one for the same thing is replaced, `until` in the past ends it. */
export function withMute(mutes: readonly Mute[], mute: Mute, now: number): Mute[] {
  const same = (other: Mute) => other.kind === mute.kind && other.target?.type === mute.target?.type && other.target?.id === mute.target?.id
  return [...mutes.filter(other => other.until > now && !same(other)), ...(mute.until > now ? [mute] : [])]
}
