import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/** Checked against dodopayments 2.52.0 (webhooks.unwrap). */
export const dodoPayments: Provider = {
  id: 'dodo-payments',
  name: 'Dodo Payments',
  evidence: 'sdk',
  schemes: [standardV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Dodo Payments’ retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://docs.dodopayments.com',
    paste: 'Developer, Webhooks: add an endpoint with the URL.',
    secret: 'The endpoint’s page in the dashboard, or the API’s “retrieve webhook secret” (whsec_…).',
  },
}
