import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** developers.ashbyhq.com, Authenticating webhooks. */
export const ashby: Provider = {
  id: 'ashby',
  name: 'Ashby',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Ashby-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The secret token you entered.' },
      signature: { place: header('Ashby-Signature'), assign: '=', field: 'sha256', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('action')] }],
  detect: [{ header: 'Ashby-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Ashby’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developers.ashbyhq.com/docs/setting-up-webhooks',
    paste: 'Admin, Integrations, Webhooks, New: paste the URL as Request URL.',
    secret: 'The text in “Secret Token” in the same form.',
  },
}
