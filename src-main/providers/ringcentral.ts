import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Secondary sources, among them a Go library for RingCentral bots, agree on the echoed header. Events are not signed; a subscription may
 * send a token of yours along.
 */
export const ringcentral: Provider = {
  id: 'ringcentral',
  name: 'RingCentral',
  evidence: 'secondary',
  schemes: [
    {
      id: 'verification-token',
      name: 'Verification token (Verification-Token)',
      algorithm: 'token',
      key: { role: 'signing', decode: 'utf8', hint: 'The verificationToken you passed in the subscription.' },
      signature: { place: header('Verification-Token'), encoding: 'hex' },
      content: '',
    },
  ],
  eventKeys: [{ parts: [body('uuid')] }],
  eventType: [{ parts: [body('event')] }],
  detect: [
    { header: 'Validation-Token', weight: 0.8 },
    { header: 'Verification-Token', weight: 0.5 },
  ],
  handshakes: [
    {
      name: 'Validation-Token',
      method: 'POST',
      when: [{ place: header('Validation-Token') }],
      challenge: { place: header('Validation-Token'), pattern: '[\\x21-\\x7e]{1,512}' },
      trust: { by: 'echo' },
      answer: { status: 200, headers: [['Validation-Token', '{challenge}']] },
    },
  ],
  credentials: { headers: ['Verification-Token'], query: [], body: [] },
  timeoutMs: null,
  retries: 'RingCentral’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developers.ringcentral.com/guide/notifications/webhooks',
    paste: 'Create a subscription with the API, deliveryMode WebHook, and pass the URL as address.',
    secret: 'The verificationToken you pass in the same call.',
  },
}
