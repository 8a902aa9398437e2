import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * docs.lemonsqueezy.com, Signing requests: a hex digest of the body. There is no event id, so the key is made of event, object and its
 * last change.
 */
export const lemonSqueezy: Provider = {
  id: 'lemon-squeezy',
  name: 'Lemon Squeezy',
  aliases: ['lemonsqueezy'],
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The signing secret you entered: 6 to 40 characters.' },
      signature: { place: header('X-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('meta.event_name'), body('data.type'), body('data.id'), body('data.attributes.updated_at')], join: ':' }],
  eventType: [{ parts: [header('X-Event-Name')] }, { parts: [body('meta.event_name')] }],
  detect: [
    { header: 'X-Event-Name', weight: 0.7 },
    { header: 'X-Signature', weight: 0.2 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Lemon Squeezy’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://app.lemonsqueezy.com/settings/webhooks',
    paste: 'Settings, Webhooks: add one and paste the URL as Callback URL.',
    secret: 'The text you enter into “Signing secret” in the same form.',
  },
}
