import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** developers.greenhouse.io, Webhooks: the algorithm’s name, a space, and the hex digest of the whole body. */
export const greenhouse: Provider = {
  id: 'greenhouse',
  name: 'Greenhouse',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s secret key.' },
      signature: { place: header('Signature'), assign: ' ', field: 'sha256', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('Greenhouse-Event-ID')] }],
  eventType: [{ parts: [body('action')] }],
  detect: [
    { header: 'Greenhouse-Event-ID', weight: 0.9 },
    { header: 'Signature', startsWith: 'sha256 ', weight: 0.3 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Greenhouse’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developers.greenhouse.io/webhooks.html',
    paste: 'Configure, Dev Center, Web Hooks, Web Hooks: create one and paste the URL as Endpoint URL.',
    secret: 'The text in “Secret key” in the same form.',
  },
}
