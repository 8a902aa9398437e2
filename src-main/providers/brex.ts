import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, svixV1 } from './shared/standard.ts'

/** Two secondary sources agree that Brex sends through Svix; not checked against Brex’s own documentation. */
export const brex: Provider = {
  id: 'brex',
  name: 'Brex',
  evidence: 'secondary',
  schemes: [svixV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('event_type')] }, { parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries:
    'Sent through Svix, whose default schedule is eight attempts over a little more than a day (at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h).',
  setup: {
    url: 'https://developer.brex.com',
    paste: 'Create the webhook subscription with Brex’s Webhooks API and pass the URL as its url.',
    secret: 'Brex’s Webhooks API lists your subscriptions’ secrets.',
  },
}
