import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

const common = {
  key: { role: 'public-key', decode: 'base64', hint: 'The “key” that eBay’s getPublicKey returns: a public key in PEM format.' },
  signingKey: { role: 'private-key', decode: 'base64', hint: 'To sign: a P-256 private key in PEM format.' },
  content: '{body}',
} satisfies Partial<Scheme>
const signature = (digest: string): Scheme['signature'] => ({
  place: header('X-EBAY-SIGNATURE'),
  encoding: 'base64',
  wrapped: { signature: 'signature', keyId: 'kid', members: { digest } },
})

/**
 * Checked against event-notification-nodejs-sdk 1.0.3, which signs the JSON written again without spaces and knows SHA-1 only; eBay's
 * own slides show SHA256 too. The keys come from eBay's API, which wants your credentials, so they are pasted and not fetched.
 */
export const ebay: Provider = {
  id: 'ebay',
  name: 'eBay',
  evidence: 'sdk',
  schemes: [
    { id: 'sha1', name: 'ECDSA P-256 and SHA-1 (X-EBAY-SIGNATURE)', algorithm: 'ecdsa-p256-sha1', signature: signature('SHA1'), ...common },
    {
      id: 'sha256',
      name: 'ECDSA P-256 and SHA-256 (X-EBAY-SIGNATURE)',
      algorithm: 'ecdsa-p256',
      signature: signature('SHA256'),
      ...common,
    },
  ],
  eventKeys: [{ parts: [body('notification.notificationId')] }],
  eventType: [{ parts: [body('metadata.topic')] }],
  detect: [{ header: 'X-EBAY-SIGNATURE', weight: 0.95 }],
  hints: [
    { place: { in: 'query', name: 'challenge_code' }, weight: 0.6 },
    { place: { in: 'body', path: 'metadata.topic' }, weight: 0.4 },
  ],
  handshakes: [
    {
      name: 'challenge_code',
      method: 'GET',
      when: [],
      challenge: { place: { in: 'query', name: 'challenge_code' }, pattern: '.+' },
      trust: { by: 'token' },
      mac: { hash: 'sha256', role: 'verify-token', encoding: 'hex', plain: '{challenge}{secret}{url}' },
      answer: { status: 200, json: { challengeResponse: '{mac}' } },
    },
  ],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  retryCount: { place: body('notification.publishAttemptCount'), first: 1 },
  setup: {
    url: 'https://developer.ebay.com/marketplace-account-deletion',
    page: 'https://developer.ebay.com/my/push',
    paste:
      'Application Keys, Notifications: enter a verification token of 32 to 80 characters, save it here first, then paste the URL there.',
    secret:
      'The public key: call the Notification API’s getPublicKey with the kid of a captured request. Save the verification token here, too.',
  },
}
