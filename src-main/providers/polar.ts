import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/**
 * Checked against @polar-sh/sdk 0.49.0 (validateEvent): Standard Webhooks, but the secret is text and not base64, whatever it begins
 * with.
 */
export const polar: Provider = {
  id: 'polar',
  name: 'Polar',
  evidence: 'sdk',
  schemes: [{ ...standardV1, key: { role: 'signing', decode: 'utf8', hint: 'The whole secret, exactly as shown; it is not base64.' } }],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Polar’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://polar.sh/docs/integrate/webhooks/endpoints',
    page: 'https://polar.sh/dashboard',
    paste: 'Your organisation’s Settings, Webhooks, Add Endpoint: paste the URL and choose the Raw format.',
    secret: 'The text you set or generated in the endpoint’s “Secret”.',
  },
}
