import type { Alert, AlertKind, AlertMute } from '#contract/alerts.ts'
import type { InputOf } from '#contract/methods.ts'
import { call } from './api.ts'
import { app, change } from './store.ts'

const PAGE = 100

/** The newest alerts, and what is muted. */
export async function loadAlerts(): Promise<void> {
  const [{ rows }, mutes] = await Promise.all([call('alerts.list', { limit: PAGE }), call('alerts.mutes', {})])
  change({ alerts: rows, alertMutes: mutes.rows })
}

/** An alert that was raised or has grown: it goes where its last happening puts it. */
export function alertChanged(alert: Alert): void {
  change(state => ({
    alerts: [alert, ...state.alerts.filter(known => known.id !== alert.id)].sort((a, b) => b.lastAt - a.lastAt).slice(0, 10 * PAGE),
  }))
}

/** The history before what is shown, of a kind or of all. @returns those alerts, and whether there are older ones still */
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
