import type { AppInfo, Settings } from '#contract/app.ts'
import { settings as settingsShape } from '#contract/app.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'

const GiB = 1024 ** 3
const defaults: Settings = {
  theme: 'system',
  contrast: 'system',
  maxBytes: 5 * GiB,
  inboxMaxBytes: GiB,
  inboxMaxDays: 7,
  notifications: true,
  tunnelAtStart: false,
  closeToTray: false,
  openAtLogin: false,
  updates: true,
}

/** Settings as saved over their defaults; a value that no longer fits falls back to its default. */
export function readSettings(config: ConfigCache): Settings {
  const saved = Object.fromEntries(Object.keys(defaults).map(key => [key, config.setting(key)]))
  const valid = Object.entries(settingsShape.shape).flatMap(([key, shape]) => {
    const parsed = shape.safeParse(saved[key])
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return { ...defaults, ...Object.fromEntries(valid) }
}

/** `app.info`, `settings.*`. */
export function appServices(store: StoreClient, config: ConfigCache, info: () => Omit<AppInfo, 'requestCount' | 'storeBytes'>) {
  return {
    'app.info': async () => {
      const size = await store.read.storeSize(null)
      return { ...info(), requestCount: size.requests, storeBytes: size.bytes }
    },

    'settings.get': async () => readSettings(config),

    'settings.save': async input => {
      await config.saveSettings(input)
      return readSettings(config)
    },
  } satisfies Partial<Services>
}
