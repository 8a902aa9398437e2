import { AppError } from '#contract/errors.ts'
import type { EndpointConfig } from '#domain/config.ts'
import type { OwnershipHandshake } from '#domain/delivery/ownership-handshake.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { HandshakeResult, HandshakeTarget } from '../ownership-handshake.ts'
import type { Services } from '../services.ts'
import { freshSecret, givenSecret, mustSign, signingRole } from './endpoint-secrets.ts'
import type { EndpointCare } from './endpoints.ts'
import { mustFind } from './messages.ts'

export interface EndpointCareDeps {
  readonly config: ConfigCache
  readonly care: EndpointCare
  readonly performHandshake: (kind: OwnershipHandshake, endpoint: HandshakeTarget) => Promise<HandshakeResult>
  readonly mintSecretId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  readonly now: () => number
}

/** The provider whose handshake an Endpoint's scheme calls for, where it has one of those that can be acted out. */
const byProvider: Readonly<Record<string, OwnershipHandshake>> = {
  slack: 'slack',
  zoom: 'zoom',
  facebook: 'meta',
  instagram: 'meta',
  whatsapp: 'meta',
  'microsoft-graph': 'microsoft-graph',
  cloudevents: 'cloudevents',
}

/** A secret that has run out signs nothing any more; so many that are kept besides the new one. */
const KEPT = 4

/** `endpoints.check`, `endpoints.rotateSecret`, `endpoints.probe`. */
export function endpointCareServices({ config, care, performHandshake, mintSecretId, randomBytes, now }: EndpointCareDeps) {
  return {
    'endpoints.check': async ({ id, handshake }) => {
      const endpoint = mustFind(config, id)
      const kind = handshake ?? handshakeFor(endpoint)
      const { reason, status, durationMs } = await performHandshake(kind, endpoint)
      if (reason === null) {
        await config.exclusively(async () => {
          const current = config.endpoint(endpoint.id)
          if (current) await config.noteEndpoint(current, { registration: { handshake: kind, verifiedAt: now() } })
        })
      }
      return { ok: reason === null, handshake: kind, reason, status, durationMs }
    },

    'endpoints.rotateSecret': ({ id, secret, overlapHours }) =>
      config.exclusively(async () => {
        const endpoint = mustFind(config, id)
        if (endpoint.scheme === null) throw new AppError('conflict', 'This endpoint does not sign anything. Give it a scheme first.')
        const role = signingRole(endpoint.scheme)
        mustSign(endpoint.scheme, [])
        const next =
          secret === undefined
            ? freshSecret(endpoint.scheme, mintSecretId, randomBytes)
            : givenSecret(endpoint.scheme, mintSecretId, secret.trim())
        const until = now() + overlapHours * 3_600_000
        const valid = endpoint.secrets.filter(known => known.validUntil === null || known.validUntil > now())
        const others = valid.filter(known => known.role !== role)
        const previous = valid
          .filter(known => known.role === role)
          .slice(-KEPT)
          .map(known => ({ ...known, validUntil: Math.min(known.validUntil ?? until, until) }))
        await config.saveEndpoint(endpoint.id, { ...endpoint, secrets: [...others, ...previous, next] })
        return { id, secretId: next.id, secret: next.value, previousValidUntil: until }
      }),

    'endpoints.probe': async ({ id }) => {
      await care.probe(mustFind(config, id).id)
      return { ok: true as const }
    },
  } satisfies Partial<Services>
}

function handshakeFor({ registration, scheme }: EndpointConfig): OwnershipHandshake {
  if (registration) return registration.handshake as OwnershipHandshake
  return byProvider[scheme?.split('/')[0] ?? ''] ?? 'challenge'
}
