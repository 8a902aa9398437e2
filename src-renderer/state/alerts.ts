import type { Alert } from '#contract/alerts.ts'
import { call } from './api.ts'
import { change } from './store.ts'

export async function loadAlerts(): Promise<void> {
  change({ alerts: (await call('alerts.list', { limit: 100 })).rows })
}

/** An alert that was raised or has grown: it goes where its last happening puts it. */
export function alertChanged(alert: Alert): void {
  change(state => ({
    alerts: [alert, ...state.alerts.filter(known => known.id !== alert.id)].sort((a, b) => b.lastAt - a.lastAt).slice(0, 100),
  }))
}

/** Marks alerts as seen; without ids, all. */
export async function acknowledgeAlerts(ids?: string[]): Promise<void> {
  await call('alerts.acknowledge', ids ? { ids } : {})
  await loadAlerts()
}
