import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Two secondary sources agree: SHA-1, and the key is the app’s client secret. */
export const intercom: Provider = {
  id: 'intercom',
  name: 'Intercom',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha1',
      name: 'HMAC-SHA1 (X-Hub-Signature)',
      algorithm: 'hmac-sha1',
      key: { role: 'signing', decode: 'utf8', hint: 'The app’s client secret.' },
      signature: { place: header('X-Hub-Signature'), assign: '=', field: 'sha1', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('topic')] }],
  detect: [{ header: 'X-Hub-Signature', startsWith: 'sha1=', weight: 0.3 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Intercom’s retry schedule is not recorded here; see its documentation.',
  retryCount: { place: body('delivery_attempts'), first: 1 },
  setup: {
    url: 'https://app.intercom.com/a/apps/_/developer-hub',
    paste: 'Developer Hub, your app, Webhooks: paste the URL as endpoint URL and subscribe to topics.',
    secret: 'Developer Hub, your app, Basic information, “Client secret”.',
  },
}
