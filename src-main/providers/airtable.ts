import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * pyairtable’s verification of the header, and Airtable’s reference. The request is only a ping that says that something changed: it
 * carries no event id, and its payloads are fetched. Timeout and retries are from a secondary source.
 */
export const airtable: Provider = {
  id: 'airtable',
  name: 'Airtable',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Airtable-Content-MAC)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'base64', hint: 'The macSecretBase64 that the API returned when the webhook was created.' },
      signature: { place: header('X-Airtable-Content-MAC'), assign: '=', field: 'hmac-sha256', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [],
  detect: [{ header: 'X-Airtable-Content-MAC', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 25_000,
  retries: 'Airtable retries a notification about thirteen times within a day, then turns the webhook’s notifications off.',
  setup: {
    url: 'https://airtable.com/developers/web/api/webhooks-overview',
    page: 'https://airtable.com/create/tokens',
    paste: 'Create the webhook with the API and pass the URL as notificationUrl.',
    secret: 'The macSecretBase64 in the response to that call; it is shown only there.',
  },
  secretCheck: [{ startsWith: 'pat', message: 'This looks like an Airtable access token (pat…), not the webhook’s macSecretBase64.' }],
}
