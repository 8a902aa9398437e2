import { createHmac, randomBytes } from 'node:crypto'
import { demand, type Provider, type Seen, type Told } from './server.ts'

export const STRIPE_KEY = 'sk_test_51Abcdefghij0123456789'
export interface StripeEndpoint {
  readonly id: string
  url: string
  readonly enabled_events: string[]
  readonly metadata: Record<string, string>
  readonly created: number
  readonly secret: string
}
interface Event {
  readonly id: string
  readonly type: string
  readonly created: number
  readonly delivered: boolean
}

/** Stripe's webhook endpoints and events, as its API reference describes them. */
export function stripeStandIn() {
  const endpoints: StripeEndpoint[] = []
  const events: Event[] = []
  const now = () => Math.floor(Date.now() / 1000)
  const shown = ({ secret: _, ...rest }: StripeEndpoint) => ({ object: 'webhook_endpoint', status: 'enabled', ...rest })
  const list = <T extends { readonly id: string }>(call: Seen, items: readonly T[]): Told => {
    const limit = Number(call.query.get('limit') ?? 10)
    demand(limit >= 1 && limit <= 100, 'a limit between 1 and 100')
    const after = call.query.get('starting_after')
    const from = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1
    return { status: 200, body: { object: 'list', data: items.slice(from, from + limit), has_more: from + limit < items.length } }
  }

  const provider: Provider = call => {
    if (call.headers['authorization'] !== `Bearer ${STRIPE_KEY}`) {
      return { status: 401, body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_***' } } }
    }
    demand(/^\d{4}-\d\d-\d\d/.test(String(call.headers['stripe-version'])), 'Stripe-Version')
    if (call.path === '/v1/events') {
      demand(call.query.get('delivery_success') === 'false', 'delivery_success')
      const [since, until] = ['created[gte]', 'created[lte]'].map(name => Number(call.query.get(name)))
      const rows = events.filter(event => !event.delivered && event.created >= (since ?? 0) && event.created <= (until ?? 0))
      return list(
        call,
        rows.map(({ delivered: _, ...event }) => ({
          object: 'event',
          api_version: '2025-03-31.basil',
          data: { object: { id: 'pi_1' } },
          pending_webhooks: 1,
          ...event,
        })),
      )
    }
    const [, id] = /^\/v1\/webhook_endpoints(?:\/(we_\w+))?$/.exec(call.path) ?? ['']
    const form = new URLSearchParams(call.text)
    if (call.method === 'POST') demand(call.headers['content-type'] === 'application/x-www-form-urlencoded', 'a form')
    if (id === undefined) {
      if (call.method === 'GET') return list(call, endpoints.map(shown))
      demand(form.get('url') && form.getAll('enabled_events[]').length > 0, 'url and enabled_events[]')
      const metadata = Object.fromEntries(
        [...form].flatMap(([name, value]) => (/^metadata\[(\w+)\]$/.exec(name)?.[1] ? [[name.slice(9, -1), value]] : [])),
      )
      const endpoint = {
        id: `we_${randomBytes(8).toString('hex')}`,
        url: form.get('url') ?? '',
        enabled_events: form.getAll('enabled_events[]'),
        metadata,
        created: now(),
        secret: `whsec_${randomBytes(16).toString('hex')}`,
      }
      endpoints.unshift(endpoint)
      return { status: 200, body: { ...shown(endpoint), secret: endpoint.secret } }
    }
    const endpoint = endpoints.find(candidate => candidate.id === id)
    if (!endpoint) return { status: 404, body: { error: { message: `No such webhook endpoint: '${id}'` } } }
    if (call.method === 'DELETE') {
      endpoints.splice(endpoints.indexOf(endpoint), 1)
      return { status: 200, body: { id, object: 'webhook_endpoint', deleted: true } }
    }
    demand(call.method === 'POST', 'POST')
    endpoint.url = form.get('url') ?? endpoint.url
    return { status: 200, body: shown(endpoint) }
  }

  return {
    endpoints,
    provider,
    /** An event that did not reach its endpoint, newest first as the API lists them. */
    missed(id: string, type = 'payment_intent.succeeded', secondsAgo = 60) {
      events.unshift({ id, type, created: now() - secondsAgo, delivered: false })
    },
    async send(endpoint: StripeEndpoint, id: string, type = 'payment_intent.succeeded') {
      const payload = JSON.stringify({ id, object: 'event', type, created: now() })
      const signed = createHmac('sha256', endpoint.secret).update(`${now()}.${payload}`).digest('hex')
      const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${now()},v1=${signed}` }
      return (await fetch(endpoint.url, { method: 'POST', headers, body: payload })).status
    },
  }
}
