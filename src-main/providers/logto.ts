import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** docs.logto.io, Secure webhooks: a hex digest of the raw body. */
export const logto: Provider = {
  id: 'logto',
  name: 'Logto',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (logto-signature-sha-256)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s signing key.' },
      signature: { place: header('logto-signature-sha-256'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('event')] }],
  detect: [{ header: 'logto-signature-sha-256', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Logto’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://docs.logto.io/developers/webhooks',
    page: 'https://cloud.logto.io/',
    paste: 'Logto Console, Webhooks, Create webhook: paste the URL as Endpoint URL.',
    secret: 'The webhook’s details page, “Signing key”.',
  },
}
