import type { Provider } from '#domain/provider.ts'
import { github } from './github.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import { standardWebhooks } from './standard-webhooks.ts'
import { stripe } from './stripe.ts'

/** All providers, by name. */
export const providers: readonly Provider[] = [github, shopify, slack, standardWebhooks, stripe]

const byId = new Map(providers.map(provider => [provider.id, provider]))

/** A provider by its id; null when there is none of that id, or no id. */
export function providerById(id: string | null): Provider | null {
  return id === null ? null : (byId.get(id) ?? null)
}

/** `github/sha256`, or `github` for its first scheme; null when there is no such provider or scheme. */
export function resolveScheme(text: string): { provider: Provider; scheme: string } | null {
  const at = text.indexOf('/')
  const provider = providerById(at < 0 ? text : text.slice(0, at))
  const scheme = at < 0 ? provider?.schemes[0] : provider?.schemes.find(candidate => candidate.id === text.slice(at + 1))
  return provider && scheme ? { provider, scheme: scheme.id } : null
}
