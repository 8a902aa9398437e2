import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

/** Checked against square 46.0.0. The URL that is signed is the one registered: give it as a secret of role `url` behind proxies. */
export const square: Provider = {
  id: 'square',
  name: 'Square',
  aliases: ['Block', 'Cash App'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 of URL and body (x-square-hmacsha256-signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The webhook subscription’s Signature Key.'),
      signature: { place: header('x-square-hmacsha256-signature'), encoding: 'base64' },
      content: '{url}{body}',
      registeredUrl: true,
    },
  ],
  eventKeys: [{ parts: [body('event_id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [
    { header: 'x-square-hmacsha256-signature', weight: 0.95 },
    { header: 'User-Agent', startsWith: 'Square Connect', weight: 0.6 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: 'Square retries for up to 24 hours and then drops the event.',
  retryCount: { place: header('square-retry-number'), first: 0, reason: header('square-retry-reason') },
  setup: {
    url: 'https://developer.squareup.com/docs/webhooks/overview',
    page: 'https://developer.squareup.com/apps',
    paste: 'Developer Console, your application, Webhooks, Subscriptions: paste the URL as Notification URL.',
    secret: 'The subscription’s “Signature Key”, shown when you open it.',
  },
  secretCheck: [{ startsWith: 'EAAA', message: 'This looks like a Square access token, not the subscription’s Signature Key.' }],
}
