import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against @shopify/shopify-api 13.1.0, which also reads the newer names without `X-`. */
export const shopify: Provider = {
  id: 'shopify',
  name: 'Shopify',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Shopify-Hmac-Sha256)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The app’s client secret; for webhooks made in the admin, the text shown below them.' },
      signature: { place: header('X-Shopify-Hmac-Sha256', 'Shopify-Hmac-Sha256'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  // The delivery's id is the same over its retries, so it serves where the event's own is not sent.
  eventKeys: [
    { parts: [header('X-Shopify-Event-Id', 'Shopify-Event-Id')] },
    { parts: [header('X-Shopify-Webhook-Id', 'Shopify-Webhook-Id')] },
  ],
  eventType: [{ parts: [header('X-Shopify-Topic', 'Shopify-Topic')] }],
  detect: [
    { header: 'X-Shopify-Hmac-Sha256', weight: 0.9 },
    { header: 'X-Shopify-Topic', weight: 0.8 },
    { header: 'X-Shopify-Shop-Domain', weight: 0.6 },
    { header: 'Shopify-Hmac-Sha256', weight: 0.9 },
    { header: 'Shopify-Topic', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 5000,
  retries: 'Shopify retries up to eight times within four hours, then removes the subscription if it was made through the API.',
  setup: {
    url: 'https://shopify.dev/docs/apps/build/webhooks/subscribe',
    page: 'https://dev.shopify.com/dashboard',
    paste: 'Your app’s shopify.app.toml ([webhooks.subscriptions], uri), or in the admin: Settings, Notifications, Webhooks.',
    secret: 'The app’s “Client secret” in the Dev Dashboard; for webhooks made in the admin, the text below the list of webhooks.',
  },
  secretCheck: ['shpat_', 'shpca_', 'shppa_'].map(startsWith => ({
    startsWith,
    message: `This looks like a Shopify access token (${startsWith}…), not the client secret that signs webhooks. Use the app’s client secret.`,
  })),
}
