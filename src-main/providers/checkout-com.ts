import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** checkout.com/docs, Receive webhooks: a hex digest of the raw body under the signature key that you gave. */
export const checkoutCom: Provider = {
  id: 'checkout-com',
  name: 'Checkout.com',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Cko-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s signature key.' },
      signature: { place: header('Cko-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'Cko-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Checkout.com’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.checkout.com/developers/webhooks',
    paste: 'Developers, Webhooks, New webhook: paste the URL as Endpoint URL.',
    secret: 'The text in “Signature key” in the same form.',
  },
  secretCheck: [{ startsWith: 'sk_', message: 'This looks like a Checkout.com API key (sk_…), not the webhook’s signature key.' }],
}
