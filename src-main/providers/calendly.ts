import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * developer.calendly.com, Webhook Signatures: the format is Stripe’s. The three minutes are those of its example. An invitee has no id
 * of the event itself, so the key is made of what happened to which invitee and when.
 */
export const calendly: Provider = {
  id: 'calendly',
  name: 'Calendly',
  evidence: 'docs',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (Calendly-Webhook-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The subscription’s signing key.' },
      signature: { place: header('Calendly-Webhook-Signature'), separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
      timestamp: { at: { in: 'signature', field: 't' }, unit: 's', toleranceSeconds: 180 },
      content: '{timestamp}.{body}',
    },
  ],
  eventKeys: [{ parts: [body('event'), body('payload.uri'), body('created_at')], join: '|' }],
  eventType: [{ parts: [body('event')] }],
  detect: [{ header: 'Calendly-Webhook-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Calendly’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developer.calendly.com/api-docs',
    page: 'https://calendly.com/integrations/api_webhooks',
    paste: 'Create a webhook subscription with the API (POST /webhook_subscriptions) and pass the URL in it.',
    secret: 'The signing_key you gave when creating the subscription; for OAuth apps the key that Calendly generated.',
  },
}
