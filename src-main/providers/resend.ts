import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, svixV1 } from './shared/standard.ts'

/** Checked against resend 6.38.0 (webhooks.verify); the names of the headers are those of resend.com/docs, Verify webhooks requests. */
export const resend: Provider = {
  id: 'resend',
  name: 'Resend',
  evidence: 'sdk',
  schemes: [svixV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('type')] }],
  // Nothing in the headers says Resend rather than another sender by Svix.
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries:
    'Sent through Svix, whose default schedule is eight attempts over a little more than a day (at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h).',
  setup: {
    url: 'https://resend.com/webhooks',
    paste: 'Webhooks, Add Webhook: paste the URL as Endpoint URL.',
    secret: 'The endpoint’s page in Resend’s dashboard, “Signing Secret” (whsec_…).',
  },
  secretCheck: [
    {
      startsWith: 're_',
      message: 'This looks like a Resend API key (re_…), not a signing secret (whsec_…). Open the webhook’s page in Resend.',
    },
  ],
}
