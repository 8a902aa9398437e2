import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { Scheme } from '#domain/signature/scheme.ts'

const place = header('webhook-signature', 'svix-signature')
const common = {
  messageId: header('webhook-id', 'svix-id'),
  timestamp: { at: header('webhook-timestamp', 'svix-timestamp'), unit: 's', toleranceSeconds: 300 },
  content: '{id}.{timestamp}.{body}',
} satisfies Partial<Scheme>

/**
 * The Standard Webhooks specification and its forerunner Svix, which differ in the names of the headers only.
 * Checked against standardwebhooks 1.1.1 and svix 1.99.1 (v1) and the vectors printed in the specification (v1 and v1a).
 */
export const standardWebhooks: Provider = {
  id: 'standard-webhooks',
  name: 'Standard Webhooks',
  aliases: ['Svix', 'whsec', 'Standard Webhook'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (webhook-signature, v1)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'base64', strip: 'whsec_', startsWith: 'whsec_', hint: 'whsec_ followed by base64.' },
      signature: { place, separator: ' ', assign: ',', field: 'v1', encoding: 'base64' },
      ...common,
    },
    {
      id: 'v1a',
      name: 'Ed25519 (webhook-signature, v1a)',
      algorithm: 'ed25519',
      key: {
        role: 'public-key',
        decode: 'base64',
        strip: 'whpk_',
        startsWith: 'whpk_',
        hint: 'To verify: whpk_ followed by 32 bytes in base64.',
      },
      signingKey: {
        role: 'private-key',
        decode: 'base64',
        strip: 'whsk_',
        startsWith: 'whsk_',
        hint: 'To sign: whsk_ followed by 64 bytes in base64.',
      },
      signature: { place, separator: ' ', assign: ',', field: 'v1a', encoding: 'base64' },
      ...common,
    },
  ],
  eventKeys: [{ parts: [header('webhook-id', 'svix-id')] }],
  eventType: [{ parts: [body('type')] }, { parts: [body('event_type')] }],
  detect: [
    { header: 'webhook-id', weight: 0.5 },
    { header: 'webhook-signature', weight: 0.7 },
    { header: 'webhook-timestamp', weight: 0.4 },
    { header: 'svix-id', weight: 0.7 },
    { header: 'svix-signature', weight: 0.8 },
    { header: 'User-Agent', startsWith: 'Svix-Webhooks/', weight: 0.6 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 15_000,
  retries: 'The specification asks for retries over several days at growing intervals; the sender decides.',
  setup: {
    url: 'https://www.standardwebhooks.com',
    paste: 'Paste the URL wherever the sender lets you add a webhook endpoint.',
    secret: 'The endpoint’s signing secret, shown by the sender when the endpoint is created (whsec_…, or the public key whpk_…).',
  },
}
