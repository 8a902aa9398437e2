import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Checked against @elevenlabs/elevenlabs-js 2.73.0 (webhooks.constructEvent), which allows thirty minutes. Stricter than it: a timestamp
 * in the future is refused.
 */
export const elevenlabs: Provider = {
  id: 'elevenlabs',
  name: 'ElevenLabs',
  evidence: 'sdk',
  schemes: [
    {
      id: 'v0',
      name: 'HMAC-SHA256 (ElevenLabs-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', startsWith: 'wsec_', hint: 'The webhook’s shared secret; it starts with wsec_.' },
      signature: { place: header('ElevenLabs-Signature'), separator: ',', assign: '=', field: 'v0', encoding: 'hex' },
      timestamp: { at: { in: 'signature', field: 't' }, unit: 's', toleranceSeconds: 1800 },
      content: '{timestamp}.{body}',
    },
  ],
  eventKeys: [
    { parts: [body('type'), body('data.conversation_id')], join: ':' },
    { parts: [body('type'), body('data.request_id')], join: ':' },
  ],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'ElevenLabs-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'ElevenLabs’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://elevenlabs.io/app/settings/webhooks',
    paste: 'Settings, Webhooks, Create webhook: paste the URL as callback URL.',
    secret: 'Shown once when the webhook is created (wsec_…).',
  },
  secretCheck: [{ startsWith: 'sk_', message: 'This looks like an ElevenLabs API key (sk_…), not a webhook secret (wsec_…).' }],
}
