import type { Settings } from '#contract/app.ts'
import { call } from './api.ts'
import { loadCounts } from './counts.ts'
import { app, change } from './store.ts'
import { askAnew } from './subscription.ts'
import { applyTheme } from './theme.ts'

export async function loadSources(): Promise<void> {
  const { rows } = await call('sources.list', {})
  change({ sources: rows })
  const { scope } = app()
  if (scope.kind !== 'source' || rows.some(row => row.id === scope.id)) return loadCounts()
  // The one that is looked at was deleted.
  change({ scope: { kind: 'all' } })
  askAnew()
}

export async function loadEndpoints(): Promise<void> {
  change({ endpoints: (await call('endpoints.list', {})).rows })
}

export async function loadSettings(): Promise<void> {
  const settings = await call('settings.get', {})
  change({ settings })
  applyTheme(settings)
}

/** Saves settings; what is left out stays. */
export async function saveSettings(patch: Partial<Settings>): Promise<void> {
  const before = app().settings
  if (before) change({ settings: { ...before, ...patch } })
  if (patch.theme || patch.contrast) applyTheme({ ...before, ...patch })
  try {
    change({ settings: await call('settings.save', patch) })
  } catch (error) {
    change({ settings: before })
    if (before) applyTheme(before)
    throw error
  }
}

export async function loadProviders(): Promise<void> {
  change({ providers: (await call('providers.list', {})).rows })
}

export async function loadInfo(): Promise<void> {
  change({ info: await call('app.info', {}) })
}

export async function loadUpdate(): Promise<void> {
  change({ update: await call('updates.status', {}) })
}

/** Looks for a newer version now. */
export async function checkForUpdate(): Promise<void> {
  change({ update: await call('updates.check', {}) })
}

/** Name of the provider with that id, or the id itself when it is not known. */
export function providerName(id: string): string {
  return app().providers.find(provider => provider.id === id)?.name ?? id
}
