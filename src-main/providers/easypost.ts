import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Checked against @easypost/api 8.9.0 (validateWebhook), which also puts back the .0 that a parsed weight loses; over the raw body that
 * is not needed.
 */
export const easypost: Provider = {
  id: 'easypost',
  name: 'EasyPost',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Hmac-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook_secret you set for the webhook.' },
      signature: { place: header('X-Hmac-Signature'), assign: '=', field: 'hmac-sha256-hex', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('description')] }],
  detect: [{ header: 'X-Hmac-Signature', startsWith: 'hmac-sha256-hex=', weight: 0.8 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'EasyPost’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://app.easypost.com/account/webhooks-and-events',
    paste: 'Account, Webhooks & Events, Add webhook: paste the URL, separately for test and production.',
    secret: 'The webhook’s secret, set in the same form or through the API (webhook_secret).',
  },
  secretCheck: [
    { startsWith: 'EZAK', message: 'This looks like an EasyPost API key (EZAK…), not the webhook’s secret.' },
    { startsWith: 'EZTK', message: 'This looks like an EasyPost test API key (EZTK…), not the webhook’s secret.' },
  ],
}
