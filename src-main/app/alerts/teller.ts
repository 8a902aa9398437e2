import { type AlertKind, type AlertText, BURST, type Told, tellableAt } from '#domain/alerts.ts'
import type { AlertRow } from '#store/alert-row.ts'
import type { Clock } from '../ports.ts'

/** Groups that are remembered: beyond that the oldest is forgotten, and may be told a little early. */
const REMEMBERED = 1000

export interface TellerDeps {
  readonly clock: Pick<Clock, 'now' | 'timer'>
  /** The alert as it is now; null when it is gone. */
  readonly fresh: (id: string) => Promise<AlertRow | null>
  /** Brings the news to every channel and window. Must not throw. */
  readonly tell: (alert: AlertRow, group: string) => void
  /** Several about different things, as one notice. Must not throw. */
  readonly tellTogether: (text: AlertText) => void
  readonly failed: (error: unknown) => void
}

/**
 * Decides when an alert is news. Told at once when it is new; while it goes on and nobody looks, again after ever longer waits, with what
 * it has become by then; and when many different things happen within a minute, what comes on top is one notice.
 */
export function createTeller(deps: TellerDeps) {
  const { clock } = deps
  const told = new Map<string, Told>()
  const later = new Map<string, () => void>()
  const recent: number[] = []
  let held: AlertRow[] = []
  let callOffBurst: (() => void) | null = null

  const remember = (group: string): void => {
    const times = (told.get(group)?.times ?? 0) + 1
    told.delete(group)
    told.set(group, { times, at: clock.now() })
    const [oldest] = told.keys()
    if (told.size > REMEMBERED && oldest !== undefined) told.delete(oldest)
  }

  const tellTogether = (): void => {
    callOffBurst = null
    const [first] = held
    if (!first) return
    const alerts = held
    held = []
    recent.push(clock.now())
    deps.tellTogether(together(alerts))
  }

  /** @returns whether it went out now, and not as one of many later */
  const send = (alert: AlertRow, group: string): boolean => {
    remember(group)
    const now = clock.now()
    while (recent.length > 0 && Math.abs(now - (recent[0] ?? 0)) >= BURST.withinMs) recent.shift()
    if (recent.length >= BURST.notices) {
      held.push(alert)
      callOffBurst ??= clock.timer(BURST.withinMs, tellTogether)
      return false
    }
    recent.push(now)
    deps.tell(alert, group)
    return true
  }

  /** It has gone on while it could not be told: told with what it is by then, unless somebody has seen it. */
  const sendLater = (alert: AlertRow, group: string, ms: number): void => {
    if (later.has(group)) return
    const run = async () => {
      later.delete(group)
      const now = await deps.fresh(alert.id)
      if (now && now.acknowledgedAt === null && !now.muted) send(now, group)
    }
    later.set(
      group,
      clock.timer(ms, () => void run().catch(deps.failed)),
    )
  }

  return {
    /** @param raised it is a new one: somebody has seen what was told of its group before */
    happened(alert: AlertRow, group: string, raised: boolean): void {
      if (alert.muted) return
      if (raised) {
        told.delete(group)
        later.get(group)?.()
        later.delete(group)
      }
      const now = clock.now()
      const at = tellableAt(told.get(group) ?? null, now)
      if (at <= now) send(alert, group)
      else sendLater(alert, group, at - now)
    },
    stop(): void {
      for (const callOff of later.values()) callOff()
      callOffBurst?.()
      later.clear()
    },
  }
}

function together(alerts: readonly AlertRow[]): AlertText {
  const [first] = alerts
  const titles = [...new Set(alerts.map(alert => alert.title))]
  const kind: AlertKind = first?.kind ?? 'delivery_failed'
  return {
    id: first?.id ?? '',
    kind,
    title: alerts.length === 1 ? (first?.title ?? '') : `${alerts.length} more alerts`,
    body: titles.length > 3 ? `${titles.slice(0, 3).join('; ')}; and ${titles.length - 3} more.` : `${titles.join('; ')}.`,
    count: alerts.length,
    firstAt: Math.min(...alerts.map(alert => alert.firstAt)),
    lastAt: Math.max(...alerts.map(alert => alert.lastAt)),
    target: { type: 'settings', id: null },
  }
}
