import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/**
 * Checked against replicate 1.4.0 (validateWebhook), which does not look at the timestamp; we allow five minutes as the specification
 * says.
 */
export const replicate: Provider = {
  id: 'replicate',
  name: 'Replicate',
  evidence: 'sdk',
  schemes: [standardV1],
  eventKeys: standardKeys,
  // The body is the prediction itself; what happened is its status.
  eventType: [{ parts: [body('status')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'How often Replicate retries is not recorded here; its documentation may say.',
  setup: {
    url: 'https://replicate.com/docs/topics/webhooks',
    paste: 'Give the URL as webhook when you create a prediction or training.',
    secret: 'Replicate’s API returns it at /v1/webhooks/default/secret; it is one for the whole account (whsec_..).',
  },
  secretCheck: [
    {
      startsWith: 'r8_',
      message:
        'This looks like a Replicate API token (r8_..), not the webhook secret (whsec_..). Ask the API for /v1/webhooks/default/secret.',
    },
  ],
}
