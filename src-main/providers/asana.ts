import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

/** By developers.asana.com. Its events have no id; an empty list is a heartbeat and signed like the rest. */
export const asana: Provider = {
  id: 'asana',
  name: 'Asana',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Hook-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The X-Hook-Secret that Asana sent when the webhook was created.'),
      signature: { place: header('X-Hook-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('events[].resource.resource_type'), body('events[].action')] }],
  detect: [
    { header: 'X-Hook-Signature', weight: 0.85 },
    { header: 'X-Hook-Secret', weight: 0.85 },
  ],
  handshakes: [
    {
      name: 'X-Hook-Secret',
      method: 'POST',
      when: [],
      challenge: { place: header('X-Hook-Secret'), pattern: '[\\x21-\\x7e]{1,256}' },
      trust: { by: 'echo' },
      learn: 'signing',
      answer: { status: 200, headers: [['X-Hook-Secret', '{challenge}']] },
    },
  ],
  credentials: { ...noCredentials, headers: ['X-Hook-Secret'] },
  timeoutMs: 10_000,
  retries: 'Asana retries for 24 hours at growing intervals, then deletes the webhook; a 410 deletes it at once.',
  setup: {
    url: 'https://developers.asana.com/docs/webhooks-guide',
    page: 'https://app.asana.com/0/my-apps',
    paste: 'Create the webhook through the API (POST /webhooks) with the URL as target, while this Source is running.',
    secret: 'It arrives automatically: Asana’s first request carries it as X-Hook-Secret.',
  },
}
