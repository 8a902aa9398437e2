import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

/**
 * PayPal's webhook schema names the headers; that the checksum is written in decimal is said by secondary sources that agree. So the
 * whole counts as `secondary`.
 */
export const paypal: Provider = {
  id: 'paypal',
  name: 'PayPal',
  evidence: 'secondary',
  schemes: [
    {
      id: 'rsa',
      name: 'RSA-SHA256 with certificate (PAYPAL-TRANSMISSION-SIG)',
      algorithm: 'rsa-sha256',
      key: {
        role: 'account-id',
        decode: 'utf8',
        hint: 'The webhook’s id: 17 letters and digits, shown next to the webhook in the app’s settings.',
      },
      signature: { place: header('PAYPAL-TRANSMISSION-SIG'), encoding: 'base64' },
      content: '{header:PAYPAL-TRANSMISSION-ID}|{header:PAYPAL-TRANSMISSION-TIME}|{secret}|{crc32}',
      when: [{ place: header('PAYPAL-AUTH-ALGO'), equals: 'SHA256withRSA' }],
      certificate: {
        url: header('PAYPAL-CERT-URL'),
        pattern: 'https://api(-m)?(\\.sandbox)?\\.paypal\\.com/v1/notifications/certs/[A-Za-z0-9_-]+',
        owner: 'PayPal',
      },
      unsignable:
        'Only PayPal can sign its webhooks: receivers fetch the certificate from its own hosts, and Hookbench does not have its private key.',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('event_type')] }],
  detect: [
    { header: 'PAYPAL-TRANSMISSION-SIG', weight: 0.95 },
    { header: 'PAYPAL-TRANSMISSION-ID', weight: 0.8 },
    { header: 'PAYPAL-CERT-URL', weight: 0.8 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://developer.paypal.com/api/rest/webhooks/',
    page: 'https://developer.paypal.com/dashboard/applications',
    paste: 'Developer Dashboard, Apps & Credentials, your app, Webhooks, Add Webhook: paste the URL.',
    secret: 'No secret: enter the Webhook ID shown in the same list.',
  },
}
