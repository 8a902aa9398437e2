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
  retries: 'Replicate’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://replicate.com/docs/topics/webhooks',
    paste: 'Pass the URL as webhook when you create a prediction or training.',
    secret: 'Replicate’s API returns it at /v1/webhooks/default/secret; the whole account shares it (whsec_…).',
  },
  secretCheck: [
    {
      startsWith: 'r8_',
      message:
        'This looks like a Replicate API token (r8_…), not the webhook secret (whsec_…). Fetch it from the API at /v1/webhooks/default/secret.',
    },
  ],
}
