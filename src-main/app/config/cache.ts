import type { EndpointConfig, SourceConfig } from '#domain/config.ts'
import { type CustomProvider, providerOf } from '#domain/custom/custom-provider.ts'
import { endpointDefaults } from '#domain/delivery/endpoint-defaults.ts'
import type { Secret } from '#domain/secret.ts'
import { setOwnProviders } from '#providers/custom/registry.ts'
import type { EndpointRecord, SourceRecord } from '#store/writer/config.ts'
import { ownPublicKeys } from '../own-keys.ts'
import type { Secrets } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'
import { openSecrets, type SealedSecret, sealSecrets } from './secrets.ts'

/** Key of the settings' row that holds them. */
const CUSTOM_PROVIDERS = 'providers.custom'

type Kept<T> = Omit<T, 'id' | 'secrets' | 'createdAt' | 'updatedAt' | 'disabledReason' | 'slug'> & {
  readonly secrets: readonly SealedSecret[]
}
export type ConfigTopic = 'sources' | 'endpoints' | 'settings' | 'providers'
export type SourceDraft = Omit<SourceConfig, 'id' | 'createdAt' | 'updatedAt'>
export type EndpointDraft = Omit<EndpointConfig, 'id' | 'createdAt' | 'updatedAt'>

/**
 * Sources, Endpoints and settings in memory, secrets in clear: every part of the core reads them here, and nowhere else. The database
 * has them sealed. A change is written first, then seen by all: the intake threads get the whole of it (it is small).
 */
export class ConfigCache {
  #sources = new Map<number, SourceConfig>()
  #endpoints = new Map<number, EndpointConfig>()
  #settings = new Map<string, unknown>()
  #changes: Promise<unknown> = Promise.resolve()
  #listeners = new Set<(what: ConfigTopic) => void>()
  readonly #store: Pick<StoreClient, 'write' | 'prepare'>
  readonly #secrets: Secrets
  readonly #now: () => number

  constructor(store: Pick<StoreClient, 'write' | 'prepare'>, secrets: Secrets, now: () => number) {
    this.#store = store
    this.#secrets = secrets
    this.#now = now
  }

