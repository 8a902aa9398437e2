import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { KeyFormat } from '#domain/signature/scheme.ts'

const key: KeyFormat = { role: 'signing', decode: 'utf8', hint: 'Any text: the one you entered as Secret in the webhook’s settings.' }

/** Checked against @octokit/webhooks-methods 6.0.0 and the documented example (docs.github.com, Validating webhook deliveries). */
export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Hub-Signature-256)',
      algorithm: 'hmac-sha256',
      key,
      signature: { place: header('X-Hub-Signature-256'), assign: '=', field: 'sha256', encoding: 'hex' },
      content: '{body}',
    },
    {
      id: 'sha1',
      name: 'HMAC-SHA1 (X-Hub-Signature, legacy)',
      algorithm: 'hmac-sha1',
      key,
      signature: { place: header('X-Hub-Signature'), assign: '=', field: 'sha1', encoding: 'hex' },
      content: '{body}',
      legacy: true,
    },
  ],
  // The same over redeliveries, as the docs say.
  eventKeys: [{ parts: [header('X-GitHub-Delivery')] }],
  eventType: [{ parts: [header('X-GitHub-Event'), { ...body('action'), optional: true }] }],
  formPayload: 'payload',
  detect: [
    { header: 'X-GitHub-Event', weight: 0.8 },
    { header: 'X-GitHub-Delivery', weight: 0.7 },
    { header: 'X-GitHub-Hook-ID', weight: 0.5 },
    { header: 'User-Agent', startsWith: 'GitHub-Hookshot/', weight: 0.7 },
    { header: 'X-Hub-Signature-256', weight: 0.2 },
  ],
  // `ping` is an ordinary signed event: any 2xx satisfies it.
  handshakes: [],
  credentials: { headers: [], query: [], body: ['secret'] },
  timeoutMs: 10_000,
  retries: 'GitHub does not retry automatically; deliveries from the last three days can be redelivered manually or through its API.',
  setup: {
    url: 'https://docs.github.com/en/webhooks/using-webhooks/creating-webhooks',
    paste: 'Repository or organisation, Settings, Webhooks, Add webhook: paste the URL as Payload URL and choose application/json.',
    secret: 'The secret is the text you enter into “Secret” in the same form.',
  },
  secretCheck: [
    {
      startsWith: 'ghp_',
      message:
        'This looks like a GitHub personal access token (ghp_…), not a webhook secret. Use the text from the webhook’s “Secret” field.',
    },
    {
      startsWith: 'github_pat_',
      message:
        'This looks like a GitHub access token (github_pat_…), not a webhook secret. Use the text from the webhook’s “Secret” field.',
    },
    {
      startsWith: '-----BEGIN',
      message: 'This looks like a GitHub App’s private key, not a webhook secret. Use the text from the webhook’s “Secret” field.',
    },
  ],
}
