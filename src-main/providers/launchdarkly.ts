import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Several secondary sources, among them Sentry’s own receiver, agree on a bare hex digest of the body. */
export const launchdarkly: Provider = {
  id: 'launchdarkly',
  name: 'LaunchDarkly',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-LD-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The text in the webhook’s Secret.' },
      signature: { place: header('X-LD-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('_id')] }],
  eventType: [{ parts: [body('kind'), { ...body('titleVerb'), optional: true }], join: ': ' }],
  detect: [{ header: 'X-LD-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'LaunchDarkly’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://launchdarkly.com/docs/home/infrastructure/webhooks',
    paste: 'Integrations, Webhooks, Add integration: paste the URL.',
    secret: 'The same form, “Sign this webhook”, Secret.',
  },
  secretCheck: [
    { startsWith: 'sdk-', message: 'This looks like a LaunchDarkly SDK key (sdk-…), not the webhook’s secret.' },
    { startsWith: 'api-', message: 'This looks like a LaunchDarkly access token (api-…), not the webhook’s secret.' },
  ],
}
