import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** The challenge as in nylas 8.4.0 (extractChallengeParameter); the signature (hex over the body) is from secondary sources. */
export const nylas: Provider = {
  id: 'nylas',
  name: 'Nylas',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Nylas-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s secret, shown when it was created.' },
      signature: { place: header('X-Nylas-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'X-Nylas-Signature', weight: 0.95 }],
  handshakes: [
    {
      name: 'challenge',
      method: 'GET',
      when: [{ place: { in: 'query', name: 'challenge' } }],
      challenge: { place: { in: 'query', name: 'challenge' }, pattern: '[A-Za-z0-9._-]{1,256}' },
      trust: { by: 'echo' },
      answer: { status: 200, text: '{challenge}' },
    },
  ],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Nylas’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developer.nylas.com/docs/v3/notifications/',
    page: 'https://dashboard-v3.nylas.com/',
    paste: 'Dashboard, your application, Notifications, Create webhook: paste the URL.',
    secret: 'The webhook_secret in the response when the webhook is created.',
  },
  secretCheck: [{ startsWith: 'nyk_', message: 'This looks like a Nylas API key (nyk_…), not the webhook’s secret.' }],
}
