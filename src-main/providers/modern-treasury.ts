import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against modern-treasury 3.3.0 (webhooks.validateSignature). */
export const modernTreasury: Provider = {
  id: 'modern-treasury',
  name: 'Modern Treasury',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook endpoint’s signing key.' },
      signature: { place: header('X-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [header('X-Topic'), body('event')] }, { parts: [body('event')] }],
  detect: [
    { header: 'X-Topic', weight: 0.4 },
    { header: 'X-Signature', weight: 0.1 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Modern Treasury’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://app.moderntreasury.com/developers/webhooks',
    paste: 'Developers, Webhooks, Add: paste the URL as Endpoint URL.',
    secret: 'The endpoint’s page, “Webhook key”.',
  },
}
