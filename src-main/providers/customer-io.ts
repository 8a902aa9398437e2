import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** docs.customer.io, Reporting webhooks: “Securely verifying requests” (as a library that follows it quotes it), and the timeout. */
export const customerIo: Provider = {
  id: 'customer-io',
  name: 'Customer.io',
  evidence: 'docs',
  schemes: [
    {
      id: 'v0',
      name: 'HMAC-SHA256 (X-CIO-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s signing key.' },
      signature: { place: header('X-CIO-Signature'), encoding: 'hex' },
      timestamp: { at: header('X-CIO-Timestamp'), unit: 's', toleranceSeconds: null },
      content: 'v0:{timestamp}:{body}',
    },
  ],
  eventKeys: [{ parts: [body('event_id')] }],
  eventType: [{ parts: [body('object_type'), body('metric')] }],
  detect: [
    { header: 'X-CIO-Signature', weight: 0.95 },
    { header: 'X-CIO-Timestamp', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 4000,
  retries: 'Customer.io’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://docs.customer.io/journeys/webhooks/',
    paste: 'Data & Integrations, Integrations, Reporting Webhooks, Add Reporting Webhook: paste the URL as Webhook Endpoint.',
    secret: 'The webhook’s settings, “Signing key”.',
  },
}
