import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Typeform’s own page “Secure your webhooks” (typeform.com/developers/webhooks). Its retries are from a secondary source. */
export const typeform: Provider = {
  id: 'typeform',
  name: 'Typeform',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Typeform-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The text you set as the webhook’s secret.' },
      signature: { place: header('Typeform-Signature'), assign: '=', field: 'sha256', encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('event_id')] }],
  eventType: [{ parts: [body('event_type')] }],
  detect: [{ header: 'Typeform-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries:
    'Typeform retries after 408, 423, 429 and 503 every two to three minutes for ten hours, and about five times after other failures; 404 and 410 disable the webhook.',
  setup: {
    url: 'https://www.typeform.com/developers/webhooks/',
    page: 'https://admin.typeform.com/',
    paste: 'Your form, Connect, Webhooks, Add a webhook: paste the URL, then turn it on.',
    secret: 'Edit the webhook, “Secret”: the text you entered there.',
  },
}
