import type { EndpointConfig, SourceConfig } from '#domain/config.ts'

/** What the intake threads know of the configuration; sent whole on each change (it is small and rarely changes). */
export interface IntakeConfig {
  readonly sources: readonly SourceConfig[]
  readonly endpoints: readonly EndpointConfig[]
}

/** The configuration, indexed for the hot path. */
export interface IntakeLookup {
  readonly bySlug: ReadonlyMap<string, SourceConfig>
  readonly sources: ReadonlyMap<number, SourceConfig>
  readonly endpoints: ReadonlyMap<number, EndpointConfig>
}

export function indexConfig(config: IntakeConfig): IntakeLookup {
  return {
    bySlug: new Map(config.sources.map(source => [source.slug, source])),
    sources: new Map(config.sources.map(source => [source.id, source])),
    endpoints: new Map(config.endpoints.map(endpoint => [endpoint.id, endpoint])),
  }
}
