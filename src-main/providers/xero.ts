import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** Secondary sources. Xero probes with right and wrong signatures and wants an empty 200 and a 401 for them. */
export const xero: Provider = {
  id: 'xero',
  name: 'Xero',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (x-xero-signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The app’s webhooks key, used as plain text.'),
      signature: { place: header('x-xero-signature'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ each: 'events[]', parts: [body('resourceId'), body('eventType'), body('eventDateUtc')], join: '.' }],
  eventType: [{ parts: [body('events[].eventCategory'), body('events[].eventType')] }],
  detect: [{ header: 'x-xero-signature', weight: 0.95 }],
  handshakes: [
    {
      name: 'intent to receive',
      method: 'POST',
      when: [
        { place: body('entropy') },
        { place: body('firstEventSequence'), equals: '0' },
        { place: body('lastEventSequence'), equals: '0' },
      ],
      trust: { by: 'verified' },
      answer: { status: 200 },
      refuseStatus: 401,
    },
  ],
  credentials: noCredentials,
  reply: { failed: { status: 401 } },
  timeoutMs: 5000,
  retries: retriesUnknown,
  setup: {
    url: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
    page: 'https://developer.xero.com/app/manage',
    paste: 'My Apps, your app, Webhooks: paste the URL as Delivery URL, save, then press Send Intent to Receive.',
    secret: 'The “Webhooks key” on the same page. Save it here before you press Send Intent to Receive.',
  },
}
