import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Several secondary sources agree on a base64 digest of the body. */
export const tally: Provider = {
  id: 'tally',
  name: 'Tally',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Tally-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s signing secret.' },
      signature: { place: header('Tally-Signature'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('eventId')] }],
  eventType: [{ parts: [body('eventType')] }],
  detect: [{ header: 'Tally-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Tally’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://tally.so/help/webhooks',
    page: 'https://tally.so/dashboard',
    paste: 'Your form, Integrations, Webhooks: paste the URL as Endpoint URL.',
    secret: 'The same form, “Add signing secret”.',
  },
}
