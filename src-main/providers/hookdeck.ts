import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Secondary sources agree on base64 over the body, and on a second header while a secret is being rotated. Hookdeck passes on the
 * sender’s own request, whose event it does not name.
 */
export const hookdeck: Provider = {
  id: 'hookdeck',
  name: 'Hookdeck',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Hookdeck-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The project’s signing secret.' },
      signature: { place: { in: 'header', names: ['X-Hookdeck-Signature', 'X-Hookdeck-Signature-2'], each: true }, encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('X-Hookdeck-EventID')] }],
  eventType: [],
  detect: [
    { header: 'X-Hookdeck-Signature', weight: 0.95 },
    { header: 'X-Hookdeck-EventID', weight: 0.9 },
    { header: 'X-Hookdeck-Source-Name', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Hookdeck’s retry schedule is not recorded here; see its documentation.',
  retryCount: { place: header('X-Hookdeck-Attempt-Count'), first: 1 },
  setup: {
    url: 'https://hookdeck.com/docs',
    page: 'https://dashboard.hookdeck.com/',
    paste: 'Your connection’s destination, type HTTP: paste the URL.',
    secret: 'Project settings, Secrets, “Signing secret”.',
  },
}
