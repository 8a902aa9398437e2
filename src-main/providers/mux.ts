import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against @mux/mux-node 15.3.0 (webhooks.verifySignature). Stricter than it: a timestamp in the future is refused. */
export const mux: Provider = {
  id: 'mux',
  name: 'Mux',
  evidence: 'sdk',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (mux-signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s signing secret.' },
      signature: { place: header('mux-signature'), separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
      timestamp: { at: { in: 'signature', field: 't' }, unit: 's', toleranceSeconds: 300 },
      content: '{timestamp}.{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'mux-signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Mux’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.mux.com/settings/webhooks',
    paste: 'Settings, Webhooks, Create new webhook: paste the URL as URL to notify.',
    secret: 'In the list of webhooks, “Show signing secret”.',
  },
}
