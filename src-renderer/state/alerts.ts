import type { Alert, AlertKind, AlertMute } from '#contract/alerts.ts'
import type { InputOf } from '#contract/methods.ts'
import { call } from './api.ts'
import { app, change } from './store.ts'

const PAGE = 100

/** More than this are not counted one by one: the bell then says that there are more. */
export const COUNTED = 99
const UNSEEN_PAGE = 500

/** Loads under way, and the alerts that have changed since the first of them was asked: what it answers may be older. */
let loading = 0
const changedMeanwhile = new Map<string, Alert>()

/** The newest alerts, all that the bell counts however old they are, and what is muted. */
export async function loadAlerts(): Promise<void> {
  loading += 1
  try {
    const [{ rows }, unseen, mutes] = await Promise.all([call('alerts.list', { limit: PAGE }), loadUnseen(), call('alerts.mutes', {})])
    const byId = new Map([...unseen, ...rows, ...changedMeanwhile.values()].map(alert => [alert.id, alert]))
    change({ alerts: [...byId.values()].sort(latestFirst), alertMutes: mutes.rows })
  } finally {
    loading -= 1
    if (loading === 0) changedMeanwhile.clear()
  }
}

/** Muted ones are as unseen as the others but are not counted, so it goes on until enough others were found. */
async function loadUnseen(): Promise<Alert[]> {
  const found: Alert[] = []
  let before: string | undefined
  do {
    const page = await call('alerts.list', { unacknowledged: true, limit: UNSEEN_PAGE, ...(before === undefined ? {} : { before }) })
    found.push(...page.rows)
    before = page.next
  } while (before !== undefined && unseenAlerts(found) <= COUNTED)
  return found
}

const latestFirst = (a: Alert, b: Alert): number => b.lastAt - a.lastAt

/** An alert that was raised or has grown: it goes where its last happening puts it. */
export function alertChanged(alert: Alert): void {
  if (loading > 0) changedMeanwhile.set(alert.id, alert)
  change(state => ({
    alerts: [alert, ...state.alerts.filter(known => known.id !== alert.id)].sort(latestFirst).slice(0, 10 * PAGE),
  }))
}

/** A page of the history, of a kind or of all, newest first. @returns those alerts, and from where on there are older ones still */
export async function olderAlerts(
  kind: AlertKind | null,
  before: string | undefined,
): Promise<{ rows: Alert[]; next?: string | undefined }> {
  return call('alerts.list', { limit: PAGE, ...(kind ? { kind } : {}), ...(before === undefined ? {} : { before }) })
}

/** Marks alerts as seen; without ids, all. */
export async function acknowledgeAlerts(ids?: string[]): Promise<void> {
  await call('alerts.acknowledge', ids ? { ids } : {})
  await loadAlerts()
}

/** Does what a button of an alert says. */
export async function actOnAlert(id: string, action: InputOf<'alerts.act'>['action']): Promise<void> {
  await call('alerts.act', { id, action })
  await loadAlerts()
}

export async function unmute(mute: AlertMute): Promise<void> {
  const { kind, target } = mute
  const of =
    target && (target.type === 'endpoint' || target.type === 'source') ? { target: { type: target.type, id: target.id ?? '' } } : {}
  const { rows } = await call('alerts.mute', { ...(kind ? { kind } : {}), ...of, forMs: 0 })
  change({ alertMutes: rows })
}

/** Alerts that nobody has seen and nobody has muted: what the bell counts. */
export const unseenAlerts = (alerts: readonly Alert[] = app().alerts): number =>
  alerts.filter(alert => alert.acknowledgedAt === null && !alert.muted).length
