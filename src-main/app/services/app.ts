import type { AppInfo, ProviderInfo, Settings } from '#contract/app.ts'
import { settings as settingsShape } from '#contract/app.ts'
import { guessProvider } from '#domain/guess.ts'
import { requestView } from '#domain/http/request-view.ts'
import type { Provider } from '#domain/provider.ts'
import { providers } from '#providers/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadRequest } from '../stored-request.ts'

const GiB = 1024 ** 3
const defaults: Settings = { theme: 'system', maxBytes: 5 * GiB, inboxMaxBytes: GiB, inboxMaxDays: 7, notifications: true }

/** Settings as saved over their defaults; a value that no longer fits falls back to its default. */
export function readSettings(config: ConfigCache): Settings {
  const saved = Object.fromEntries(Object.keys(defaults).map(key => [key, config.setting(key)]))
  const valid = Object.entries(settingsShape.shape).flatMap(([key, shape]) => {
    const parsed = shape.safeParse(saved[key])
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return { ...defaults, ...Object.fromEntries(valid) }
}

/** `app.info`, `providers.*`, `settings.*`. */
export function appServices(store: StoreClient, config: ConfigCache, info: () => Omit<AppInfo, 'requestCount' | 'storeBytes'>) {
  return {
    'app.info': async () => {
      const size = await store.read.storeSize(null)
      return { ...info(), requestCount: size.requests, storeBytes: size.bytes }
    },

    'providers.list': async () => ({ rows: providers.map(describeProvider).sort((a, b) => a.name.localeCompare(b.name)) }),

    'providers.guess': async ({ requestId }) => {
      const request = await loadRequest(store, requestId)
      const view = requestView({
        method: request.row.method,
        url: request.extras.effectiveUrl,
        target: request.target,
        headers: request.headers,
        body: new Uint8Array(),
        receivedAt: request.row.receivedAt,
      })
      return { rows: guessProvider(providers, view) }
    },

    'settings.get': async () => readSettings(config),

    'settings.save': async input => {
      await config.saveSettings(input)
      return readSettings(config)
    },
  } satisfies Partial<Services>
}

function describeProvider(provider: Provider): ProviderInfo {
  return {
    id: provider.id,
    name: provider.name,
    evidence: provider.evidence,
    schemes: provider.schemes.map(scheme => ({
      id: scheme.id,
      name: scheme.name,
      secretRole: scheme.key.role,
      secretHint: scheme.key.hint,
    })),
    setup: { ...provider.setup },
    timeoutMs: provider.timeoutMs,
    retries: provider.retries,
  }
}
