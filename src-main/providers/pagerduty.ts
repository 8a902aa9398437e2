import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * PagerDuty’s own documentation (github.com/PagerDuty/developer-docs, docs/webhooks): Signatures and Behavior. X-Webhook-Id is repeated
 * for each attempt.
 */
export const pagerduty: Provider = {
  id: 'pagerduty',
  name: 'PagerDuty',
  evidence: 'docs',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (X-PagerDuty-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The secret that PagerDuty generated for the subscription.' },
      signature: { place: header('X-PagerDuty-Signature'), separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('X-Webhook-Id')] }, { parts: [body('event.id')] }],
  eventType: [{ parts: [body('event.event_type')] }],
  detect: [
    { header: 'X-PagerDuty-Signature', weight: 0.95 },
    { header: 'X-Webhook-Id', weight: 0.3 },
    { header: 'User-Agent', startsWith: 'PagerDuty-Webhook/', weight: 0.7 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 5000,
  retries:
    'PagerDuty retries up to four times over about twenty minutes after 5xx, 429 and network errors, never after another 4xx; after giving up on three webhooks in a row it disables the subscription for a day.',
  setup: {
    url: 'https://support.pagerduty.com/main/docs/webhooks',
    paste: 'Integrations, Generic Webhooks (v3), New Webhook: paste the URL.',
    secret: 'Shown once after the webhook is added.',
  },
}
