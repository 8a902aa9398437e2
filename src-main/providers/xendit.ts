import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Several secondary sources agree: a token of the account comes with every callback, and nothing is signed. */
export const xendit: Provider = {
  id: 'xendit',
  name: 'Xendit',
  evidence: 'secondary',
  schemes: [
    {
      id: 'callback-token',
      name: 'Callback token (x-callback-token)',
      algorithm: 'token',
      key: { role: 'signing', decode: 'utf8', hint: 'The account’s webhook verification token, test or live.' },
      signature: { place: header('x-callback-token'), encoding: 'hex' },
      content: '',
    },
  ],
  eventKeys: [{ parts: [header('webhook-id')] }],
  eventType: [{ parts: [body('event')] }],
  detect: [{ header: 'x-callback-token', weight: 0.8 }],
  handshakes: [],
  credentials: { headers: ['x-callback-token'], query: [], body: [] },
  timeoutMs: null,
  retries: 'Xendit’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.xendit.co/settings/developers#webhooks',
    paste: 'Settings, Developers, Webhooks: paste the URL for each product.',
    secret: 'In the same place, “Webhook verification token”.',
  },
  secretCheck: [{ startsWith: 'xnd_', message: 'This looks like a Xendit API key (xnd_…), not the webhook verification token.' }],
}
