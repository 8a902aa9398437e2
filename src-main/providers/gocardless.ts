import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against gocardless-nodejs 10.1.2 (webhooks.parse). A request carries a batch of events, each with its own id. */
export const gocardless: Provider = {
  id: 'gocardless',
  name: 'GoCardless',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Webhook-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook endpoint’s secret.' },
      signature: { place: header('Webhook-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('events[].id')] }],
  eventType: [{ each: 'events[]', parts: [body('resource_type'), body('action')] }],
  // Standard Webhooks has a header of the same name, so alone it says little.
  detect: [
    { header: 'Webhook-Signature', weight: 0.1 },
    { header: 'User-Agent', startsWith: 'gocardless-webhook-service/', weight: 0.9 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'GoCardless’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://manage.gocardless.com/developers',
    paste: 'Developers, Create, Webhook endpoint: paste the URL.',
    secret: 'The text in the endpoint’s “Secret”, set or generated in the same form.',
  },
}
