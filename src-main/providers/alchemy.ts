import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Several secondary sources agree on a hex digest of the body; Alchemy’s quickstart shows the same header. */
export const alchemy: Provider = {
  id: 'alchemy',
  name: 'Alchemy',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Alchemy-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s signing key.' },
      signature: { place: header('X-Alchemy-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'X-Alchemy-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Alchemy’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.alchemy.com/webhooks',
    paste: 'Webhooks, Create webhook: paste the URL.',
    secret: 'The webhook’s page, “Signing key”; not the account’s auth token.',
  },
}
