import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

const common = {
  algorithm: 'hmac-sha256',
  key: textKey('The account’s HTTP webhook signing key. Not an API key.'),
  content: '{timestamp}{id}',
} satisfies Partial<Scheme>
const timestamp = (path: string) => ({ at: body(path), unit: 's', toleranceSeconds: null }) as const

/**
 * By documentation.mailgun.com (Securing webhooks); the form posts of old webhooks by secondary sources. An email with attachments comes as
 * multipart/form-data (docs: receive-http), with the same fields. Only a time and a token are
 * signed and the body is not: a verified request proves that Mailgun made the token, not what the event says. The token is good once.
 */
export const mailgun: Provider = {
  id: 'mailgun',
  name: 'Mailgun',
  evidence: 'secondary',
  schemes: [
    {
      id: 'json',
      name: 'HMAC-SHA256 in the body (signature.signature)',
      ...common,
      signature: { place: body('signature.signature'), encoding: 'hex' },
      messageId: body('signature.token'),
      timestamp: timestamp('signature.timestamp'),
    },
    {
      id: 'form',
      name: 'HMAC-SHA256 in the form (signature)',
      ...common,
      signature: { place: body('signature'), encoding: 'hex' },
      messageId: body('token'),
      timestamp: timestamp('timestamp'),
    },
  ],
  eventKeys: [{ parts: [body('event-data.id')] }, { parts: [body('token')] }],
  eventType: [{ parts: [body('event-data.event')] }, { parts: [body('event')] }],
  detect: [{ header: 'User-Agent', startsWith: 'mailgun/', weight: 0.8 }],
  hints: [
    { place: { in: 'body', path: 'signature.token' }, weight: 0.5 },
    { place: { in: 'body', path: 'event-data.event' }, weight: 0.7 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
    page: 'https://app.mailgun.com/',
    paste: 'Send, Sending, Webhooks, your domain, Add webhook: paste the URL.',
    secret: 'Send, Sending, Webhooks, “HTTP webhook signing key”.',
  },
}
