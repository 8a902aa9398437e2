import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** Checked against @notionhq/client 5.26.0. The key is the token of the first, unsigned request, which is shown and may be kept. */
export const notion: Provider = {
  id: 'notion',
  name: 'Notion',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Notion-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The verification_token that Notion sent when the subscription was created; it starts with secret_.'),
      signature: { place: header('X-Notion-Signature'), assign: '=', field: 'sha256', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'X-Notion-Signature', weight: 0.95 }],
  handshakes: [
    {
      name: 'verification_token',
      method: 'POST',
      when: [{ place: body('verification_token') }],
      challenge: { place: body('verification_token'), pattern: '[\\x21-\\x7e]{8,256}' },
      trust: { by: 'echo' },
      learn: 'signing',
      answer: { status: 200 },
    },
  ],
  credentials: { ...noCredentials, body: ['verification_token'] },
  timeoutMs: null,
  retries: retriesUnknown,
  retryCount: { place: body('attempt_number'), first: 1 },
  setup: {
    url: 'https://developers.notion.com/reference/webhooks',
    page: 'https://www.notion.so/profile/integrations',
    paste: 'Your integration, Webhooks, Create a subscription: paste the URL, then enter the verification_token that arrives here.',
    secret: 'It arrives automatically: Notion’s first request carries it as verification_token.',
  },
  secretCheck: [
    {
      startsWith: 'ntn_',
      message: 'This looks like a Notion integration token (ntn_…). Use the verification_token of the webhook subscription.',
    },
  ],
}
