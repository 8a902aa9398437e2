import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * developer.atlassian.com, Trello, Webhooks: the body and the callback URL, exactly as it was registered, under the app’s secret. A HEAD
 * request comes first, and the webhook is not made unless it gets 200. The retries are from a secondary source.
 */
export const trello: Provider = {
  id: 'trello',
  name: 'Trello',
  aliases: ['Atlassian'],
  evidence: 'docs',
  schemes: [
    {
      id: 'sha1',
      name: 'HMAC-SHA1 (X-Trello-Webhook)',
      algorithm: 'hmac-sha1',
      key: { role: 'signing', decode: 'utf8', hint: 'The app’s API secret (OAuth secret), not its API key.' },
      signature: { place: header('X-Trello-Webhook'), encoding: 'base64' },
      content: '{body}{url}',
      registeredUrl: true,
    },
  ],
  eventKeys: [{ parts: [body('action.id')] }],
  eventType: [{ parts: [body('action.type')] }],
  detect: [{ header: 'X-Trello-Webhook', weight: 0.95 }],
  handshakes: [{ name: 'callback check', method: 'HEAD', when: [], trust: { by: 'echo' }, answer: { status: 200 } }],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Trello retries a failed call after 30, 60 and 120 seconds, and removes a webhook that keeps failing for 30 days.',
  setup: {
    url: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
    page: 'https://trello.com/power-ups/admin',
    paste: 'Create the webhook with the API (POST /1/webhooks) and pass the URL as callbackURL.',
    secret: 'Your Power-Up’s admin page, API key, “Secret”.',
  },
  secretCheck: [
    {
      startsWith: 'ATTA',
      message:
        'This looks like a Trello token (ATTA…), not the app’s secret. The secret is under the API key in your Power-Up’s admin page.',
    },
  ],
}
