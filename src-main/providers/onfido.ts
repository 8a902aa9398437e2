import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against @onfido/api 6.2.0 (WebhookEventVerifier). */
export const onfido: Provider = {
  id: 'onfido',
  name: 'Onfido',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-SHA2-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s token.' },
      signature: { place: header('X-SHA2-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('payload.action'), body('payload.object.id'), body('payload.object.completed_at_iso8601')], join: '|' }],
  eventType: [{ parts: [body('payload.action')] }],
  detect: [{ header: 'X-SHA2-Signature', weight: 0.9 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Onfido’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://documentation.onfido.com/api/latest/#webhooks',
    page: 'https://dashboard.onfido.com/',
    paste: 'Dashboard, Developers, Webhooks, Create webhook: paste the URL.',
    secret: 'The webhook’s token, shown when it is created.',
  },
  secretCheck: [
    { startsWith: 'api_live', message: 'This looks like an Onfido API token (api_live…), not the webhook’s token.' },
    { startsWith: 'api_sandbox', message: 'This looks like an Onfido API token (api_sandbox…), not the webhook’s token.' },
  ],
}
