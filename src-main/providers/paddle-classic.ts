import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

/** By Paddle's own description of its old product: the form, sorted and serialised as PHP does, under RSA and SHA-1. No SDK to run. */
export const paddleClassic: Provider = {
  id: 'paddle-classic',
  name: 'Paddle Classic',
  aliases: ['Paddle Billing (old)'],
  evidence: 'secondary',
  schemes: [
    {
      id: 'rsa',
      name: 'RSA-SHA1 of the form (p_signature)',
      algorithm: 'rsa-sha1',
      key: { role: 'public-key', decode: 'base64', hint: 'Your Paddle account’s public key, in PEM format.' },
      signingKey: { role: 'private-key', decode: 'base64', hint: 'To sign: an RSA private key in PEM format.' },
      signature: { place: body('p_signature'), encoding: 'base64' },
      content: '{php:p_signature}',
    },
  ],
  eventKeys: [{ parts: [body('alert_id')] }],
  eventType: [{ parts: [body('alert_name')] }],
  detect: [],
  hints: [
    { place: { in: 'body', path: 'p_signature' }, weight: 0.9 },
    { place: { in: 'body', path: 'alert_name' }, weight: 0.5 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://developer.paddle.com/webhook-reference/verifying-webhooks',
    paste: 'Developer Tools, Alerts / Webhooks: paste the URL.',
    secret: 'Developer Tools, Public Key.',
  },
}
