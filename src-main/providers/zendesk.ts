import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

/**
 * By developer.zendesk.com (Verifying webhooks). That the secret is used as text although it looks like base64 is what its examples do.
 */
export const zendesk: Provider = {
  id: 'zendesk',
  name: 'Zendesk',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Zendesk-Webhook-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The webhook’s signing secret, used as plain text.'),
      // Printed in its documentation, for "Test webhook" before the webhook is saved.
      testSecret: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
      signature: { place: header('X-Zendesk-Webhook-Signature'), encoding: 'base64' },
      timestamp: { at: header('X-Zendesk-Webhook-Signature-Timestamp'), unit: 'iso', toleranceSeconds: null },
      content: '{timestamp}{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [
    { header: 'X-Zendesk-Webhook-Signature', weight: 0.95 },
    { header: 'X-Zendesk-Webhook-Id', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: 12_000,
  retries: 'Zendesk retries after 409 three times, and after 429 and 503 up to five times if Retry-After is under a minute.',
  setup: {
    url: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
    paste: 'Admin Center, Apps and integrations, Webhooks, Create webhook: paste the URL as Endpoint URL.',
    secret: 'Open the webhook, Reveal secret. Test requests are signed with a fixed secret that Zendesk documents.',
  },
}
