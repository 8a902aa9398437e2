import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

/**
 * By Plaid's documentation of webhook verification: an ES256 token whose claim holds the hash of the body. Its keys come from Plaid's
 * API, which wants your credentials, so they are pasted and not fetched; a token under a key that is not here says which one it wants.
 */
export const plaid: Provider = {
  id: 'plaid',
  name: 'Plaid',
  evidence: 'docs',
  schemes: [
    {
      id: 'es256',
      name: 'JWT with the body’s hash (Plaid-Verification)',
      algorithm: 'ecdsa-p256-raw',
      key: { role: 'public-key', decode: 'base64', hint: 'The “key” that /webhook_verification_key/get returns, as JSON.' },
      signingKey: {
        role: 'private-key',
        decode: 'base64',
        hint: 'To sign: a P-256 private key in PEM format, or as a JSON Web Key with its kid.',
      },
      signature: { place: header('Plaid-Verification'), encoding: 'base64url' },
      token: {},
      timestamp: { at: { in: 'claim', name: 'iat' }, unit: 's', toleranceSeconds: 300 },
      bodyHash: { at: { in: 'claim', name: 'request_body_sha256' }, encoding: 'hex' },
      content: '{token}',
    },
  ],
  // Plaid's webhooks have no id of their own.
  eventKeys: [],
  eventType: [{ parts: [body('webhook_type'), body('webhook_code')] }],
  detect: [{ header: 'Plaid-Verification', weight: 0.95 }],
  hints: [{ place: { in: 'body', path: 'webhook_code' }, weight: 0.7 }],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
    page: 'https://dashboard.plaid.com/developers/webhooks',
    paste: 'Pass the URL as webhook when you create a Link token, or enter it under Dashboard, Developers, Webhooks.',
    secret: 'Call /webhook_verification_key/get with the key id named in a captured request, and paste the “key” from its response.',
  },
}
