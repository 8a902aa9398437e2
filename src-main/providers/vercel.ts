import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Two secondary sources agree: SHA-1 in hex, without a prefix. */
export const vercel: Provider = {
  id: 'vercel',
  name: 'Vercel',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha1',
      name: 'HMAC-SHA1 (x-vercel-signature)',
      algorithm: 'hmac-sha1',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s secret; for an integration, its client secret.' },
      signature: { place: header('x-vercel-signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'x-vercel-signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Vercel’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://vercel.com/docs/webhooks',
    page: 'https://vercel.com/dashboard',
    paste: 'Team Settings, Webhooks, Create Webhook: paste the URL as Endpoint URL.',
    secret: 'Shown once when the webhook is created; for an integration, its “Client Secret”.',
  },
}
