import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

/** By Okta's developer documentation: event hooks send a secret of yours and sign nothing. */
export const okta: Provider = {
  id: 'okta',
  name: 'Okta',
  aliases: ['Auth0 by Okta'],
  evidence: 'docs',
  schemes: [
    {
      id: 'secret',
      name: 'Secret in a header (Authorization)',
      algorithm: 'token',
      key: textKey('The authentication secret you entered for the event hook.'),
      signature: { place: header('Authorization'), encoding: 'hex' },
      content: '',
    },
  ],
  eventKeys: [{ parts: [body('data.events[].uuid')] }, { parts: [body('eventId')] }],
  eventType: [{ parts: [body('data.events[].eventType')] }, { parts: [body('eventType')] }],
  detect: [{ header: 'X-Okta-Verification-Challenge', weight: 0.95 }],
  handshakes: [
    {
      name: 'one-time verification',
      method: 'GET',
      when: [],
      challenge: { place: header('X-Okta-Verification-Challenge'), pattern: '[\\x21-\\x7e]{1,512}' },
      trust: { by: 'echo' },
      answer: { status: 200, json: { verification: '{challenge}' } },
    },
  ],
  credentials: noCredentials,
  timeoutMs: 3000,
  retries: 'Okta retries once, but not after a 4xx.',
  setup: {
    url: 'https://developer.okta.com/docs/concepts/event-hooks/',
    paste:
      'Admin Console, Workflow, Event Hooks, Create: paste the URL, enter “Authorization” as the authentication field, then press Verify.',
    secret: 'The “Authentication secret” you enter in the same form.',
  },
}
