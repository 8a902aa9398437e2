import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/** Checked against @liveblocks/node 3.24.2 (WebhookHandler), which insists on the whsec_ in front of the secret. */
export const liveblocks: Provider = {
  id: 'liveblocks',
  name: 'Liveblocks',
  evidence: 'sdk',
  schemes: [standardV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Liveblocks’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://liveblocks.io/dashboard',
    paste: 'Your project, Webhooks, Create endpoint: paste the URL there.',
    secret: 'The endpoint’s page in the dashboard, “Signing Secret” (whsec_…).',
  },
  secretCheck: [
    {
      startsWith: 'sk_',
      message:
        'This looks like a Liveblocks secret key (sk_…), not a signing secret (whsec_…). Open the webhook endpoint in the dashboard.',
    },
  ],
}
