import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { retriesUnknown, textKey } from './shared/words.ts'

const common = {
  algorithm: 'hmac-sha1',
  key: textKey('The account’s Auth Token: 32 characters of 0-9 and a-f. Not an API key secret (SK…).'),
  signature: { place: header('X-Twilio-Signature'), encoding: 'base64' },
  // The SDK tries these, and last the query as Node's old `querystring` writes it, which is left out: nobody signs so any more.
  urlForms: ['as-received', 'without-port', 'with-port', 'normalised'],
} satisfies Partial<Scheme>

/**
 * Checked against twilio 6.2.0 and the documented example. Its `I-Twilio-Idempotency-Token` header is left out of the event keys: no
 * second source says that it stays the same over retries.
 */
export const twilio: Provider = {
  id: 'twilio',
  name: 'Twilio',
  aliases: ['SMS'],
  evidence: 'sdk',
  schemes: [
    { id: 'form', name: 'HMAC-SHA1 of URL and form (X-Twilio-Signature)', ...common, content: '{url}{form}' },
    {
      id: 'json',
      name: 'HMAC-SHA1 of URL with bodySHA256 (X-Twilio-Signature)',
      ...common,
      content: '{url}',
      bodyHash: { at: { in: 'query', name: 'bodySHA256' }, encoding: 'hex' },
    },
  ],
  eventKeys: [
    { parts: [body('MessageSid'), body('MessageStatus')], join: '.' },
    { parts: [body('CallSid'), body('CallStatus'), { ...body('SequenceNumber'), optional: true }], join: '.' },
    { parts: [body('MessageSid')] },
  ],
  eventType: [{ parts: [body('MessageStatus')] }, { parts: [body('CallStatus')] }, { parts: [body('SmsStatus')] }],
  detect: [
    { header: 'X-Twilio-Signature', weight: 0.95 },
    { header: 'I-Twilio-Idempotency-Token', weight: 0.8 },
    { header: 'User-Agent', startsWith: 'TwilioProxy', weight: 0.7 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
    page: 'https://console.twilio.com/',
    paste: 'Console, Phone Numbers, your number: paste the URL under Voice or Messaging, or pass it as statusCallback in the API call.',
    secret: 'Console, Account Dashboard, Account Info, “Auth Token”.',
  },
  secretCheck: [
    { startsWith: 'SK', message: 'This looks like the SID of a Twilio API key. Webhooks are signed with the account’s Auth Token.' },
    { startsWith: 'AC', message: 'This looks like a Twilio Account SID. Webhooks are signed with the account’s Auth Token.' },
  ],
}
