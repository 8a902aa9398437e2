import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * developer.intuit.com, Managing webhooks notifications. The first rules are for the CloudEvents format of 2026, the second for the one
 * before it.
 */
export const quickbooks: Provider = {
  id: 'quickbooks',
  name: 'QuickBooks Online',
  aliases: ['Intuit'],
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (intuit-signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The app’s verifier token.' },
      signature: { place: header('intuit-signature'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [
    { parts: [body('[].id')] },
    {
      each: 'eventNotifications[].dataChangeEvent.entities[]',
      parts: [body('name'), body('id'), body('operation'), body('lastUpdated')],
      join: '|',
    },
  ],
  eventType: [
    { parts: [body('[].type')] },
    { each: 'eventNotifications[].dataChangeEvent.entities[]', parts: [body('name'), body('operation')] },
  ],
  detect: [{ header: 'intuit-signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'QuickBooks Online’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
    page: 'https://developer.intuit.com/app/developer/dashboard',
    paste: 'Your app in Intuit’s developer portal, Webhooks: paste the URL as Endpoint URL, separately for development and production.',
    secret: 'In the same place, “Show verifier token”.',
  },
}
