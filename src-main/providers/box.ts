import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/**
 * Checked against box-node-sdk 10.12.0, which also tries the body with escaped Unicode: that is an explanation here, not a pass.
 * Box signs with two keys at once; configure both, and either signature of either will do.
 */
export const box: Provider = {
  id: 'box',
  name: 'Box',
  evidence: 'sdk',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (BOX-SIGNATURE-PRIMARY, -SECONDARY)',
      algorithm: 'hmac-sha256',
      key: textKey('The app’s primary or secondary signature key.'),
      signature: {
        place: { in: 'header', names: ['BOX-SIGNATURE-PRIMARY', 'BOX-SIGNATURE-SECONDARY'], each: true },
        encoding: 'base64',
      },
      timestamp: { at: header('BOX-DELIVERY-TIMESTAMP'), unit: 'iso', toleranceSeconds: 600 },
      content: '{body}{timestamp}',
      when: [
        { place: header('BOX-SIGNATURE-VERSION'), equals: '1' },
        { place: header('BOX-SIGNATURE-ALGORITHM'), equals: 'HmacSHA256' },
      ],
      sends: [
        ['BOX-SIGNATURE-VERSION', '1'],
        ['BOX-SIGNATURE-ALGORITHM', 'HmacSHA256'],
      ],
    },
  ],
  eventKeys: [{ parts: [body('id')] }, { parts: [header('BOX-DELIVERY-ID')] }],
  eventType: [{ parts: [body('trigger')] }],
  detect: [
    { header: 'BOX-SIGNATURE-PRIMARY', weight: 0.95 },
    { header: 'BOX-SIGNATURE-SECONDARY', weight: 0.9 },
    { header: 'BOX-DELIVERY-ID', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
    page: 'https://app.box.com/developers/console',
    paste: 'Developer Console, your app, Webhooks, Create webhook (V2): paste the URL as URL address.',
    secret: 'Your app, Webhooks, Manage signature keys: add both the primary and the secondary key.',
  },
}
