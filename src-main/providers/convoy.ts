import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Convoy’s own source (github.com/frain-dev/convoy, and its Go and Ruby libraries): the simple signature in its defaults, SHA-256 in
 * hex. Header, hash and encoding can be changed by whoever runs it; such a sender is better set up as a custom one.
 */
export const convoy: Provider = {
  id: 'convoy',
  name: 'Convoy',
  evidence: 'docs',
  schemes: [
    {
      id: 'simple',
      name: 'HMAC-SHA256 (X-Convoy-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The endpoint’s secret.' },
      signature: { place: header('X-Convoy-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('event_type')] }],
  detect: [{ header: 'X-Convoy-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Convoy’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://www.getconvoy.io/docs',
    paste: 'Your project in Convoy, Endpoints: add one and paste the URL.',
    secret: 'The endpoint’s page, “Secret”.',
  },
}
