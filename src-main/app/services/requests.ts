import { AppError } from '#contract/errors.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { explainHeaders } from '#domain/glossary/explain.ts'
import { headerPairs } from '#domain/http/headers.ts'
import { queryOf } from '#domain/http/request-view.ts'
import { formatId, timeOfId } from '#domain/ids.ts'
import { maskHeaders, maskTarget } from '#domain/redact.ts'
import type { Verification } from '#domain/request.ts'
import { providerById } from '#providers/index.ts'
import { createClockCheck } from '../clock-check.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { EventHub } from '../event-hub.ts'
import { idNumber } from '../ids.ts'
import type { Clock, Log } from '../ports.ts'
import { requestLists } from '../request-lists.ts'
import { shownCredentials, shownReply } from '../request-shown.ts'
import type { createReview } from '../review.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadRequest, type StoredRequest } from '../stored-request.ts'

interface Deps {
  readonly store: StoreClient
  readonly config: ConfigCache
  readonly hub: EventHub
  readonly clock: Clock
  readonly log: Log
  readonly review: ReturnType<typeof createReview>
}

/** `requests.*` that look at or change what is stored. */
export function requestServices({ store, config, hub, clock, log, review }: Deps) {
  const lists = requestLists(store, config, clock, log)
  const clockOff = createClockCheck(store, config, lists)
  /** What was decided at capture stays; only the explanation is looked for anew, by trying. */
  const verificationOf = async (request: StoredRequest): Promise<Verification> => {
    const { verification } = request.extras
    // What lacked its key says so; a key that could be had now would explain something else.
    if (verification.verdict !== 'failed' || verification.code === 'key_unavailable') return verification
    const { explanation } = await review.verify(request)
    const clockIsOff = await clockOff(request)
    return { ...verification, explanation: clockIsOff === null ? explanation : `${explanation} ${clockIsOff}` }
  }

  return {
    'requests.list': ({ filter, limit = 100, before, from }) => {
      if (before !== undefined && from !== undefined) throw new AppError('invalid_input', 'Give "before" or "from", not both.')
      return lists.page(filter, before ?? null, limit, from ?? null)
    },

    'requests.count': ({ filter }) => lists.count(filter),

    'requests.get': async ({ id }) => {
      const request = await loadRequest(store, id)
      return { ...(await describe(request)), verification: mutable(await verificationOf(request)) }
    },

    'requests.verify': async ({ id, provider, scheme, secrets }) => {
      if (provider !== undefined && !providerById(provider)) {
        throw new AppError('invalid_input', `There is no provider "${provider}"; providers.list names them all.`)
      }
      const wanted = { ...(provider ? { provider } : {}), ...(scheme ? { scheme } : {}), ...(secrets ? { secrets } : {}) }
      return mutable(await review.verify(await loadRequest(store, id), wanted))
    },

    'requests.update': async ({ id, pinned, note }) => {
      const number = idNumber('req', id)
      const row = await store.write.updateRequest({ id: number, pinned, note })
      hub.publish('request.changed', { rows: [row] })
      // The change is on disk; an index that cannot follow now (a full disk) is behind and never wrong.
      await store.search.refresh({ ids: [number] }).catch(error => log.warn('search.behind', { error: String(error) }))
      return row
    },

    'requests.delete': async ({ ids }) => {
      const { deleted, kept } = await store.write.deleteRequests({ ids: ids.map(id => idNumber('req', id)) })
      await store.search.remove({ ids: deleted }).catch(error => log.warn('search.behind', { error: String(error) }))
      if (deleted.length > 0) hub.publish('request.removed', { ids: deleted.map(id => formatId('req', id)) })
      return { deleted: deleted.length, kept: kept.length }
    },

    'requests.reveal': async ({ id }) => {
      const request = await loadRequest(store, id)
      log.info('request.revealed', { id })
      return { headers: pairs(request.headers), target: request.target }
    },
  } satisfies Partial<Services>
}

async function describe(request: StoredRequest): Promise<Omit<RequestDetail, 'verification'>> {
  const { row, extras } = request
  const provider = providerById(row.provider)
  const target = maskTarget(provider, request.target)
  return {
    ...row,
    headers: pairs(maskHeaders(provider, request.headers)),
    query: queryOf(target),
    target,
    httpVersion: extras.httpVersion,
    effectiveUrl: maskTarget(provider, extras.effectiveUrl),
    remoteAddress: extras.remoteAddress,
    timings: { bodyMs: extras.bodyMs, storedAt: timeOfId(request.number) },
    eventKeys: [...extras.eventKeys],
    strippedCookies: [...extras.strippedCookies],
    parseError: extras.parseError,
    handshakeRefused: extras.handshakeRefused,
    handshakeAsk: extras.handshakeAsk ?? null,
    ...(extras.occurredAt === undefined ? {} : { occurredAt: extras.occurredAt }),
    wireOutcome: extras.wireOutcome ?? null,
    reply: shownReply(provider, extras.reply),
    retry: extras.retry ?? null,
    bodyCredentials: shownCredentials(provider),
    headerMeanings: explainHeaders(provider, request.headers),
    repeats: [...request.repeats],
    deliveryIds: [...request.deliveryIds],
  }
}

const pairs = (raw: readonly string[]): [string, string][] => headerPairs(raw).map(([name, value]) => [name, value])
const mutable = (verification: Verification) => ({ ...verification, checks: verification.checks.map(check => ({ ...check })) })
