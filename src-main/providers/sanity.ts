import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** Checked against @sanity/webhook 4.0.4, which checks no time. No event id was confirmed, so repetitions are not recognised by one. */
export const sanity: Provider = {
  id: 'sanity',
  name: 'Sanity',
  evidence: 'sdk',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (sanity-webhook-signature)',
      algorithm: 'hmac-sha256',
      key: textKey('Any text: the one you entered as Secret in the webhook’s settings.'),
      signature: { place: header('sanity-webhook-signature'), separator: ',', assign: '=', field: 'v1', encoding: 'base64url' },
      timestamp: { at: { in: 'signature', field: 't' }, unit: 'ms', toleranceSeconds: null },
      content: '{timestamp}.{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('_type')] }],
  detect: [{ header: 'sanity-webhook-signature', weight: 0.95 }],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://www.sanity.io/docs/webhooks',
    page: 'https://www.sanity.io/manage',
    paste: 'sanity.io/manage, your project, API, Webhooks, Create webhook: paste the URL.',
    secret: 'The “Secret” you enter in the same form.',
  },
}
