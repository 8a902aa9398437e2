import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Knock’s own documentation (github.com/knocklabs/docs, outbound webhooks): Stripe’s format with milliseconds and base64. There is no
 * event id, so the key is made of what happened to which object and when.
 */
export const knock: Provider = {
  id: 'knock',
  name: 'Knock',
  evidence: 'docs',
  schemes: [
    {
      id: 's',
      name: 'HMAC-SHA256 (x-knock-signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s secret key.' },
      signature: { place: header('x-knock-signature'), separator: ',', assign: '=', field: 's', encoding: 'base64' },
      timestamp: { at: { in: 'signature', field: 't' }, unit: 'ms', toleranceSeconds: 300 },
      content: '{timestamp}.{body}',
    },
  ],
  eventKeys: [{ parts: [body('type'), body('data.id'), body('created_at')], join: '|' }],
  eventType: [{ parts: [header('x-knock-event')] }, { parts: [body('type')] }],
  detect: [
    { header: 'x-knock-signature', weight: 0.95 },
    { header: 'x-knock-event', weight: 0.9 },
    { header: 'x-knock-environment-id', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Knock tries eight times before it discards a message, even after a 3xx or 4xx.',
  setup: {
    url: 'https://docs.knock.app/developer-tools/outbound-webhooks/overview',
    page: 'https://dashboard.knock.app/',
    paste: 'Platform, Webhooks, Create webhook: paste the URL; each environment has its own webhooks.',
    secret: 'The webhook’s page in the dashboard.',
  },
  secretCheck: [{ startsWith: 'sk_', message: 'This looks like a Knock API key (sk_…), not the webhook’s secret key.' }],
}
