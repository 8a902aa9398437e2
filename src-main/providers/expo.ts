import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** docs.expo.dev, EAS webhooks: SHA-1 in hex over the body. The same build or submission is sent once for each final status. */
export const expo: Provider = {
  id: 'expo',
  name: 'Expo (EAS)',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha1',
      name: 'HMAC-SHA1 (expo-signature)',
      algorithm: 'hmac-sha1',
      key: { role: 'signing', decode: 'utf8', hint: 'The secret you entered: at least 16 characters.' },
      signature: { place: header('expo-signature'), assign: '=', field: 'sha1', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id'), body('status')], join: ':' }],
  eventType: [{ parts: [body('status')] }],
  detect: [{ header: 'expo-signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Expo retries a few times at growing intervals.',
  setup: {
    url: 'https://docs.expo.dev/eas/webhooks/',
    paste: 'Run eas webhook:create in the project and enter the URL.',
    secret: 'The webhook signing secret you enter at the same prompt.',
  },
}
