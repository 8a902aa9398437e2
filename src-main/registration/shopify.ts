import type { Adapter, Hook, Order } from './adapter.ts'
import { type Answer, type Call, dig, json, listOf, type Problem, problem, textOf, timeOf } from './call.ts'
import { dataOf, graphql, graphqlErrors } from './graphql.ts'
import { badToken, isOk, refused, sentence, tooFast, unavailable } from './words.ts'

const FIELDS = 'id topic uri name createdAt'
const SUBSCRIPTION = `webhookSubscription { ${FIELDS} } userErrors { field message }`
const documents = {
  list: `query ($after: String) { webhookSubscriptions(first: 100, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
  create: `mutation ($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) { ${SUBSCRIPTION} } }`,
  update: `mutation ($id: ID!, $webhookSubscription: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhookSubscription) { ${SUBSCRIPTION} } }`,
  remove: 'mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }',
}

/**
 * Shopify Admin GraphQL API 2026-07: shopify.dev/docs/api/admin-graphql, webhookSubscriptionCreate, -Update, -Delete and
 * webhookSubscriptions (`uri` since 2025-10, `name` since 2026-04: unique in a shop, at most 50 of letters, digits, _ and -). One
 * subscription a topic. They are signed with the app's client secret, which no call tells.
 */
export const shopify: Adapter = {
  id: 'shopify',
  name: 'Shopify',
  serves: ['shopify'],
  docs: 'https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/webhookSubscriptionCreate',
  base: { usual: 'https://{target}/admin/api/2026-07', own: null },
  token: {
    label: 'Admin API access token',
    hint: 'From an app installed in the shop (shpat_…), with read access to what the topics cover, e.g. read_orders.',
    url: 'https://dev.shopify.com/dashboard',
    scopes: 'read access to what each topic covers, e.g. read_orders',
  },
  targets: [
    {
      kind: 'shop',
      label: 'Shop',
      hint: 'Its myshopify.com domain.',
      placeholder: 'example.myshopify.com',
      pattern: /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/,
    },
  ],
  events: {
    options: [
      'ORDERS_CREATE',
      'ORDERS_PAID',
      'ORDERS_UPDATED',
      'ORDERS_CANCELLED',
      'ORDERS_FULFILLED',
      'PRODUCTS_CREATE',
      'PRODUCTS_UPDATE',
      'PRODUCTS_DELETE',
      'CUSTOMERS_CREATE',
      'CUSTOMERS_UPDATE',
      'INVENTORY_LEVELS_UPDATE',
      'REFUNDS_CREATE',
      'APP_UNINSTALLED',
    ],
    usual: ['ORDERS_CREATE'],
    hint: 'Topics as named in Shopify’s GraphQL API; each becomes a separate subscription.',
  },
  secret: 'of-the-app',
  notes: ['Shopify signs with the app’s client secret, which its API does not return: enter it as this Source’s secret.'],
  parts: order => order.events,
  list: (order, cursor) => call(order, documents.list, { after: cursor }, 'Looks up existing subscriptions.'),
  listed: answer => {
    const { nodes, pageInfo } = (dig(dataOf(answer), 'webhookSubscriptions') ?? {}) as { nodes?: unknown; pageInfo?: unknown }
    return {
      items: listOf(nodes).flatMap(readHook),
      next: dig(pageInfo, 'hasNextPage') === true ? textOf(dig(pageInfo, 'endCursor')) : null,
    }
  },
  writes: {
    create: (order, topic) =>
      call(
        order,
        documents.create,
        { topic, webhookSubscription: { uri: order.url, format: 'JSON', name: nameOf(order, topic) } },
        `Subscribes to ${topic}.`,
      ),
    created: answer => {
      const remoteId = textOf(dig(dataOf(answer), 'webhookSubscriptionCreate', 'webhookSubscription', 'id'))
      return remoteId === null ? null : { remoteId, secret: null }
    },
    update: (order, id, topic) =>
      call(order, documents.update, { id, webhookSubscription: { uri: order.url } }, `Updates the URL of the subscription to ${topic}.`),
    remove: (order, id) => call(order, documents.remove, { id }, 'Removes the subscription.'),
  },
  secretOf: null,
  explain,
  backfill: {
    how: 'none',
    note: 'Shopify’s API can neither list nor resend failed webhooks. Shopify retries each one automatically, up to eight times within four hours.',
  },
}

const call = (order: Order, query: string, variables: unknown, does: string): Call =>
  graphql(`${order.base}/graphql.json`, ['X-Shopify-Access-Token', order.token], query, variables, does)

/** The end of the topic, for that is where topics of one family differ. */
const nameOf = (order: Order, topic: string) => `${order.marker}-${topic.slice(-22)}`

function readHook(value: unknown): Hook[] {
  const remoteId = textOf(dig(value, 'id'))
  const url = textOf(dig(value, 'uri'))
  const part = textOf(dig(value, 'topic'))
  if (remoteId === null || url === null || part === null) return []
  return [{ remoteId, url, part, marker: textOf(dig(value, 'name')), createdAt: timeOf(dig(value, 'createdAt')) }]
}

function explain(answer: Answer, { target, url }: Pick<Order, 'target' | 'url'>): Problem | null {
  const { status } = answer
  if (status === 401) return badToken('Shopify', 'access token')
  const [error] = graphqlErrors(answer)
  if (status === 403 || error?.code === 'ACCESS_DENIED') return lacking(error?.message ?? '', dig(error?.extensions, 'requiredAccess'))
  if (status === 404)
    return problem('not_found', `There is no shop ${target}, or its API has another address. Enter its myshopify.com domain.`)
  if (status === 429 || error?.code === 'THROTTLED') return tooFast('Shopify', answer)
  if (status === 423 || status === 402)
    return problem('refused', `The shop ${target} is locked or frozen (${status}), so its webhooks cannot be changed. Reactivate it first.`)
  if (!isOk(answer)) return status >= 500 ? unavailable('Shopify', status) : refused('Shopify', error?.message ?? null, status)
  if (error) return refused('Shopify', error.message, status)
  const said = Object.values((dig(json(answer), 'data') ?? {}) as object).flatMap(part => listOf(dig(part, 'userErrors')))
  const text = said.flatMap(item => textOf(dig(item, 'message')) ?? []).join(' ')
  if (said.length === 0) return null
  if (/already been taken/i.test(text)) {
    return problem(
      'exists',
      `The shop ${target} already has a subscription to this topic at ${url} that Hookbench did not create. Remove it there first.`,
    )
  }
  if (/permission|access|scope/i.test(text)) return lacking(text, null)
  if (/does not exist|not found/i.test(text)) return problem('not_found', 'Shopify no longer has this subscription.')
  return problem('refused', `Shopify refused it: ${sentence(text)}`)
}

function lacking(said: string, required: unknown): Problem {
  const scope = /\b(?:read|write)_[a-z_]+/.exec(`${textOf(required) ?? ''} ${said}`)?.[0] ?? null
  const needs = scope === null ? 'read access to what the topic covers (e.g. read_orders)' : `the access scope ${scope}`
  return problem('missing_scope', `This token may not do that: the app lacks ${needs}. Add it to the app and reinstall the app.`, {
    scope: scope ?? 'read_orders',
  })
}
