import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * devcenter.heroku.com, App webhooks and Using webhooks as an add-on partner: a digest of the body. That it is written in base64 is how
 * several receivers verify it. The value of Authorization can be set too.
 */
export const heroku: Provider = {
  id: 'heroku',
  name: 'Heroku',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Heroku-Webhook-Hmac-SHA256)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s secret.' },
      signature: { place: header('Heroku-Webhook-Hmac-SHA256'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('webhook_metadata.event.id')] }],
  eventType: [{ parts: [body('webhook_metadata.event.include'), body('action')] }],
  detect: [{ header: 'Heroku-Webhook-Hmac-SHA256', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'At level sync, Heroku retries until a delivery succeeds or times out; at level notify, it tries once.',
  setup: {
    url: 'https://devcenter.heroku.com/articles/app-webhooks',
    page: 'https://dashboard.heroku.com/apps',
    paste: 'Your app’s dashboard, More, View Webhooks, Create; or heroku webhooks:add with the URL.',
    secret: 'The text you enter as secret, or the one the CLI prints.',
  },
}
