import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** One secondary source: not an HMAC but a plain hash of secret and body, the secret in front. */
export const recharge: Provider = {
  id: 'recharge',
  name: 'Recharge',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'SHA-256 of secret and body (X-Recharge-Hmac-Sha256)',
      algorithm: 'sha256',
      key: textKey('The API client secret of the token that created the webhook.'),
      signature: { place: header('X-Recharge-Hmac-Sha256'), encoding: 'hex' },
      content: '{secret}{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [header('X-Recharge-Topic')] }],
  detect: [
    { header: 'X-Recharge-Hmac-Sha256', weight: 0.95 },
    { header: 'X-Recharge-Topic', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://developer.rechargepayments.com/2021-11/webhooks_explained',
    paste: 'Create the webhook through the API (POST /webhooks) with the URL as address.',
    secret: 'Merchant portal, Tools and apps, API tokens, your token, “API client secret”.',
  },
}
