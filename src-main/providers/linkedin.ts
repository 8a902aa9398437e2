import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * learn.microsoft.com, LinkedIn webhooks: the challenge, and a signature over the text hmacsha256= followed by the body, under the
 * client secret. That this one is in hex too is said by other people’s code only.
 */
export const linkedin: Provider = {
  id: 'linkedin',
  name: 'LinkedIn',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-LI-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The app’s client secret.' },
      signature: { place: header('X-LI-Signature'), encoding: 'hex' },
      content: 'hmacsha256={body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'X-LI-Signature', weight: 0.95 }],
  handshakes: [
    {
      name: 'challengeCode',
      method: 'GET',
      when: [{ place: { in: 'query', name: 'challengeCode' } }],
      challenge: { place: { in: 'query', name: 'challengeCode' }, pattern: '[0-9A-Fa-f-]{36}' },
      trust: { by: 'token' },
      mac: { hash: 'sha256', role: 'signing', encoding: 'hex' },
      answer: { status: 200, json: { challengeCode: '{challenge}', challengeResponse: '{mac}' } },
    },
  ],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'LinkedIn’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://learn.microsoft.com/linkedin/shared/api-guide/webhook-validation',
    page: 'https://www.linkedin.com/developers/apps',
    paste: 'Your app in the developer portal, Webhooks: register the URL.',
    secret: 'Your app in the developer portal, Auth, “Client Secret”.',
  },
}
