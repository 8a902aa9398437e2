import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Several secondary sources agree on a hex digest of the body; the event is named in the body as topic. */
export const dwolla: Provider = {
  id: 'dwolla',
  name: 'Dwolla',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Request-Signature-SHA-256)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The secret you gave with the webhook subscription.' },
      signature: { place: header('X-Request-Signature-SHA-256'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('topic')] }],
  detect: [
    { header: 'X-Request-Signature-SHA-256', weight: 0.9 },
    { header: 'X-Dwolla-Topic', weight: 0.9 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Dwolla’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developers.dwolla.com/docs/balance/webhooks',
    paste: 'Create a webhook subscription with the API and pass the URL in it.',
    secret: 'The secret you pass in the same call.',
  },
}
