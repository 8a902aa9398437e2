import type { EventHub } from '#app/event-hub.ts'
import type { Log } from '#app/ports.ts'
import type { Services } from '#app/services.ts'
import type { DeskState } from './tray-menu.ts'

interface Options {
  readonly services: Pick<Services, 'tunnel.status' | 'endpoints.list' | 'alerts.list'>
  readonly hub: Pick<EventHub, 'subscribe'>
  readonly receiver: string
  readonly log: Log
  readonly changed: (state: DeskState) => void
}

/** The bell's own bound: more than so many unseen alerts are told as so many. */
const ALERTS = 100

/** Keeps the tray's state current: reads it once, then again whenever the core reports a change. */
export function watchDesk({ services, hub, receiver, log, changed }: Options): void {
  let asking = false
  let stale = false
  const ask = async (): Promise<void> => {
    const [tunnel, endpoints, alerts] = await Promise.all([
      services['tunnel.status']({}),
      services['endpoints.list']({}),
      services['alerts.list']({ unacknowledged: true, limit: ALERTS }),
    ])
    changed({
      receiver,
      tunnel,
      paused: endpoints.rows.filter(({ enabled, paused }) => enabled && paused).map(({ id }) => id),
      sending: endpoints.rows.filter(({ enabled, paused }) => enabled && !paused).map(({ id }) => id),
      unseen: alerts.rows.filter(({ muted }) => !muted).length,
    })
  }
  const look = async (): Promise<void> => {
    stale = true
    if (asking) return
    asking = true
    while (stale) {
      stale = false
      await ask().catch(error => log.warn('tray.not_asked', { error: String(error) }))
    }
    asking = false
  }
  hub.subscribe({ topics: ['tunnel.changed', 'config.changed', 'alert.raised', 'alert.changed'] }, () => void look())
  void look()
}
