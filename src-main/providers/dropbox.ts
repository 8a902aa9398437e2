import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/**
 * By Dropbox's mdwebhook sample. Its old version also wants a signature on the GET; the challenge is echoed without one. A notification
 * only says that something changed and has no id.
 */
export const dropbox: Provider = {
  id: 'dropbox',
  name: 'Dropbox',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Dropbox-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The app’s App secret.'),
      signature: { place: header('X-Dropbox-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [],
  detect: [
    { header: 'X-Dropbox-Signature', weight: 0.95 },
    { header: 'User-Agent', startsWith: 'DropboxWebhooks/', weight: 0.8 },
  ],
  handshakes: [
    {
      name: 'challenge',
      method: 'GET',
      when: [],
      challenge: { place: { in: 'query', name: 'challenge' }, pattern: '[\\x21-\\x7e]{1,256}' },
      trust: { by: 'echo' },
      answer: { status: 200, text: '{challenge}' },
    },
  ],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://www.dropbox.com/developers/reference/webhooks',
    page: 'https://www.dropbox.com/developers/apps',
    paste: 'App Console, your app, Settings, Webhooks: paste the URL and press Add.',
    secret: 'App Console, your app, Settings, “App secret”.',
  },
}
