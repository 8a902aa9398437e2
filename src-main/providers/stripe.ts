import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against stripe 23.1.0. Stricter than it: a timestamp in the future is refused. */
export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  evidence: 'sdk',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (Stripe-Signature)',
      algorithm: 'hmac-sha256',
      // The whole text is the key, `whsec_` included; it is not base64.
      key: { role: 'signing', decode: 'utf8', startsWith: 'whsec_', hint: 'The endpoint’s signing secret; it starts with whsec_.' },
      signature: { place: header('Stripe-Signature'), separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
      timestamp: { at: { in: 'signature', field: 't' }, unit: 's', toleranceSeconds: 300 },
      vendorAccepts: { future: true },
      content: '{timestamp}.{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [
    { header: 'Stripe-Signature', weight: 0.95 },
    { header: 'User-Agent', startsWith: 'Stripe/', weight: 0.6 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: ['client_secret'] },
  timeoutMs: null,
  retries: 'Stripe retries for up to three days at growing intervals in live mode, and a few times over several hours in test mode.',
  setup: {
    url: 'https://dashboard.stripe.com/webhooks',
    paste: 'Workbench, Webhooks, Add destination, Webhook endpoint: paste the URL as Endpoint URL.',
    secret: 'Open the endpoint and reveal its “Signing secret” (whsec_…). Each endpoint, test or live, has its own.',
  },
  secretCheck: ['sk_', 'rk_', 'pk_'].map(startsWith => ({
    startsWith,
    message: `This looks like a Stripe API key (${startsWith}…), not a signing secret (whsec_…). Open the endpoint in Stripe’s dashboard and reveal its signing secret.`,
  })),
}
