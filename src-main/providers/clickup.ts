import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** developer.clickup.com, Webhook signature. One request may carry several history items. */
export const clickup: Provider = {
  id: 'clickup',
  name: 'ClickUp',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook.secret in the response to the call that created the webhook.' },
      signature: { place: header('X-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('history_items[].id')] }],
  eventType: [{ parts: [body('event')] }],
  detect: [{ header: 'X-Signature', weight: 0.1 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'ClickUp’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developer.clickup.com/docs/webhooks',
    paste: 'Create the webhook with the API and pass the URL as endpoint.',
    secret: 'The secret in the response to that call.',
  },
  secretCheck: [{ startsWith: 'pk_', message: 'This looks like a ClickUp API token (pk_…), not the webhook’s secret.' }],
}
