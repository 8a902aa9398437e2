import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Checked against @nangohq/node 0.71.10 (verifyIncomingWebhookRequest, and the older verifyWebhookSignature, a plain hash over secret
 * and body).
 */
export const nango: Provider = {
  id: 'nango',
  name: 'Nango',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Nango-Hmac-Sha256)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The environment’s webhook signing key.' },
      signature: { place: header('X-Nango-Hmac-Sha256'), encoding: 'hex' },
      content: '{body}',
    },
    {
      id: 'plain',
      name: 'SHA-256 (X-Nango-Signature, legacy)',
      algorithm: 'sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The environment’s secret key.' },
      signature: { place: header('X-Nango-Signature'), encoding: 'hex' },
      content: '{secret}{body}',
      legacy: true,
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('type')] }],
  detect: [
    { header: 'X-Nango-Hmac-Sha256', weight: 0.95 },
    { header: 'X-Nango-Signature', weight: 0.9 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Nango’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://nango.dev/docs',
    paste: 'Environment settings, Webhooks: paste the URL as the webhook URL.',
    secret: 'Environment settings, the webhook signing key; the older header is signed with the secret key.',
  },
}
