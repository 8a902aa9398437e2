import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against coinbase-commerce-node 1.0.4; retries are from docs.cdp.coinbase.com, Webhooks overview. */
export const coinbaseCommerce: Provider = {
  id: 'coinbase-commerce',
  name: 'Coinbase Commerce',
  aliases: ['Coinbase'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-CC-Webhook-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook shared secret.' },
      signature: { place: header('X-CC-Webhook-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('event.id')] }],
  eventType: [{ parts: [body('event.type')] }],
  detect: [{ header: 'X-CC-Webhook-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Coinbase Commerce retries for up to three days, at growing intervals of at most an hour.',
  setup: {
    url: 'https://beta.commerce.coinbase.com/settings/notifications',
    paste: 'Settings, Notifications, Webhook subscriptions, Add an endpoint: paste the URL.',
    secret: 'In the same place, “Show shared secret”.',
  },
}
