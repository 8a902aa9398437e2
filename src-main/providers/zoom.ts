import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { retriesUnknown, textKey } from './shared/words.ts'

/**
 * By Zoom's own webhook-sample repository; the tolerance by a secondary source. The answer to url_validation is made with the secret,
 * so it is given only to a request that verifies.
 */
export const zoom: Provider = {
  id: 'zoom',
  name: 'Zoom',
  aliases: ['Zoom Meetings'],
  evidence: 'docs',
  schemes: [
    {
      id: 'v0',
      name: 'HMAC-SHA256 (x-zm-signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The app’s Secret Token, on the page of its event subscriptions.'),
      signature: { place: header('x-zm-signature'), assign: '=', field: 'v0', encoding: 'hex' },
      timestamp: { at: header('x-zm-request-timestamp'), unit: 's', toleranceSeconds: 300 },
      content: 'v0:{timestamp}:{body}',
    },
  ],
  // No stable id is documented; the same event has the same time and object.
  eventKeys: [{ parts: [body('event'), body('event_ts'), { ...body('payload.object.uuid'), optional: true }], join: '.' }],
  eventType: [{ parts: [body('event')] }],
  detect: [
    { header: 'x-zm-signature', weight: 0.95 },
    { header: 'x-zm-request-timestamp', weight: 0.8 },
    { header: 'User-Agent', startsWith: 'Zoom Marketplace', weight: 0.7 },
  ],
  handshakes: [
    {
      name: 'endpoint.url_validation',
      method: 'POST',
      when: [{ place: body('event'), equals: 'endpoint.url_validation' }],
      challenge: { place: body('payload.plainToken'), pattern: '[\\x21-\\x7e]{1,256}' },
      trust: { by: 'verified' },
      mac: { hash: 'sha256', role: 'signing', encoding: 'hex' },
      answer: { status: 200, json: { plainToken: '{challenge}', encryptedToken: '{mac}' } },
    },
  ],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 3000,
  retries: retriesUnknown,
  setup: {
    url: 'https://developers.zoom.us/docs/api/webhooks/',
    page: 'https://marketplace.zoom.us/user/build',
    paste: 'App Marketplace, Manage, your app, Features, Access, Event Subscription: paste the URL and press Validate.',
    secret: 'The “Secret Token” on the same page. Save it here before you press Validate.',
  },
}
