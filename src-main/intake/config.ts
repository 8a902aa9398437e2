import type { EndpointConfig, SourceConfig } from '#domain/config.ts'
import type { Provider } from '#domain/provider.ts'
import type { Secret } from '#domain/secret.ts'

/** What the intake threads know of the configuration; sent whole on each change (it is small and rarely changes). */
export interface IntakeConfig {
  readonly sources: readonly SourceConfig[]
  readonly endpoints: readonly EndpointConfig[]
  /** Providers that a person has described. */
  readonly providers?: readonly Provider[]
  /** Public halves of our own key pairs: samples that we have signed with them are genuine. */
  readonly ownKeys?: readonly Secret[]
}

/** The configuration, indexed for the hot path. */
export interface IntakeLookup {
  readonly bySlug: ReadonlyMap<string, SourceConfig>
  readonly sources: ReadonlyMap<number, SourceConfig>
  readonly endpoints: ReadonlyMap<number, EndpointConfig>
  readonly ownKeys: readonly Secret[]
}

export function indexConfig(config: IntakeConfig): IntakeLookup {
  return {
    bySlug: new Map(config.sources.map(source => [source.slug, source])),
    sources: new Map(config.sources.map(source => [source.id, source])),
    endpoints: new Map(config.endpoints.map(endpoint => [endpoint.id, endpoint])),
    ownKeys: config.ownKeys ?? [],
  }
}
