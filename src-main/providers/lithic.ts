import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/** Checked against lithic 0.145.0 (webhooks.verifySignature), which reads the webhook- names. */
export const lithic: Provider = {
  id: 'lithic',
  name: 'Lithic',
  evidence: 'sdk',
  schemes: [standardV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('event_type')] }, { parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Lithic’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://docs.lithic.com/docs/events-api',
    paste: 'Create an event subscription in Lithic’s dashboard or Events API and pass the URL in it.',
    secret: 'The event subscription’s secret, in the dashboard or from the Events API (whsec_…).',
  },
}
