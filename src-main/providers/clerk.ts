import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, svixV1 } from './shared/standard.ts'

/** Checked against @clerk/backend 3.25.0 (verifyWebhook), which reads both the svix- and the webhook- names. */
export const clerk: Provider = {
  id: 'clerk',
  name: 'Clerk',
  evidence: 'sdk',
  schemes: [svixV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('type')] }],
  // Nothing in the headers says Clerk rather than another sender by Svix.
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries:
    'Sent through Svix, whose default schedule is eight attempts over a little more than a day (at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h).',
  setup: {
    url: 'https://dashboard.clerk.com',
    paste: 'Your application, Configure, Webhooks, Add Endpoint: paste the URL as Endpoint URL.',
    secret: 'The endpoint’s page in Clerk’s dashboard, “Signing Secret” (whsec_…).',
  },
  secretCheck: [
    {
      startsWith: 'sk_',
      message: 'This looks like a Clerk secret key (sk_…), not a signing secret (whsec_…). Open the webhook endpoint in Clerk’s dashboard.',
    },
    {
      startsWith: 'pk_',
      message:
        'This looks like a Clerk publishable key (pk_…), not a signing secret (whsec_…). Open the webhook endpoint in Clerk’s dashboard.',
    },
  ],
}
