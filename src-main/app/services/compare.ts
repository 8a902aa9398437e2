import type { ComparisonResult } from '#contract/compare.ts'
import { AppError } from '#contract/errors.ts'
import type { Message } from '#domain/compare/messages.ts'
import { quoteIfNeeded } from '#domain/filter/term.ts'
import { flatHeaders, headerValue, type RawHeaders } from '#domain/http/headers.ts'
import type { Provider } from '#domain/provider.ts'
import { maskHeaders, maskTarget } from '#domain/redact.ts'
import { bodyCredentials } from '#domain/redact-body.ts'
import { decodeBody } from '#intake/decode.ts'
import { providerById } from '#providers/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import { maskUrl, providersIn } from '../delivery-credentials.ts'
import { idNumber } from '../ids.ts'
import type { Clock, Log } from '../ports.ts'
import { requestLists } from '../request-lists.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadBody, loadRequest } from '../stored-request.ts'
import { loadAttempt } from './attempts.ts'

interface Deps {
  readonly store: StoreClient
  readonly config: ConfigCache
  readonly clock: Clock
  readonly log: Log
}

/** A side of the comparison: what is told of it, what was asked, and what was answered. */
interface Exchange {
  readonly side: ComparisonResult['a']
  readonly request: Message
  readonly response: Message | null
}

/** Both bodies of both sides are in memory at once. */
const MAX_BODY = 32 * 1024 * 1024

/** `requests.compare` and `requests.previous`. The comparing itself is done on the prepare thread: large bodies take their time. */
export function compareServices({ store, config, clock, log }: Deps) {
  const lists = requestLists(store, config, clock, log)

  const ofRequest = async (id: string): Promise<Exchange> => {
    const request = await loadRequest(store, id)
    const { row, target, headers, extras } = request
    refuseLarge(row.size)
    const provider = providerById(row.provider)
    const { reply } = extras
    return {
      side: {
        id,
        kind: 'request',
        at: row.receivedAt,
        method: row.method,
        target: maskTarget(provider, target),
        eventType: row.eventType,
        status: row.replyStatus,
      },
      request: messageOf([provider], target, headers, await loadBody(store, request)),
      response: messageOf([provider], null, reply.headers, new TextEncoder().encode(reply.body)),
    }
  }

  const ofAttempt = async (id: string): Promise<Exchange> => {
    const { delivery, attempt } = await loadAttempt(store, id)
    const providers = await providersIn(store, config, delivery)
    const number = idNumber('att', id)
    const bytesOf = async (part: 'request' | 'response'): Promise<Uint8Array> => {
      const body = await store.read.attemptBody({ id: number, part })
      if (body === null) return new Uint8Array()
      if (body.kind === 'inline') return body.bytes
      refuseLarge(body.size)
      return store.read.readBody({ owner: body.owner, size: body.size })
    }
    // Cut, not parsed: a path that was put together as its sender wrote it comes out of a parser as another.
    const target = attempt.url.slice(new URL(attempt.url).origin.length)
    return {
      side: {
        id,
        kind: 'attempt',
        at: attempt.at,
        method: delivery.method,
        target: maskUrl(providers, attempt.url),
        eventType: delivery.eventType,
        status: attempt.status,
      },
      request: messageOf(providers, target, flatHeaders(attempt.requestHeaders), await bytesOf('request')),
      response:
        attempt.status === null ? null : messageOf(providers, null, flatHeaders(attempt.responseHeaders), await bytesOf('response')),
    }
  }

  const load = (id: string): Promise<Exchange> => (id.startsWith('att_') ? ofAttempt(id) : ofRequest(id))

  return {
    'requests.compare': async ({ a, b }) => {
      const [one, other] = [await load(a), await load(b)]
      const request = await store.prepare.compare({ a: one.request, b: other.request })
      const response = one.response && other.response ? await store.prepare.compare({ a: one.response, b: other.response }) : null
      return { a: one.side, b: other.side, request: whole(request), response: response && whole(response) }
    },

    'requests.previous': async ({ id }) => {
      const { row } = await loadRequest(store, id)
      if (row.eventType === null) return { id: null }
      const another = row.eventId === null ? '' : ` -event:${quoteIfNeeded(row.eventId)}`
      const filter = `source:${row.sourceId ?? 'inbox'} type:${quoteIfNeeded(row.eventType)}${another}`
      let before: string | null = id
      while (before !== null) {
        const page: Awaited<ReturnType<typeof lists.page>> = await lists.page(filter, before, 1)
        const [found] = page.rows
        if (found) return { id: found.id }
        before = page.complete ? null : (page.next ?? null)
      }
      return { id: null }
    },
  } satisfies Partial<Services>
}

/** A message with its body as it was before Content-Encoding; one that cannot be undone is compared as it was sent. */
function messageOf(providers: readonly (Provider | null)[], target: string | null, headers: RawHeaders, sent: Uint8Array): Message {
  const plain = decodeBody(headerValue(headers, 'content-encoding'), sent)
  const shown = providers.reduce<RawHeaders>((raw, provider) => maskHeaders(provider, raw), headers)
  return {
    target,
    shownTarget: target === null ? null : maskUrl(providers, target),
    headers,
    shownHeaders: shown,
    body: plain.ok ? plain.bytes : sent,
    marked: bodyCredentials(...providers),
  }
}

function refuseLarge(size: number): void {
  if (size > MAX_BODY)
    throw new AppError('too_large', 'One of the bodies is larger than 32 MiB. Download both and compare them with a diff tool.')
}

const whole = (compared: Awaited<ReturnType<StoreClient['prepare']['compare']>>): ComparisonResult['request'] => ({
  headers: [...compared.headers],
  query: [...compared.query],
  body: compared.body,
})
