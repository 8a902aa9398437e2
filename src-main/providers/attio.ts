import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** docs.attio.com, Webhooks: the header comes twice, also as X-Attio-Signature. The idempotency key is from a secondary source. */
export const attio: Provider = {
  id: 'attio',
  name: 'Attio',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Attio-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s secret.' },
      signature: { place: header('Attio-Signature', 'X-Attio-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('Idempotency-Key')] }],
  eventType: [{ parts: [body('events[].event_type')] }],
  detect: [
    { header: 'Attio-Signature', weight: 0.95 },
    { header: 'X-Attio-Signature', weight: 0.9 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Attio’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://docs.attio.com/rest-api/guides/webhooks',
    paste: 'Workspace settings, Developers, your integration, Webhooks: paste the URL as target URL.',
    secret: 'Shown there when the webhook is created, and returned by the API.',
  },
}
