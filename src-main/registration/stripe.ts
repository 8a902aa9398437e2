import { headerValue } from '#domain/http/headers.ts'
import type { Adapter, Hook, Missed, Order, Window } from './adapter.ts'
import { type Answer, at, type Call, dig, json, listOf, type Problem, problem, textOf, timeOf } from './call.ts'
import { badToken, isOk, refused, tooFast, unavailable } from './words.ts'

const VERSION = '2025-03-31.basil'
const MARKER = 'hookbench'

/**
 * Stripe API: docs.stripe.com/api/webhook_endpoints and /api/events, bodies as forms, pages by `starting_after`. The version is pinned, so
 * that an account's own default cannot change what is read here. The secret is in the answer that creates an endpoint and nowhere else.
 */
export const stripe: Adapter = {
  id: 'stripe',
  name: 'Stripe',
  serves: ['stripe'],
  docs: 'https://docs.stripe.com/api/webhook_endpoints',
  base: { usual: 'https://api.stripe.com', own: null },
  token: {
    label: 'API key',
    hint: 'A secret key (sk_test_…), or a restricted key with write access to Webhook Endpoints and read access to Events.',
    url: 'https://dashboard.stripe.com/test/apikeys',
    scopes: 'Webhook Endpoints: write; Events: read',
  },
  targets: [
    {
      kind: 'account',
      label: 'Account',
      hint: 'The account the key belongs to; the key also decides between test and live mode.',
      placeholder: '',
      pattern: /^$/,
    },
  ],
  events: {
    options: [
      '*',
      'checkout.session.completed',
      'payment_intent.succeeded',
      'payment_intent.payment_failed',
      'charge.refunded',
      'customer.created',
      'customer.subscription.created',
      'customer.subscription.updated',
      'customer.subscription.deleted',
      'invoice.paid',
      'invoice.payment_failed',
    ],
    usual: ['*'],
    hint: 'Names of Stripe events; * means all except those that must be requested by name.',
  },
  secret: 'comes-back',
  notes: [],
  parts: () => [''],
  list: (order, cursor) =>
    call(
      order.token,
      'GET',
      at(order.base, '/v1/webhook_endpoints', { limit: '100', starting_after: cursor }),
      null,
      'Looks up existing endpoints.',
    ),
  listed: answer => page(answer, readHook),
  writes: {
    create: order =>
      call(
        order.token,
        'POST',
        at(order.base, '/v1/webhook_endpoints'),
        [
          ['url', order.url],
          ...order.events.map((event): [string, string] => ['enabled_events[]', event]),
          ['description', 'Hookbench'],
          [`metadata[${MARKER}]`, order.marker],
        ],
        'Creates the webhook endpoint.',
      ),
    created: answer => {
      const remoteId = textOf(dig(json(answer), 'id'))
      return remoteId === null ? null : { remoteId, secret: textOf(dig(json(answer), 'secret')) }
    },
    update: (order, id) => call(order.token, 'POST', hookUrl(order, id), [['url', order.url]], 'Updates the endpoint’s URL.'),
    remove: (order, id) => call(order.token, 'DELETE', hookUrl(order, id), null, 'Removes the webhook endpoint.'),
  },
  secretOf: null,
  explain,
  backfill: {
    how: 'fetch',
    note: 'Stripe’s API lists the events of the last 30 days that did not reach every endpoint. Fetched events carry no signature; Stripe’s own later retries are then marked as duplicates.',
    reachMs: 30 * 86_400_000,
    missed: (order, _, window, cursor) =>
      call(order.token, 'GET', eventsUrl(order, window, cursor), null, 'Lists events that were not delivered.'),
    read: (answer, order) => {
      const { items, next } = page(answer, readEvent)
      // `delivery_success` speaks of all endpoints together; what this one is not subscribed to it cannot have missed.
      const mine = items.filter(({ type }) => order.events.includes('*') || order.events.includes(type))
      return { items: mine.map(({ type: _, ...missed }) => missed), next }
    },
    again: null,
  },
}

function call(token: string, method: Call['method'], url: string, form: readonly [string, string][] | null, does: string): Call {
  const headers: [string, string][] = [
    ['Accept', 'application/json'],
    ['Authorization', `Bearer ${token}`],
    ['Stripe-Version', VERSION],
    ...(form === null ? [] : ([['Content-Type', 'application/x-www-form-urlencoded']] as [string, string][])),
  ]
  return {
    method,
    url,
    headers,
    body: form === null ? null : new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString(),
    does,
  }
}

const hookUrl = (order: Order, id: string) => at(order.base, `/v1/webhook_endpoints/${encodeURIComponent(id)}`)
const eventsUrl = (order: Order, { since, until }: Window, cursor: string | null) =>
  at(order.base, '/v1/events', {
    delivery_success: 'false',
    limit: '100',
    'created[gte]': String(Math.floor(since / 1000)),
    'created[lte]': String(Math.ceil(until / 1000)),
    starting_after: cursor,
  })

function page<T>(answer: Answer, read: (item: unknown) => T[]): { items: T[]; next: string | null } {
  const body = json(answer)
  const data = listOf(dig(body, 'data'))
  return { items: data.flatMap(read), next: dig(body, 'has_more') === true ? textOf(dig(data.at(-1), 'id')) : null }
}

function readHook(value: unknown): Hook[] {
  const remoteId = textOf(dig(value, 'id'))
  const url = textOf(dig(value, 'url'))
  if (remoteId === null || url === null) return []
  return [{ remoteId, url, part: '', marker: textOf(dig(value, 'metadata', MARKER)), createdAt: timeOf(dig(value, 'created')) }]
}

function readEvent(value: unknown): (Missed & { readonly type: string })[] {
  const id = textOf(dig(value, 'id'))
  const type = textOf(dig(value, 'type'))
  if (id === null || type === null) return []
  return [{ id, keys: [id], occurredAt: timeOf(dig(value, 'created')), type, body: JSON.stringify(value, null, 2) }]
}

function explain(answer: Answer, { url }: Pick<Order, 'url'>): Problem | null {
  const { status } = answer
  if (isOk(answer)) return null
  const said = textOf(dig(json(answer), 'error', 'message'))
  if (status === 401) return badToken('Stripe', 'API key')
  if (status === 403) {
    const [named] = /rak_[a-z_]+/.exec(said ?? '') ?? []
    const scope = named ?? 'rak_webhook_write'
    return problem(
      'missing_scope',
      `This restricted key lacks the permission ${scope}. Give it “Webhook Endpoints: write” and “Events: read” in Stripe’s dashboard, or use a secret key.`,
      { scope },
    )
  }
  if (status === 404)
    return problem(
      'not_found',
      'Stripe no longer has this webhook endpoint; it was removed in the dashboard or belongs to another account or mode.',
    )
  if (status === 429) return tooFast('Stripe', answer)
  if (status === 409 || dig(json(answer), 'error', 'code') === 'resource_already_exists') {
    return problem('exists', `Stripe already has an endpoint for ${url}. Remove it there, or paste its signing secret into this Source.`)
  }
  // Says whether a retry makes sense where the status does not.
  if (status >= 500) return unavailable('Stripe', status)
  return headerValue(answer.headers, 'stripe-should-retry') === 'true' ? unavailable('Stripe', status) : refused('Stripe', said, status)
}
