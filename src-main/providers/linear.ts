import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** Checked against @linear/sdk 98.0.0: of the two timestamps only the one inside the body counts, for only that is signed. */
export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  aliases: ['Linear.app'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Linear-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The webhook’s signing secret; it starts with lin_wh_.'),
      signature: { place: header('Linear-Signature'), encoding: 'hex' },
      timestamp: { at: body('webhookTimestamp'), unit: 'ms', toleranceSeconds: 60 },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('Linear-Delivery')] }],
  eventType: [{ parts: [body('type'), { ...body('action'), optional: true }] }, { parts: [header('Linear-Event')] }],
  detect: [
    { header: 'Linear-Signature', weight: 0.95 },
    { header: 'Linear-Delivery', weight: 0.8 },
    { header: 'Linear-Event', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://linear.app/developers/webhooks',
    page: 'https://linear.app/settings/api',
    paste: 'Settings, API, Webhooks, New webhook: paste the URL.',
    secret: 'Open the webhook and copy its “Signing secret”.',
  },
  secretCheck: [{ startsWith: 'lin_api_', message: 'This looks like a Linear API key (lin_api_…). Use the webhook’s signing secret.' }],
}
