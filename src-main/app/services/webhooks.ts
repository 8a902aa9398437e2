import { AppError } from '#contract/errors.ts'
import type { Webhook } from '#contract/webhooks.ts'
import { namesThisMachine } from '#domain/address-guard/guard.ts'
import type { EndpointConfig } from '#domain/config.ts'
import { endpointDefaults } from '#domain/delivery/endpoint-defaults.ts'
import type { OwnershipHandshake } from '#domain/delivery/ownership-handshake.ts'
import { formatId } from '#domain/ids.ts'
import type { ConfigCache, EndpointDraft } from '../config/cache.ts'
import { notFound } from '../ids.ts'
import type { HandshakeResult, HandshakeTarget } from '../ownership-handshake.ts'
import type { Services } from '../services.ts'
import { freshSecret, givenSecret } from './endpoint-secrets.ts'
import { mustBeAllowed } from './endpoints.ts'
import { mustFind } from './messages.ts'

/** What signs for an app that registers itself; where a provider is acted out, its own scheme. */
const schemes: Readonly<Record<OwnershipHandshake, string>> = {
  challenge: 'standard-webhooks/v1',
  slack: 'slack/v0',
  meta: 'facebook/sha256',
  zoom: 'zoom/v0',
  'microsoft-graph': 'standard-webhooks/v1',
  cloudevents: 'standard-webhooks/v1',
}

export interface WebhookDeps {
  readonly config: ConfigCache
  readonly performHandshake: (kind: OwnershipHandshake, endpoint: HandshakeTarget) => Promise<HandshakeResult>
  readonly remove: Services['endpoints.delete']
  /** Forgets that an Endpoint has failed. */
  readonly forgive: (endpointId: number) => Promise<void>
  readonly mintSecretId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  readonly now: () => number
}

/** `webhooks.*`: an app under development registers itself, as it would at a provider. */
export function webhookServices({ config, performHandshake, remove, forgive, mintSecretId, randomBytes, now }: WebhookDeps) {
  const registered = () => config.endpoints().filter(endpoint => endpoint.registration !== null)

  return {
    'webhooks.register': async ({ url, events, secret, local: asked, handshake, verifyToken }) => {
      if (handshake === 'meta' && verifyToken === undefined) {
        throw new AppError(
          'invalid_input',
          'The handshake "meta" needs verifyToken: the text your app compares hub.verify_token with. It is not the secret.',
        )
      }
      const local = asked ?? namesThisMachine(new URL(url).hostname)
      mustBeAllowed(url, local)
      const scheme = schemes[handshake]
      const made = secret === undefined ? freshSecret(scheme, mintSecretId, randomBytes) : givenSecret(scheme, mintSecretId, secret)
      const draft: EndpointDraft = {
        name: new URL(url).host,
        url,
        scheme,
        secrets:
          verifyToken === undefined
            ? [made]
            : [made, { id: mintSecretId(), role: 'verify-token', label: null, value: verifyToken, validUntil: null }],
        eventTypes: events,
        retry: { preset: local ? 'local' : 'default' },
        timeoutMs: 15_000,
        rateLimit: null,
        concurrency: 8,
        enabled: true,
        disabledReason: null,
        local,
        ...endpointDefaults(local),
      }
      // Asked outside the queue of changes: a receiver that hangs must not hold up the window.
      const { reason, status } = await performHandshake(handshake, draft)
      if (reason !== null) throw new AppError('challenge_failed', `${url} was not registered. ${reason}`, { reason, status })
      return config.exclusively(async () => {
        // An app registers at each of its starts: a second Endpoint for the same URL would get everything twice.
        const before = registered().find(endpoint => endpoint.url === url)
        const registration = { handshake, verifiedAt: now() }
        const saved = await config.saveEndpoint(
          before?.id ?? null,
          before ? { ...before, ...changesOf(draft), registration } : { ...draft, registration },
        )
        // It has answered just now, so whatever it failed at before counts no more.
        if (before) await forgive(saved.id)
        return { id: formatId('ep', saved.id), secret: made.value }
      })
    },

    'webhooks.list': async () => ({ rows: registered().map(show) }),

    'webhooks.delete': async ({ id }) => {
      if (mustFind(config, id).registration === null) throw notFound('ep', id)
      return remove({ id })
    },
  } satisfies Partial<Services>
}

/** What a second registration says anew; limits that a person has set since stay. */
function changesOf({ scheme, secrets, eventTypes, local }: EndpointDraft) {
  return { scheme, secrets, eventTypes, local, enabled: true, disabledReason: null }
}

function show({ id, url, eventTypes, enabled, paused, registration, createdAt }: EndpointConfig): Webhook {
  return {
    id: formatId('ep', id),
    url,
    events: [...eventTypes],
    active: enabled && !paused,
    handshake: (registration?.handshake ?? 'challenge') as OwnershipHandshake,
    verifiedAt: registration?.verifiedAt ?? null,
    createdAt,
  }
}
