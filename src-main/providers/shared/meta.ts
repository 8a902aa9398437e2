import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './words.ts'

const key = textKey('The app’s App secret: 32 characters of 0-9 and a-f.')

/**
 * What Facebook, Instagram and WhatsApp share. Two secondary sources agree, and the scheme is GitHub's to the letter. The body is signed
 * as it is sent, with characters outside ASCII as \u escapes. A subscription is confirmed with a token that the user chose.
 */
export const meta = {
  evidence: 'secondary',
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
  handshakes: [
    {
      name: 'hub.challenge',
      method: 'GET',
      when: [{ place: { in: 'query', name: 'hub.mode' }, equals: 'subscribe' }],
      challenge: { place: { in: 'query', name: 'hub.challenge' }, pattern: '[A-Za-z0-9_-]{1,128}' },
      trust: { by: 'echo' },
      verifyToken: { place: { in: 'query', name: 'hub.verify_token' }, role: 'verify-token' },
      answer: { status: 200, text: '{challenge}' },
      refuseStatus: 403,
    },
  ],
  credentials: { ...noCredentials, query: ['hub.verify_token'] },
  timeoutMs: null,
} satisfies Partial<Provider>
