import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

/** Secondary sources that agree (X's documents are not open to all). The CRC is answered for plain tokens only, ten a minute. */
export const x: Provider = {
  id: 'x',
  name: 'X',
  aliases: ['Twitter'],
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (x-twitter-webhooks-signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The app’s consumer secret (API Key Secret).'),
      signature: { place: header('x-twitter-webhooks-signature'), assign: '=', field: 'sha256', encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [
    { each: 'tweet_create_events[]', parts: [body('id_str')] },
    { each: 'direct_message_events[]', parts: [body('id')] },
  ],
  eventType: [],
  detect: [{ header: 'x-twitter-webhooks-signature', weight: 0.95 }],
  hints: [
    { place: { in: 'query', name: 'crc_token' }, weight: 0.6 },
    { place: { in: 'body', path: 'for_user_id' }, weight: 0.5 },
  ],
  handshakes: [
    {
      name: 'crc',
      method: 'GET',
      when: [],
      challenge: { place: { in: 'query', name: 'crc_token' }, pattern: '.+' },
      trust: { by: 'token' },
      mac: { hash: 'sha256', role: 'signing', encoding: 'base64' },
      answer: { status: 200, json: { response_token: 'sha256={mac}' } },
    },
  ],
  credentials: noCredentials,
  timeoutMs: 3000,
  retries: 'X retries three times within five minutes (enterprise); a failed CRC check stops deliveries.',
  setup: {
    url: 'https://docs.x.com/x-api/webhooks/introduction',
    page: 'https://developer.x.com/en/portal/dashboard',
    paste: 'Register the URL through your app’s Webhooks API; X checks it at once, then every hour.',
    secret: 'Developer Portal, your app, Keys and tokens, “API Key Secret” (the consumer secret).',
  },
}
