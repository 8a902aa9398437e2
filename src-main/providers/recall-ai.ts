import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, svixV1 } from './shared/standard.ts'

/** Two secondary sources agree that Recall.ai sends through Svix; not checked against its own documentation. */
export const recallAi: Provider = {
  id: 'recall-ai',
  name: 'Recall.ai',
  evidence: 'secondary',
  schemes: [svixV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('event')] }, { parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries:
    'Sent through Svix, whose default schedule is eight attempts over a little more than a day (at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h).',
  setup: {
    url: 'https://docs.recall.ai',
    paste: 'Recall.ai’s dashboard, Webhooks, Add Endpoint: paste the URL there.',
    secret: 'The endpoint’s page in Recall.ai’s dashboard, “Signing Secret” (whsec_…).',
  },
}
