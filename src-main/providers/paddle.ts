import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials } from './shared/words.ts'

/** Checked against @paddle/paddle-node-sdk 3.10.0, which takes any time to come and the last of several signatures only. */
export const paddle: Provider = {
  id: 'paddle',
  name: 'Paddle',
  aliases: ['Paddle Billing'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'h1',
      name: 'HMAC-SHA256 (Paddle-Signature)',
      algorithm: 'hmac-sha256',
      // The whole text is the key, its beginning included.
      key: {
        role: 'signing',
        decode: 'utf8',
        startsWith: 'pdl_ntfset_',
        hint: 'The notification destination’s secret key; it starts with pdl_ntfset_.',
      },
      signature: { place: header('Paddle-Signature'), separator: ';', assign: '=', field: 'h1', encoding: 'hex' },
      timestamp: { at: { in: 'signature', field: 'ts' }, unit: 's', toleranceSeconds: 5 },
      content: '{timestamp}:{body}',
      vendorAccepts: { future: true },
    },
  ],
  eventKeys: [{ parts: [body('event_id')] }],
  eventType: [{ parts: [body('event_type')] }],
  detect: [{ header: 'Paddle-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: 5000,
  retries: 'Paddle retries a live notification 60 times within three days; you can also replay it through the API.',
  setup: {
    url: 'https://developer.paddle.com/webhooks/signature-verification',
    page: 'https://vendors.paddle.com/notifications-v2',
    paste: 'Developer tools, Notifications, New destination of type URL: paste the URL.',
    secret: 'Edit the destination and copy its “Secret key” (pdl_ntfset_…).',
  },
  secretCheck: ['pdl_live_', 'pdl_sdbx_'].map(startsWith => ({
    startsWith,
    message: `This looks like a Paddle API key (${startsWith}…), not the notification destination’s secret key (pdl_ntfset_…).`,
  })),
}
