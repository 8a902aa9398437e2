import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Several secondary sources agree: SHA-512 over the body, and the key is the account’s secret key itself. */
export const paystack: Provider = {
  id: 'paystack',
  name: 'Paystack',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha512',
      name: 'HMAC-SHA512 (x-paystack-signature)',
      algorithm: 'hmac-sha512',
      key: { role: 'signing', decode: 'utf8', startsWith: 'sk_', hint: 'The account’s secret key, test or live: it starts with sk_.' },
      signature: { place: header('x-paystack-signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('event'), body('data.id')], join: ':' }],
  eventType: [{ parts: [body('event')] }],
  detect: [{ header: 'x-paystack-signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Paystack’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.paystack.com/#/settings/developers',
    paste: 'Settings, API Keys & Webhooks: paste the URL as Test or Live Webhook URL.',
    secret: 'In the same place, the “Secret Key” for the same mode.',
  },
  secretCheck: [
    { startsWith: 'pk_', message: 'This looks like Paystack’s public key (pk_…). Webhooks are signed with the secret key (sk_…).' },
  ],
}
