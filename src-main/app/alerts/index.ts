import type { ConfigCache } from '../config/cache.ts'
import type { EventHub } from '../event-hub.ts'
import type { Ports } from '../ports.ts'
import { readSettings } from '../services/app.ts'
import type { StoreClient } from '../store-client.ts'
import { createAlerting } from './alerting.ts'
import { createMutes } from './mutes.ts'
import { createOutside } from './outside.ts'
import { createAlertSettings } from './settings.ts'

interface Deps {
  readonly store: StoreClient
  readonly config: ConfigCache
  readonly hub: EventHub
  readonly ports: Ports
}

/** Alerts, wired: what is worth one, when it is news, where it goes. */
export function createAlerts({ store, config, hub, ports }: Deps) {
  const { clock, log, notifier, secrets } = ports
  const mutes = createMutes(config, clock)
  const settings = createAlertSettings(config, secrets)
  const outside = createOutside(settings, { clock, log, noted: () => hub.publish('config.changed', { what: 'settings' }) })
  const alerting = createAlerting({
    store,
    hub,
    notifier,
    clock,
    log,
    mutes,
    wants: (channel, kind) =>
      settings.rules()[kind][channel] && (channel === 'native' ? readSettings(config).notifications : settings.enabled(channel)),
    post: outside.post,
  })
  return {
    alerting,
    mutes,
    settings,
    outside,
    stop: () => {
      alerting.stop()
      return outside.stop()
    },
  }
}
export type Alerts = ReturnType<typeof createAlerts>
