import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Checked against @workos-inc/node 8.13.0 (webhooks.verifyHeader), which allows three minutes. Stricter than it: a timestamp in the
 * future is refused.
 */
export const workos: Provider = {
  id: 'workos',
  name: 'WorkOS',
  evidence: 'sdk',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (WorkOS-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The endpoint’s signing secret.' },
      signature: { place: header('WorkOS-Signature'), separator: ', ', assign: '=', field: 'v1', encoding: 'hex' },
      timestamp: { at: { in: 'signature', field: 't' }, unit: 'ms', toleranceSeconds: 180 },
      content: '{timestamp}.{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('event')] }],
  detect: [{ header: 'WorkOS-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'WorkOS’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.workos.com/webhooks',
    paste: 'Developer, Webhooks, Create webhook: paste the URL as Endpoint URL.',
    secret: 'The endpoint’s page in the dashboard, “Signing secret”.',
  },
  secretCheck: [{ startsWith: 'sk_', message: 'This looks like a WorkOS API key (sk_…), not a webhook’s signing secret.' }],
}
