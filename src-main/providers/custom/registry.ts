import type { Provider } from '#domain/provider.ts'

let byId: ReadonlyMap<string, Provider> = new Map()
let list: readonly Provider[] = []

/**
 * Makes the providers that a person has described known in this thread. One registry a thread, and not a list handed along: providers
 * are named by id in every room, and a caller that was forgotten would fail for these alone. Called with each new configuration.
 */
export function setOwnProviders(own: readonly Provider[]): void {
  if (own.length === 0 && list.length === 0) return
  list = own
  byId = new Map(own.map(provider => [provider.id, provider]))
}

export function ownProvider(id: string): Provider | undefined {
  return byId.get(id)
}

/** The same array until they change: what is worked out over all providers is remembered by it. */
export function ownProviders(): readonly Provider[] {
  return list
}
