import type { SeededRandom } from './random.ts'

/** Who sends in the seeded store, with what share of the traffic. The last one has no Source: it goes to the Inbox. */
export const senders = [
  { slug: 'github', provider: 'github', name: 'GitHub', share: 0.3 },
  { slug: 'stripe-test', provider: 'stripe', name: 'Stripe test', share: 0.3 },
  { slug: 'shopify', provider: 'shopify', name: 'Shopify', share: 0.2 },
  { slug: 'slack', provider: 'slack', name: 'Slack app', share: 0.12 },
  { slug: null, provider: null, name: 'Inbox', share: 0.08 },
] as const
export type Sender = (typeof senders)[number]

/** What a provider would send: the n-th Event of the whole. */
export interface Sent {
  readonly target: string
  readonly type: string | null
  /** The provider's id of the Event; null where it has none. */
  readonly eventKey: string | null
  readonly headers: readonly string[]
  readonly body: string
}

const types = {
  github: ['push', 'push', 'push', 'pull_request', 'issues', 'issue_comment', 'workflow_run', 'check_suite', 'release', 'star'],
  stripe: ['invoice.paid', 'invoice.payment_failed', 'charge.succeeded', 'charge.refunded', 'customer.updated', 'payout.paid'],
  shopify: ['orders/create', 'orders/updated', 'orders/paid', 'products/update', 'carts/update', 'app/uninstalled'],
  slack: ['message', 'reaction_added', 'app_mention', 'member_joined_channel'],
} as const
const words = [
  'assam',
  'kettle',
  'iron',
  'window',
  'harbour',
  'lantern',
  'copper',
  'meadow',
  'quartz',
  'violet',
  'walnut',
  'zephyr',
] as const

export function sentBy({ provider, slug }: Sender, n: number, random: SeededRandom): Sent {
  const key = (n * 2654435761).toString(36)
  const type = provider === null ? null : random.pick(types[provider])
  const items = Array.from({ length: itemsOf(random) }, () => ({
    sku: `${random.pick(words)}-${random.below(4096)}`,
    quantity: 1 + random.below(9),
    price: random.below(100_000),
  }))
  const data = {
    id: `obj_${key}`,
    amount: random.below(500_000),
    currency: random.pick(['EUR', 'USD', 'GBP', 'JPY']),
    customer: {
      id: `cus_${(n % 40_503).toString(36)}`,
      email: `user${n % 9973}@example.com`,
      name: `${random.pick(words)} ${random.pick(words)}`,
    },
    note: `${random.pick(words)} ${random.pick(words)} ${random.pick(words)}`,
    items,
  }
  const common = ['Host', 'hooks.example', 'Content-Type', 'application/json', 'Accept', '*/*']
  const signature = key.padEnd(64, '0')
  switch (provider) {
    case 'github':
      return {
        target: '/github',
        type,
        eventKey: `delivery-${key}`,
        headers: [
          ...common,
          ...['User-Agent', 'GitHub-Hookshot/044aadd', 'X-GitHub-Event', type ?? '', 'X-GitHub-Delivery', `delivery-${key}`],
          ...['X-Hub-Signature-256', `sha256=${signature}`],
        ],
        body: JSON.stringify({
          action: random.pick(['opened', 'closed', 'edited']),
          repository: { id: n % 97, full_name: `octo/repo-${n % 97}` },
          ...data,
        }),
      }
    case 'stripe':
      return {
        target: '/stripe-test',
        type,
        eventKey: `evt_${key}`,
        headers: [
          ...common,
          'User-Agent',
          'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'Stripe-Signature',
          `t=1767225600,v1=${signature}`,
        ],
        body: JSON.stringify({ id: `evt_${key}`, object: 'event', type, livemode: false, data: { object: data } }),
      }
    case 'shopify':
      return {
        target: `/shopify?shop=shop-${n % 31}`,
        type,
        eventKey: `shop-${key}`,
        headers: [...common, 'X-Shopify-Topic', type ?? '', 'X-Shopify-Webhook-Id', `shop-${key}`, 'X-Shopify-Hmac-Sha256', signature],
        body: JSON.stringify(data),
      }
    case 'slack':
      return {
        target: '/slack/events',
        type,
        eventKey: `Ev${key}`,
        headers: [
          ...common,
          'User-Agent',
          'Slackbot 1.0',
          'X-Slack-Request-Timestamp',
          '1767225600',
          'X-Slack-Signature',
          `v0=${signature}`,
        ],
        body: JSON.stringify({ type: 'event_callback', event_id: `Ev${key}`, event: { type, text: data.note, user: data.customer.id } }),
      }
    default:
      return {
        target: `/${random.pick(['orders', 'ping', 'hook', 'ci/build'])}/${n % 211}`,
        type: null,
        eventKey: null,
        headers: [...common, 'User-Agent', 'curl/8.5.0', 'X-Request-Id', `req-${key}${slug ?? ''}`],
        body: JSON.stringify(data),
      }
  }
}

/** Mostly a few lines; now and then a long one, and rarely one that is too large for its row. */
function itemsOf(random: SeededRandom): number {
  const size = random.next()
  if (size < 0.0002) return 6000
  if (size < 0.01) return 400
  return 1 + random.below(8)
}
