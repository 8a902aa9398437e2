import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

/**
 * By developer.monday.com. The token is signed and the body is not: whoever sees one token can send other bodies until it ends. Only
 * webhooks made by an app carry one; those of a board made by hand are not signed at all. The token's `aud`, which names the URL that was
 * registered, is not compared: a tunnel or a proxy makes it another one.
 */
export const monday: Provider = {
  id: 'monday',
  name: 'monday.com',
  evidence: 'docs',
  schemes: [
    {
      id: 'hs256',
      name: 'JWT (Authorization)',
      algorithm: 'hmac-sha256',
      key: textKey('The app’s Signing Secret; for app lifecycle webhooks its Client Secret.'),
      signature: { place: header('Authorization'), encoding: 'base64url' },
      token: {},
      content: '{token}',
    },
  ],
  eventKeys: [{ parts: [body('event.triggerUuid')] }],
  eventType: [{ parts: [body('event.type')] }, { parts: [body('type')] }],
  detect: [],
  hints: [
    { place: { in: 'body', path: 'event.triggerUuid' }, weight: 0.7 },
    { place: { in: 'body', path: 'event.boardId' }, weight: 0.5 },
  ],
  handshakes: [
    {
      name: 'challenge',
      method: 'POST',
      when: [],
      challenge: { place: body('challenge'), pattern: '[A-Za-z0-9_-]{1,512}' },
      trust: { by: 'echo' },
      answer: { status: 200, json: { challenge: '{challenge}' } },
    },
  ],
  credentials: noCredentials,
  timeoutMs: null,
  retries: 'Its retry schedule is not given here, because it was not checked.',
  setup: {
    url: 'https://developer.monday.com/api-reference/docs/webhooks',
    paste: 'Your board, Integrate, Webhooks: choose a recipe and paste the URL.',
    secret: 'Developer Center, your app, General settings, App Credentials, “Signing Secret”.',
  },
}
