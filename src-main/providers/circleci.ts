import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** CircleCI’s own documentation (github.com/circleci/circleci-docs, outbound webhooks), with its three example signatures. */
export const circleci: Provider = {
  id: 'circleci',
  name: 'CircleCI',
  evidence: 'docs',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (circleci-signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s secret token.' },
      signature: { place: header('circleci-signature'), separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [header('circleci-event-type')] }, { parts: [body('type')] }],
  detect: [
    { header: 'circleci-signature', weight: 0.95 },
    { header: 'circleci-event-type', weight: 0.9 },
    { header: 'User-Agent', startsWith: 'CircleCI-Webhook/', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 10_000,
  retries: 'CircleCI retries after a failure or timeout; its documentation does not say how often.',
  setup: {
    url: 'https://circleci.com/docs/outbound-webhooks',
    page: 'https://app.circleci.com/',
    paste: 'Project Settings, Webhooks, Add Webhook: paste the URL.',
    secret: 'The text in “Secret token” in the same form.',
  },
  secretCheck: [{ startsWith: 'CCIPAT_', message: 'This looks like a CircleCI API token (CCIPAT_…), not the webhook’s secret token.' }],
}
