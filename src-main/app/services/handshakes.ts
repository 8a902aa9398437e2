import { AppError } from '#contract/errors.ts'
import { handshakeAlert } from '#domain/alerts.ts'
import type { LearnedSecret, Stored } from '#domain/capture.ts'
import { formatId } from '#domain/ids.ts'
import { secretsFor } from '#domain/secret.ts'
import { providerById } from '#providers/index.ts'
import type { Alerting } from '../alerts/alerting.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { EventHub } from '../event-hub.ts'
import { idNumber } from '../ids.ts'
import type { Clock, Log } from '../ports.ts'
import type { ProviderHosts } from '../provider-hosts.ts'
import type { createReview } from '../review.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadRequest } from '../stored-request.ts'

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly config: ConfigCache
  readonly alerting: Pick<Alerting, 'raise'>
  readonly hosts: Pick<ProviderHosts, 'get'>
  readonly review: ReturnType<typeof createReview>
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly mintSecretId: () => string
}

/** What handshakes leave to be done: secrets that providers hand over, and what their owner must decide. */
export function createHandshakes({ store, config, alerting, hosts, review, hub, clock, log, mintSecretId }: Deps) {
  /**
   * Keeps a secret that came by a handshake. Unasked it only ever adds: whoever can reach the URL could otherwise put his own in the
   * place of the provider's.
   * @returns false when it would replace one, or the Source is gone
   */
  const keep = (sourceId: number, { role, value }: LearnedSecret, replace: boolean): Promise<boolean> =>
    config.exclusively(async () => {
      const source = config.source(sourceId)
      if (!source) return false
      const known = secretsFor(source.secrets, role, clock.now())
      if (known.some(secret => secret.value === value)) return true
      if (known.length > 0 && !replace) return false
      const kept = source.secrets.filter(secret => !known.includes(secret))
      const secret = { id: mintSecretId(), role, label: 'came by handshake', value, validUntil: null }
      await config.saveSource(sourceId, { ...source, secrets: [...kept, secret] })
      return true
    })

  const ask = (stored: Stored, requestId: string) => {
    const { ask, provider, sourceId } = stored.followUp ?? {}
    if (!ask) return
    const name = providerById(provider ?? null)?.name ?? 'A provider'
    const source = sourceId ? (config.source(sourceId)?.name ?? null) : null
    void alerting.raise(handshakeAlert(ask, { provider: name, source, requestId }))
  }

  /** What a handshake with the Inbox taught, worked out from its bytes once more: the secret was not kept beside them. */
  const learnedOf = async (requestId: string) => {
    const request = await loadRequest(store, requestId)
    const { sourceId, handshake, provider } = request.row
    const { learned } = sourceId === null && handshake !== null ? await review.handshake(request) : { learned: null }
    return { learned, provider }
  }

  return {
    /** To be waited for before the reply: the next Request may be signed with the secret. */
    async followUp(stored: Stored): Promise<void> {
      const { sourceId, learned } = stored.followUp ?? {}
      const requestId = formatId('req', stored.id)
      if (learned && !learned.replaces && sourceId) {
        if (await keep(sourceId, learned, false)) log.info('handshake.secret_kept', { requestId, role: learned.role })
        else log.warn('handshake.secret_not_kept', { requestId, role: learned.role })
      }
      ask(stored, requestId)
    },

    services: {
      'handshakes.learned': async ({ requestId }) => ({ role: (await learnedOf(requestId)).learned?.role ?? null }),

      'handshakes.adopt': async ({ requestId, sourceId }) => {
        const { learned, provider } = await learnedOf(requestId)
        if (!learned) throw new AppError('conflict', 'This request brought no secret to the Inbox, so there is nothing to adopt.')
        const id = idNumber('src', sourceId)
        if (config.source(id)?.provider !== provider) {
          throw new AppError('conflict', 'That source belongs to a different provider from the one that sent the secret.')
        }
        if (!(await keep(id, learned, false))) {
          throw new AppError('conflict', 'That source already has a secret of this kind; remove it first to adopt this one.')
        }
        log.info('handshake.secret_adopted', { requestId, role: learned.role })
        return { ok: true as const }
      },

      'handshakes.confirm': async ({ requestId }) => {
        const request = await loadRequest(store, requestId)
        const { handshakeAsk: asked } = request.extras
        if (!asked) throw new AppError('conflict', 'This request is not a handshake waiting for a decision.')
        if (asked.doneAt !== undefined) throw new AppError('conflict', 'This handshake was already confirmed; there is nothing left to do.')
        // Worked out from its bytes once more, with all the checks: neither the link nor the secret was kept beside them.
        const { learned, confirmUrl } = await review.handshake(request)
        if (asked.kind === 'confirm') {
          if (confirmUrl === null || new URL(confirmUrl).host !== asked.host) {
            throw new AppError('conflict', 'Its link no longer passes the checks, so it was not visited. Ask the provider for a new one.')
          }
          log.info('handshake.confirm', { requestId, host: asked.host })
          const visited = await hosts.get(confirmUrl)
          if (!visited.ok)
            throw new AppError('challenge_failed', `${asked.host} did not confirm it: ${visited.reason} Try again, or ask for a new link.`)
        } else {
          const sourceId = request.row.sourceId === null ? null : idNumber('src', request.row.sourceId)
          // Nothing learned: the Source has that very secret by now.
          if (learned && (sourceId === null || !(await keep(sourceId, learned, true)))) {
            throw new AppError('conflict', 'Its source was deleted, so there is nowhere to keep the secret.')
          }
          log.info('handshake.secret_replaced', { requestId, role: asked.role })
        }
        const row = await store.write.settleHandshake({ id: request.number, now: clock.now() })
        hub.publish('request.changed', { rows: [row] })
        return { done: asked.kind === 'confirm' ? ('confirmed' as const) : ('replaced' as const) }
      },
    } satisfies Partial<Services>,
  }
}
