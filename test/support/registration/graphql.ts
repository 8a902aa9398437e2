import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { demand, type Provider } from './server.ts'

export const SHOPIFY_TOKEN = 'shpat_0123456789abcdef0123456789abcdef'
export const LINEAR_KEY = 'lin_api_0123456789abcdefghij0123456789'

interface Asked {
  readonly query: string
  readonly variables: Record<string, unknown>
}

/** Shopify's Admin GraphQL API 2026-07, as far as webhook subscriptions go. */
export function shopifyStandIn(scopes: readonly string[] = ['ORDERS', 'APP']) {
  const subscriptions: { id: string; topic: string; uri: string; name: string | null; createdAt: string }[] = []
  let last = 1
  const told = (data: unknown) => ({ status: 200, body: { data, extensions: { cost: { requestedQueryCost: 10 } } } })
  const provider: Provider = call => {
    demand(call.method === 'POST' && call.path === '/admin/api/2026-07/graphql.json', 'POST /admin/api/2026-07/graphql.json')
    demand(call.headers['content-type'] === 'application/json', 'JSON')
    if (call.host !== 'example.myshopify.com') return { status: 404, body: { errors: 'Not Found' } }
    if (call.headers['x-shopify-access-token'] !== SHOPIFY_TOKEN) {
      return { status: 401, body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' } }
    }
    const { query, variables } = JSON.parse(call.text) as Asked
    const input = (variables['webhookSubscription'] ?? {}) as { uri: string; name?: string }
    if (query.includes('webhookSubscriptionCreate')) {
      const topic = String(variables['topic'])
      demand(input.uri && (input.name ?? '').length <= 50 && /^[\w-]*$/.test(input.name ?? ''), 'uri, and a name of at most 50 signs')
      const refuse = (message: string) =>
        told({ webhookSubscriptionCreate: { webhookSubscription: null, userErrors: [{ field: ['webhookSubscription'], message }] } })
      if (!scopes.some(scope => topic.startsWith(scope))) {
        return refuse(
          `You do not have permission to create or update webhooks with ${topic} topic. The access scope read_products is missing.`,
        )
      }
      if (subscriptions.some(other => other.topic === topic && other.uri === input.uri))
        return refuse('Address for this topic has already been taken')
      last += 1
      const made = {
        id: `gid://shopify/WebhookSubscription/${last}`,
        topic,
        uri: input.uri,
        name: input.name ?? null,
        createdAt: new Date().toISOString(),
      }
      subscriptions.push(made)
      return told({ webhookSubscriptionCreate: { webhookSubscription: made, userErrors: [] } })
    }
    const found = subscriptions.find(({ id }) => id === variables['id'])
    if (query.includes('webhookSubscriptionUpdate')) {
      if (found) found.uri = input.uri
      return told({
        webhookSubscriptionUpdate: {
          webhookSubscription: found ?? null,
          userErrors: found ? [] : [{ field: ['id'], message: 'Webhook subscription does not exist' }],
        },
      })
    }
    if (query.includes('webhookSubscriptionDelete')) {
      if (found) subscriptions.splice(subscriptions.indexOf(found), 1)
      const userErrors = found ? [] : [{ field: ['id'], message: 'Webhook subscription does not exist' }]
      return told({ webhookSubscriptionDelete: { deletedWebhookSubscriptionId: found?.id ?? null, userErrors } })
    }
    demand(/^query .*webhookSubscriptions\(first: 100/.test(query), 'a known document')
    // Two a page, so that pages are followed.
    const from = Number(variables['after'] ?? 0)
    const pageInfo = { hasNextPage: from + 2 < subscriptions.length, endCursor: String(from + 2) }
    return told({ webhookSubscriptions: { nodes: subscriptions.slice(from, from + 2), pageInfo } })
  }
  return { subscriptions, provider }
}

/** Linear's GraphQL API, as far as webhooks go. */
export function linearStandIn() {
  const webhooks: {
    id: string
    url: string
    label: string
    createdAt: string
    secret: string
    resourceTypes: string[]
    teamId: string | null
  }[] = []
  const told = (data: unknown) => ({ status: 200, body: { data } })
  const refused = (code: string, message: string) => ({
    status: 400,
    body: { errors: [{ message, extensions: { code, userPresentableMessage: message } }] },
  })
  const provider: Provider = call => {
    demand(call.method === 'POST' && call.path === '/graphql' && call.headers['content-type'] === 'application/json', 'POST /graphql')
    // A personal key goes in as it is, without Bearer.
    if (call.headers['authorization'] !== LINEAR_KEY) return refused('AUTHENTICATION_ERROR', 'Authentication required, not authenticated')
    const { query, variables } = JSON.parse(call.text) as Asked
    const found = webhooks.find(({ id }) => id === variables['id'])
    if (query.includes('webhookCreate')) {
      const input = variables['input'] as { url: string; label: string; resourceTypes: string[]; teamId?: string; allPublicTeams?: boolean }
      demand(
        input.resourceTypes.length > 0 && (input.teamId !== undefined) !== (input.allPublicTeams === true),
        'resourceTypes, and a team or all',
      )
      const made = {
        id: randomUUID(),
        url: input.url,
        label: input.label,
        createdAt: new Date().toISOString(),
        secret: `lin_wh_${randomBytes(16).toString('hex')}`,
        resourceTypes: input.resourceTypes,
        teamId: input.teamId ?? null,
      }
      webhooks.push(made)
      return told({ webhookCreate: { success: true, webhook: { id: made.id, secret: made.secret } } })
    }
    if (query.includes('webhookUpdate')) {
      if (!found) return refused('INPUT_ERROR', 'Entity not found: Webhook')
      found.url = (variables['input'] as { url: string }).url
      return told({ webhookUpdate: { success: true } })
    }
    if (query.includes('webhookDelete')) {
      if (!found) return refused('INPUT_ERROR', 'Entity not found: Webhook')
      webhooks.splice(webhooks.indexOf(found), 1)
      return told({ webhookDelete: { success: true } })
    }
    if (query.includes('teams('))
      return told({
        teams: {
          nodes: [{ id: '9cfb482a-81e3-4154-b5b9-2c805e70a02d', key: 'ENG', name: 'Engineering' }],
          pageInfo: { hasNextPage: false, endCursor: null },
        },
      })
    if (query.includes('webhook(id:')) return told({ webhook: found ? { id: found.id, secret: found.secret } : null })
    demand(query.includes('webhooks(first: 100'), 'a known document')
    return told({ webhooks: { nodes: webhooks.map(({ secret: _, ...rest }) => rest), pageInfo: { hasNextPage: false, endCursor: null } } })
  }
  return {
    webhooks,
    provider,
    async send(webhook: { url: string; secret: string }) {
      const payload = JSON.stringify({ action: 'create', type: 'Issue', webhookTimestamp: Date.now() })
      const signature = createHmac('sha256', webhook.secret).update(payload).digest('hex')
      const headers = {
        'content-type': 'application/json',
        'linear-signature': signature,
        'linear-delivery': randomUUID(),
        'linear-event': 'Issue',
      }
      return (await fetch(webhook.url, { method: 'POST', headers, body: payload })).status
    },
  }
}
