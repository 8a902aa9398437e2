import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/**
 * Checked against @contentful/node-apps-toolkit 3.16.1, which escapes the query twice before it signs. The list of signed headers must
 * itself be signed, and the timestamp with it.
 */
export const contentful: Provider = {
  id: 'contentful',
  name: 'Contentful',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 of the request (x-contentful-signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The signing secret: 64 characters.'),
      signature: { place: header('x-contentful-signature'), encoding: 'hex' },
      timestamp: { at: header('x-contentful-timestamp'), unit: 'ms', toleranceSeconds: 30 },
      content: '{method}\n{target:escaped}\n{headers:x-contentful-signed-headers,x-contentful-timestamp}\n{body}',
      sends: [['x-contentful-signed-headers', 'x-contentful-signed-headers,x-contentful-timestamp']],
      vendorAccepts: { future: true },
    },
  ],
  eventKeys: [{ parts: [body('sys.id'), body('sys.version'), header('X-Contentful-Topic')], join: '.' }],
  eventType: [{ parts: [header('X-Contentful-Topic')] }],
  detect: [
    { header: 'x-contentful-signature', weight: 0.95 },
    { header: 'X-Contentful-Topic', weight: 0.9 },
    { header: 'X-Contentful-Webhook-Name', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://www.contentful.com/developers/docs/extensibility/app-framework/request-verification/',
    page: 'https://app.contentful.com/',
    paste: 'Settings, Webhooks, Add webhook: paste the URL.',
    secret: 'Settings, Webhooks, Settings, “Request verification”: enable it and copy the signing secret.',
  },
}
