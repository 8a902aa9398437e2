import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

/** By developers.telnyx.com and Telnyx’s own Python library; that five minutes are allowed is from a secondary source. */
export const telnyx: Provider = {
  id: 'telnyx',
  name: 'Telnyx',
  evidence: 'docs',
  schemes: [
    {
      id: 'ed25519',
      name: 'Ed25519 (telnyx-signature-ed25519)',
      algorithm: 'ed25519',
      key: { role: 'public-key', decode: 'base64', hint: 'The account’s Public Key: 32 bytes in base64.' },
      signingKey: {
        role: 'private-key',
        decode: 'base64',
        hint: 'To sign: an Ed25519 seed of 32 bytes in base64, optionally followed by its public key.',
      },
      signature: { place: header('telnyx-signature-ed25519'), encoding: 'base64' },
      timestamp: { at: header('telnyx-timestamp'), unit: 's', toleranceSeconds: 300 },
      content: '{timestamp}|{body}',
    },
  ],
  eventKeys: [{ parts: [body('data.id')] }],
  eventType: [{ parts: [body('data.event_type')] }],
  detect: [
    { header: 'telnyx-signature-ed25519', weight: 0.95 },
    { header: 'telnyx-timestamp', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  retryCount: { place: body('meta.attempt'), first: 1 },
  setup: {
    url: 'https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks',
    page: 'https://portal.telnyx.com/',
    paste: 'Mission Control, your messaging profile or connection: paste the URL as the webhook URL.',
    secret: 'Mission Control, Account Settings, Keys & Credentials, “Public Key”.',
  },
  secretCheck: [{ startsWith: 'KEY', message: 'This looks like a Telnyx API key (KEY…). Use the account’s Public Key.' }],
}
