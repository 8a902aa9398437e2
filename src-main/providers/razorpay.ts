import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** Checked against razorpay 2.9.8. */
export const razorpay: Provider = {
  id: 'razorpay',
  name: 'Razorpay',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Razorpay-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('Any text: the one you entered as Secret for the webhook. Not the API key secret.'),
      signature: { place: header('X-Razorpay-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('x-razorpay-event-id')] }],
  eventType: [{ parts: [body('event')] }],
  detect: [
    { header: 'X-Razorpay-Signature', weight: 0.95 },
    { header: 'x-razorpay-event-id', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://razorpay.com/docs/webhooks/',
    page: 'https://dashboard.razorpay.com/app/webhooks',
    paste: 'Dashboard, Account & Settings, Webhooks, Add New Webhook: paste the URL.',
    secret: 'The “Secret” you enter in the same form.',
  },
  secretCheck: ['rzp_live_', 'rzp_test_'].map(startsWith => ({
    startsWith,
    message: `This looks like a Razorpay API key id (${startsWith}…), not the webhook’s secret.`,
  })),
}
