import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Several secondary sources, and Atlassian’s announcement of webhook secrets, agree on X-Hub-Signature with sha256. X-Request-UUID is
 * new for each attempt, so it cannot tell a retry.
 */
export const bitbucket: Provider = {
  id: 'bitbucket',
  name: 'Bitbucket Cloud',
  aliases: ['Atlassian'],
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Hub-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The text you entered or generated as Secret.' },
      signature: { place: header('X-Hub-Signature'), assign: '=', field: 'sha256', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [header('X-Event-Key')] }],
  detect: [
    { header: 'X-Event-Key', weight: 0.6 },
    { header: 'X-Hook-UUID', weight: 0.8 },
    { header: 'X-Attempt-Number', weight: 0.5 },
    { header: 'User-Agent', startsWith: 'Bitbucket-Webhooks/', weight: 0.8 },
    { header: 'X-Hub-Signature', startsWith: 'sha256=', weight: 0.2 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Bitbucket Cloud’s retry schedule is not recorded here; see its documentation.',
  retryCount: { place: header('X-Attempt-Number'), first: 1 },
  setup: {
    url: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
    paste: 'Repository settings, Webhooks, Add webhook: paste the URL.',
    secret: 'The text in the webhook’s “Secret”; it is shown only while you enter or generate it.',
  },
}
