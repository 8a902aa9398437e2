import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { KeyFormat } from '#domain/signature/scheme.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

const key: KeyFormat = { role: 'signing', decode: 'hex', hint: 'The webhook’s HMAC key: 64 characters of 0-9 and A-F.' }
const signed = [
  'pspReference?',
  'originalReference?',
  'merchantAccountCode?',
  'merchantReference?',
  'amount.value?',
  'amount.currency?',
  'eventCode?',
  'success?',
]
const items = 'notificationItems[].NotificationRequestItem'

/**
 * Checked against @adyen/api-library 32.1.0 and the documented example. Each item of a payment notification is signed by itself and
 * not the body: what else is in it is not protected. Every item must be right.
 */
export const adyen: Provider = {
  id: 'adyen',
  name: 'Adyen',
  evidence: 'sdk',
  schemes: [
    {
      id: 'payments',
      name: 'HMAC-SHA256 in each item (additionalData.hmacSignature)',
      algorithm: 'hmac-sha256',
      key,
      signature: { place: body('additionalData.hmacSignature'), encoding: 'base64' },
      each: items,
      content: signed.map(name => `{body:${name}}`).join(':'),
    },
    {
      id: 'platform',
      name: 'HMAC-SHA256 of the body (HmacSignature)',
      algorithm: 'hmac-sha256',
      key,
      signature: { place: header('HmacSignature'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ each: items, parts: [body('pspReference'), body('eventCode'), body('success')], join: '.' }],
  eventType: [{ parts: [body(`${items}.eventCode`)] }, { parts: [body('type')] }],
  detect: [
    { header: 'HmacSignature', weight: 0.6 },
    { header: 'User-Agent', startsWith: 'Adyen HttpClient', weight: 0.7 },
  ],
  hints: [{ place: { in: 'body', path: 'notificationItems[].NotificationRequestItem.pspReference' }, weight: 0.9 }],
  handshakes: [],
  credentials: noCredentials,
  reply: { verified: { status: 200, contentType: 'text/plain; charset=utf-8', body: '[accepted]' } },
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://docs.adyen.com/development-resources/webhooks',
    paste: 'Customer Area, Developers, Webhooks, add a Standard webhook: paste the URL.',
    secret: 'In the same form, HMAC key, Generate; copy it at once, it is shown only once.',
  },
}
