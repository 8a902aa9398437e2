import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * dev.frontapp.com: Application webhooks (SHA-256 over time and body, and the challenge when the webhook is saved), Rule webhooks (SHA-1
 * over the body) and Security (five minutes). That the challenge is answered as JSON is from secondary sources.
 */
export const front: Provider = {
  id: 'front',
  name: 'Front',
  evidence: 'docs',
  schemes: [
    {
      id: 'application',
      name: 'Application webhook: HMAC-SHA256 (X-Front-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The application’s signing key.' },
      signature: { place: header('X-Front-Signature'), encoding: 'base64' },
      timestamp: { at: header('X-Front-Request-Timestamp'), unit: 'ms', toleranceSeconds: 300 },
      content: '{timestamp}:{body}',
    },
    {
      id: 'rule',
      name: 'Rule webhook: HMAC-SHA1 (X-Front-Signature)',
      algorithm: 'hmac-sha1',
      key: { role: 'signing', decode: 'utf8', hint: 'The company’s API secret.' },
      signature: { place: header('X-Front-Signature'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('payload.id')] }, { parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [
    { header: 'X-Front-Signature', weight: 0.95 },
    { header: 'X-Front-Request-Timestamp', weight: 0.8 },
    { header: 'X-Front-Challenge', weight: 0.9 },
  ],
  handshakes: [
    {
      name: 'X-Front-Challenge',
      method: 'POST',
      when: [{ place: header('X-Front-Challenge') }],
      challenge: { place: header('X-Front-Challenge'), pattern: '[\\x21-\\x7e]{1,512}' },
      trust: { by: 'echo', signed: true },
      answer: { status: 200, json: { challenge: '{challenge}' } },
    },
  ],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Front’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dev.frontapp.com/docs/webhooks-1',
    paste: 'Settings, Developers, your app, Features, Application webhook: paste the URL; or a rule’s “Send to a webhook”.',
    secret: 'Your app’s Basic information, “Signing key”; for rule webhooks, the API secret under Developers.',
  },
}
