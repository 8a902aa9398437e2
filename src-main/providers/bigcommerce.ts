import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardV1 } from './shared/standard.ts'

/**
 * BigCommerce’s own documentation (github.com/bigcommerce/docs, HTTPS Webhooks Overview): Standard Webhooks under the app’s client
 * secret, whose text is the key; its example encodes it in base64 only because the library decodes it. The same page says that the hash
 * is the same when a hook fires twice for one event.
 */
export const bigcommerce: Provider = {
  id: 'bigcommerce',
  name: 'BigCommerce',
  evidence: 'docs',
  schemes: [
    {
      ...standardV1,
      key: {
        role: 'signing',
        decode: 'utf8',
        hint: 'The client secret of the API account or app that created the webhook, used as it is.',
      },
    },
  ],
  eventKeys: [{ parts: [header('webhook-id')] }, { parts: [body('hash')] }],
  eventType: [{ parts: [body('scope')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries:
    'BigCommerce retries eleven times over 48 hours (after 1, 3, 5, 10, 15 and 30 minutes, then 1 to 24 hours), then deactivates the webhook.',
  setup: {
    url: 'https://developer.bigcommerce.com/docs/integrations/webhooks',
    paste: 'Create the webhook with the API (POST /v3/hooks) and pass the URL as destination; it must be https on port 443.',
    secret: 'The client secret of the same API account or app, shown when it was created.',
  },
}
