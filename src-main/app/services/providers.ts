import type { ProviderInfo } from '#contract/app.ts'
import { guessProviderFully } from '#domain/guess.ts'
import { headerValue } from '#domain/http/headers.ts'
import { requestView } from '#domain/http/request-view.ts'
import type { Provider } from '#domain/provider.ts'
import type { SecretRole } from '#domain/secret.ts'
import { pairFor } from '#domain/signature/key-pair.ts'
import { decodeBody } from '#intake/decode.ts'
import { knownProviders } from '#providers/index.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadBody, loadRequest } from '../stored-request.ts'

/** Bytes of a body that is parsed for a guess; a larger one is guessed by its headers and query. */
const PARSE_UP_TO = 1024 * 1024

/** `providers.*`. */
export function providerServices(store: Pick<StoreClient, 'read'>) {
  return {
    'providers.list': async () => ({
      rows: knownProviders()
        .map(describeProvider)
        .sort((a, b) => a.name.localeCompare(b.name)),
    }),

    'providers.guess': async ({ requestId }) => {
      const request = await loadRequest(store, requestId)
      const body = request.row.size > PARSE_UP_TO ? new Uint8Array() : await loadBody(store, request)
      const decoded = decodeBody(headerValue(request.headers, 'content-encoding'), body)
      const view = requestView(
        {
          method: request.row.method,
          url: request.extras.effectiveUrl,
          target: request.target,
          headers: request.headers,
          body,
          receivedAt: request.row.receivedAt,
        },
        decoded.ok ? decoded.bytes : new Uint8Array(),
      )
      return { rows: guessProviderFully(knownProviders(), view) }
    },
  } satisfies Partial<Services>
}

export function describeProvider(provider: Provider): ProviderInfo {
  return {
    id: provider.id,
    name: provider.name,
    ...(provider.aliases ? { aliases: [...provider.aliases] } : {}),
    evidence: provider.evidence,
    schemes: provider.schemes.map(scheme => ({
      id: scheme.id,
      name: scheme.name,
      secretRole: scheme.key.role,
      secretHint: scheme.key.hint,
      unsignable: scheme.unsignable ?? null,
      ownKey: scheme.unsignable === undefined ? pairFor(scheme.algorithm) : null,
    })),
    handshakes: provider.handshakes.map(handshake => handshake.name),
    extraRoles: extraRoles(provider),
    setup: { ...provider.setup },
    timeoutMs: provider.timeoutMs,
    retries: provider.retries,
  }
}

/** Roles of secrets that a provider asks for beside those that its schemes verify with, and what to put there. */
function extraRoles(provider: Provider): ProviderInfo['extraRoles'] {
  const verifying = new Set<SecretRole>(provider.schemes.map(scheme => scheme.key.role))
  const found = new Map<SecretRole, string>()
  const add = (role: SecretRole, hint: string) => {
    if (!verifying.has(role) && !found.has(role)) found.set(role, hint)
  }
  const { name } = provider
  for (const { verifyToken, mac, name: exchange } of provider.handshakes) {
    if (verifyToken) add(verifyToken.role, `The verify token you also enter at ${name}. Without it ${exchange} is not answered.`)
    if (mac) add(mac.role, `The verification token that you also type at ${name}. Without it ${exchange} is not answered.`)
    const signsUrl = mac?.plain?.includes('{url}') ?? false
    if (signsUrl) add('url', `The URL as it is registered with ${name}, when it is not the one that requests arrive at.`)
  }
  for (const { registeredUrl, signingKey } of provider.schemes) {
    if (registeredUrl)
      add('url', `The URL as it is registered with ${name}, when it is not the one that requests arrive at: ${name} signs it.`)
    if (signingKey) add(signingKey.role, `Only to sign samples and deliveries in ${name}’s name. ${signingKey.hint}`)
  }
  return [...found].map(([role, hint]) => ({ role, hint }))
}
