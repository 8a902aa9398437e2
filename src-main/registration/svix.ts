import { providers } from '#providers/index.ts'
import type { Adapter, Order } from './adapter.ts'
import { type Answer, at, type Call, dig, json, type Problem, problem, textOf, timeOf } from './call.ts'
import { badToken, isOk, refused, tooFast, unavailable } from './words.ts'

/** Providers whose deliveries come from Svix, told by its own header; and whoever has an account there himself. */
const senders = providers.filter(
  ({ id, schemes }) =>
    id === 'standard-webhooks' || schemes.some(({ messageId }) => messageId?.in === 'header' && messageId.names[0] === 'svix-id'),
)

/**
 * Svix API v1 (api.svix.com/docs, and the models of its SDKs): an endpoint, its secret, and `recover`, which sends everything again
 * that failed since a time. The sender owns the account and makes the endpoint; who has a token for it (one's own, or the application's
 * from its portal) can take note of it here. So nothing is made or removed.
 */
export const svix: Adapter = {
  id: 'svix',
  name: 'Svix',
  serves: senders.map(({ id }) => id),
  docs: 'https://api.svix.com/docs#tag/Endpoint',
  base: {
    usual: 'https://api.svix.com',
    own: {
      label: 'Svix server',
      hint: 'For another region (https://api.eu.svix.com) or your own server.',
      placeholder: 'https://api.eu.svix.com',
      path: '',
    },
  },
  token: {
    label: 'Svix token',
    hint: 'From your own Svix account, or from the application (its portal creates one).',
    url: 'https://dashboard.svix.com',
    scopes: 'the application’s endpoints',
  },
  targets: [
    {
      kind: 'endpoint',
      label: 'Endpoint',
      hint: 'The application’s id and the endpoint’s id, separated by a slash.',
      placeholder: 'app_…/ep_…',
      pattern: /^(?!\.)[\w.-]{1,256}\/(?!\.)[\w.-]{1,256}$/,
    },
  ],
  events: { options: [], usual: [], hint: 'Chosen at the sender.' },
  secret: 'comes-back',
  notes: [
    'The endpoint must already exist: create it in the sender’s dashboard. Hookbench only records it, and never changes or removes it.',
  ],
  parts: () => [''],
  list: order => call(order, 'GET', endpoint(order), null, 'Looks up the endpoint.'),
  listed: answer => {
    const remoteId = textOf(dig(json(answer), 'id'))
    const url = textOf(dig(json(answer), 'url'))
    if (remoteId === null || url === null) return { items: [], next: null }
    return { items: [{ remoteId, url, part: '', marker: null, createdAt: timeOf(dig(json(answer), 'createdAt')) }], next: null }
  },
  writes: null,
  secretOf: {
    call: order => call(order, 'GET', `${endpoint(order)}/secret`, null, 'Asks for the endpoint’s signing secret.'),
    read: answer => textOf(dig(json(answer), 'key')),
  },
  explain,
  backfill: {
    how: 'recover',
    note: 'Svix resends every message that failed in that time, with the same bytes and a signature.',
    reachMs: 14 * 86_400_000,
    recover: (order, _, window) =>
      call(
        order,
        'POST',
        `${endpoint(order)}/recover`,
        { since: new Date(window.since).toISOString(), until: new Date(window.until).toISOString() },
        'Asks for everything that failed to be sent again.',
      ),
  },
}

function call(order: Order, method: Call['method'], path: string, body: unknown, does: string): Call {
  const headers: [string, string][] = [
    ['Accept', 'application/json'],
    ['Authorization', `Bearer ${order.token}`],
    ...(body === null ? [] : ([['Content-Type', 'application/json']] as [string, string][])),
  ]
  return { method, url: at(order.base, path), headers, body: body === null ? null : JSON.stringify(body), does }
}

function endpoint({ target }: Order): string {
  const [app = '', id = ''] = target.split('/')
  return `/api/v1/app/${encodeURIComponent(app)}/endpoint/${encodeURIComponent(id)}`
}

function explain(answer: Answer, { target }: Pick<Order, 'target'>): Problem | null {
  const { status } = answer
  if (isOk(answer)) return null
  const said = textOf(dig(json(answer), 'detail'))
  if (status === 401) return badToken('Svix')
  if (status === 403)
    return problem('missing_scope', `This token may not see ${target}. Use one from the application, or from the account.`, {
      scope: 'endpoints',
    })
  if (status === 404)
    return problem(
      'not_found',
      `Svix cannot find the endpoint ${target}. Check the ids of the application and the endpoint, and that the server is in their region.`,
    )
  if (status === 409)
    return problem('exists', 'Svix is still running an earlier recovery of this endpoint. Try again when it has finished.')
  if (status === 429) return tooFast('Svix', answer)
  return status >= 500 ? unavailable('Svix', status) : refused('Svix', said, status)
}
