import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against webflow-api 3.3.4 (webhooks.verifySignature), which does not look at the age of the timestamp; nor do we. */
export const webflow: Provider = {
  id: 'webflow',
  name: 'Webflow',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (x-webflow-signature)',
      algorithm: 'hmac-sha256',
      key: {
        role: 'signing',
        decode: 'utf8',
        hint: 'The app’s client secret; for webhooks created in the dashboard or with a site token, the secret shown then.',
      },
      signature: { place: header('x-webflow-signature'), encoding: 'hex' },
      timestamp: { at: header('x-webflow-timestamp'), unit: 'ms', toleranceSeconds: null },
      content: '{timestamp}:{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('triggerType')] }],
  detect: [
    { header: 'x-webflow-signature', weight: 0.95 },
    { header: 'x-webflow-timestamp', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Webflow’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developers.webflow.com/data/docs/working-with-webhooks',
    page: 'https://webflow.com/dashboard',
    paste: 'Site settings, Apps & integrations, Webhooks, Add webhook: paste the URL; or create it with the API.',
    secret: 'The app’s client secret, or the secretKey shown when the webhook was created.',
  },
}
