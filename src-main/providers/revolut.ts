import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * developer.revolut.com, Verify the payload signature, with its published example; several signatures during a rotation. Five minutes
 * are its advice.
 */
export const revolut: Provider = {
  id: 'revolut',
  name: 'Revolut',
  evidence: 'docs',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (Revolut-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', startsWith: 'wsk_', hint: 'The webhook’s signing_secret; it starts with wsk_.' },
      signature: { place: header('Revolut-Signature'), separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
      timestamp: { at: header('Revolut-Request-Timestamp'), unit: 'ms', toleranceSeconds: 300 },
      content: 'v1.{timestamp}.{body}',
    },
  ],
  // Business events; the ones of the Merchant API carry neither an id nor a time of their own.
  eventKeys: [{ parts: [body('event'), body('data.id'), body('timestamp')], join: '|' }],
  eventType: [{ parts: [body('event')] }],
  detect: [
    { header: 'Revolut-Signature', weight: 0.95 },
    { header: 'Revolut-Request-Timestamp', weight: 0.9 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Revolut’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developer.revolut.com',
    paste: 'Create the webhook with the Business or Merchant API and pass the URL as url.',
    secret: 'The signing_secret in the response, or when you retrieve the webhook.',
  },
}
