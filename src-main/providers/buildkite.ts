import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Buildkite’s own documentation (github.com/buildkite/docs, webhooks): a signature over time and body, or the token itself. The time is
 * that of the dispatch, so five minutes are safe. Requests carry no id.
 */
export const buildkite: Provider = {
  id: 'buildkite',
  name: 'Buildkite',
  evidence: 'docs',
  schemes: [
    {
      id: 'signature',
      name: 'HMAC-SHA256 (X-Buildkite-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s token.' },
      signature: { place: header('X-Buildkite-Signature'), separator: ',', assign: '=', field: 'signature', encoding: 'hex' },
      timestamp: { at: { in: 'signature', field: 'timestamp' }, unit: 's', toleranceSeconds: 300 },
      content: '{timestamp}.{body}',
    },
    {
      id: 'token',
      name: 'Token (X-Buildkite-Token)',
      algorithm: 'token',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s token.' },
      signature: { place: header('X-Buildkite-Token'), encoding: 'hex' },
      content: '',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [header('X-Buildkite-Event')] }],
  detect: [
    { header: 'X-Buildkite-Event', weight: 0.9 },
    { header: 'X-Buildkite-Signature', weight: 0.9 },
    { header: 'X-Buildkite-Token', weight: 0.9 },
    { header: 'User-Agent', startsWith: 'Buildkite-Request', weight: 0.7 },
  ],
  handshakes: [],
  credentials: { headers: ['X-Buildkite-Token'], query: [], body: [] },
  timeoutMs: null,
  retries: 'Buildkite’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://buildkite.com/docs/apis/webhooks',
    paste: 'Settings, Notification Services, Webhook, Add: paste the URL as Webhook URL.',
    secret: 'The same form, “Token”; choose there whether it is sent as it is or used to sign.',
  },
  secretCheck: [{ startsWith: 'bkua_', message: 'This looks like a Buildkite API token (bkua_…), not the webhook’s token.' }],
}
