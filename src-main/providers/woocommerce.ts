import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * WooCommerce’s own class-wc-webhook.php: signature, headers, the unsigned form webhook_id=N that it posts when a webhook is made,
 * timeout and failures.
 */
export const woocommerce: Provider = {
  id: 'woocommerce',
  name: 'WooCommerce',
  aliases: ['WordPress'],
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-WC-Webhook-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The text in the webhook’s Secret.' },
      signature: { place: header('X-WC-Webhook-Signature'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('X-WC-Webhook-Delivery-ID')] }],
  eventType: [{ parts: [header('X-WC-Webhook-Topic')] }],
  detect: [
    { header: 'X-WC-Webhook-Topic', weight: 0.9 },
    { header: 'X-WC-Webhook-Signature', weight: 0.9 },
    { header: 'X-WC-Webhook-Source', weight: 0.7 },
    { header: 'User-Agent', startsWith: 'WooCommerce/', weight: 0.8 },
  ],
  handshakes: [
    {
      name: 'ping',
      method: 'POST',
      when: [{ place: header('Content-Type'), equals: 'application/x-www-form-urlencoded' }, { place: body('webhook_id') }],
      trust: { by: 'echo' },
      answer: { status: 200 },
    },
  ],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 60_000,
  retries: 'WooCommerce does not retry a delivery; after five failures in a row it disables the webhook.',
  setup: {
    url: 'https://woocommerce.com/document/webhooks/',
    paste: 'WooCommerce, Settings, Advanced, Webhooks, Add webhook: paste the URL as Delivery URL.',
    secret: 'The text in “Secret” in the same form.',
  },
}