  sources(): SourceConfig[] {
    return [...this.#sources.values()]
  }
  endpoints(): EndpointConfig[] {
    return [...this.#endpoints.values()]
  }
  source(id: number): SourceConfig | null {
    return this.#sources.get(id) ?? null
  }
  endpoint(id: number): EndpointConfig | null {
    return this.#endpoints.get(id) ?? null
  }
  /** Public halves of our own key pairs, as secrets that verify what we have signed. */
  ownKeys(): Secret[] {
    return ownPublicKeys(this.setting('ownKeys'))
  }
  setting(key: string): unknown {
    return this.#settings.get(key)
  }
  onChange(listener: (what: ConfigTopic) => void): void {
    this.#listeners.add(listener)
  }

  /** Reads everything and hands it to the intake threads. @throws AppError `store_unavailable` when a secret cannot be opened */
  async load(): Promise<void> {
    const { sources, endpoints, settings } = await this.#store.write.loadConfig(null)
    this.#sources = new Map(await Promise.all(sources.map(async record => [record.id, await this.#openSource(record)] as const)))
    this.#endpoints = new Map(await Promise.all(endpoints.map(async record => [record.id, await this.#openEndpoint(record)] as const)))
    this.#settings = new Map(settings.map(({ key, value_json }) => [key, JSON.parse(value_json)]))
    await this.#publish()
  }

  /**
   * Runs changes one after the other. A change reads what is there and writes the whole of it: of two at once the later would undo the
   * earlier, and one that saves would bring back what another has just deleted.
   */
  exclusively<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(change)
    this.#changes = done.catch(() => undefined)
    return done
  }

  async saveSource(id: number | null, draft: SourceDraft): Promise<SourceConfig> {
    const { slug, secrets, ...rest } = draft
    const kept: Kept<SourceConfig> = { ...rest, secrets: await sealSecrets(secrets, this.#secrets) }
    const now = this.#stamp(id === null ? null : this.source(id))
    const saved = await this.#store.write.saveSource({ id, slug, configJson: JSON.stringify(kept), now })
    const source = { ...draft, id: saved, createdAt: this.source(saved)?.createdAt ?? now, updatedAt: now }
    this.#sources.set(saved, source)
    await this.#changed('sources')
    return source
  }

  async deleteSource(id: number): Promise<boolean> {
    const there = await this.#store.write.deleteSource({ id })
    this.#sources.delete(id)
    await this.#changed('sources')
    return there
  }

  async saveEndpoint(id: number | null, draft: EndpointDraft): Promise<EndpointConfig> {
    return this.#keepEndpoint(id, draft, this.#stamp(id === null ? null : this.endpoint(id)))
  }

  /** What Hookbench has found out about an Endpoint. No form edits it, so `updatedAt` is unchanged: open forms do not become stale. */
  async noteEndpoint(
    endpoint: EndpointConfig,
    found: Partial<Pick<EndpointConfig, 'registration' | 'enabled' | 'disabledReason'>>,
  ): Promise<void> {
    await this.#keepEndpoint(endpoint.id, { ...endpoint, ...found }, endpoint.updatedAt)
  }

  async #keepEndpoint(id: number | null, draft: EndpointDraft, now: number): Promise<EndpointConfig> {
    const { secrets, disabledReason, ...rest } = draft
    const kept: Kept<EndpointConfig> = { ...rest, secrets: await sealSecrets(secrets, this.#secrets) }
    const saved = await this.#store.write.saveEndpoint({ id, configJson: JSON.stringify(kept), disabledReason, now })
    const endpoint = { ...draft, id: saved, createdAt: this.endpoint(saved)?.createdAt ?? now, updatedAt: now }
    this.#endpoints.set(saved, endpoint)
    await this.#changed('endpoints')
    return endpoint
  }

  /** Time of a change, later than that of the one before: `updatedAt` tells two changes apart, those of one millisecond too. */
  #stamp(before: { readonly updatedAt: number } | null): number {
    return Math.max(this.#now(), (before?.updatedAt ?? 0) + 1)
  }

  async deleteEndpoint(id: number): Promise<boolean> {
    const there = await this.#store.write.deleteEndpoint({ id })
    this.#endpoints.delete(id)
    await this.#changed('endpoints')
    return there
  }

  async saveSettings(values: Readonly<Record<string, unknown>>): Promise<void> {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined)
    await this.#store.write.saveSettings({ values: entries.map(([key, value]) => [key, JSON.stringify(value)] as const) })
    for (const [key, value] of entries) this.#settings.set(key, value)
    await this.#changed('settings')
  }

  /** Providers that a person has described. They hold no secrets, so they lie among the settings as they are. */
  customProviders(): readonly CustomProvider[] {
    return (this.#settings.get(CUSTOM_PROVIDERS) as readonly CustomProvider[] | undefined) ?? []
  }

  async saveCustomProviders(list: readonly CustomProvider[]): Promise<void> {
    await this.#store.write.saveSettings({ values: [[CUSTOM_PROVIDERS, JSON.stringify(list)]] })
    this.#settings.set(CUSTOM_PROVIDERS, list)
    await this.#changed('providers')
  }

  async #changed(what: ConfigTopic): Promise<void> {
    await this.#publish()
    for (const listener of this.#listeners) listener(what)
  }

  async #publish(): Promise<void> {
    const providers = this.customProviders().map(providerOf)
    setOwnProviders(providers)
    const config = { sources: this.sources(), endpoints: this.endpoints(), providers, ownKeys: this.ownKeys() }
    await Promise.all([this.#store.write.configure(config), this.#store.prepare.configure(config)])
  }

  async #openSource(record: SourceRecord): Promise<SourceConfig> {
    const { secrets, ...rest } = JSON.parse(record.config_json) as Kept<SourceConfig>
    return { ...rest, id: record.id, slug: record.slug, secrets: await openSecrets(secrets, this.#secrets), ...timesOf(record) }
  }

  async #openEndpoint(record: EndpointRecord): Promise<EndpointConfig> {
    const { secrets, ...rest } = JSON.parse(record.config_json) as Kept<EndpointConfig>
    const disabledReason = record.disabled_reason
    // Fields that are newer than the record have their defaults.
    return {
      ...endpointDefaults(rest.local),
      ...rest,
      id: record.id,
      disabledReason,
      secrets: await openSecrets(secrets, this.#secrets),
      ...timesOf(record),
    }
  }
}

function timesOf(record: { readonly created_at: number; readonly updated_at: number }) {
  return { createdAt: record.created_at, updatedAt: record.updated_at }
}
