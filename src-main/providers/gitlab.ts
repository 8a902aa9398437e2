import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardV1 } from './shared/standard.ts'

/**
 * GitLab’s merge requests 230944 and 231325 (the signing token of 2026, which follows Standard Webhooks) and its documentation of the
 * secret token. Idempotency-Key stays the same over retries and equals webhook-id.
 */
export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  aliases: ['GitLab CI'],
  evidence: 'docs',
  schemes: [
    {
      ...standardV1,
      id: 'signing-token',
      name: 'Signing token: HMAC-SHA256 (webhook-signature, v1)',
      key: { ...standardV1.key, hint: 'The webhook’s signing token: whsec_ followed by 32 bytes in base64.' },
    },
    {
      id: 'secret-token',
      name: 'Secret token (X-Gitlab-Token)',
      algorithm: 'token',
      key: { role: 'signing', decode: 'utf8', hint: 'The text you entered as Secret token.' },
      signature: { place: header('X-Gitlab-Token'), encoding: 'hex' },
      content: '',
    },
  ],
  eventKeys: [{ parts: [header('Idempotency-Key')] }, { parts: [header('webhook-id')] }, { parts: [header('X-Gitlab-Event-UUID')] }],
  eventType: [
    { parts: [body('object_kind'), { ...body('object_attributes.action'), optional: true }] },
    { parts: [header('X-Gitlab-Event')] },
  ],
  // webhook-signature alone is everybody’s; the others are GitLab’s.
  detect: [
    { header: 'X-Gitlab-Event', weight: 0.9 },
    { header: 'X-Gitlab-Webhook-UUID', weight: 0.8 },
    { header: 'X-Gitlab-Token', weight: 0.8 },
    { header: 'X-Gitlab-Instance', weight: 0.7 },
    { header: 'User-Agent', startsWith: 'GitLab/', weight: 0.6 },
    { header: 'webhook-signature', weight: 0.1 },
  ],
  handshakes: [],
  credentials: { headers: ['X-Gitlab-Token'], query: [], body: [] },
  timeoutMs: null,
  retries: 'GitLab’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
    paste: 'Project or group, Settings, Webhooks, Add new webhook: paste the URL.',
    secret: 'The text you enter into “Secret token”, or the “Signing token”, in the same form.',
  },
  secretCheck: [
    { startsWith: 'glpat-', message: 'This looks like a GitLab access token (glpat-…), not a webhook’s secret or signing token.' },
  ],
}
