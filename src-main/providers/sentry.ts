import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/**
 * By docs.sentry.io. Their sample code signs the JSON parsed and written again; what is sent is the same bytes, so only those count, and
 * a rewritten body is an explanation. The time is sent beside the signature and not signed, so it is not checked.
 */
export const sentry: Provider = {
  id: 'sentry',
  name: 'Sentry',
  aliases: ['Sentry.io'],
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Sentry-Hook-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The integration’s Client Secret.'),
      signature: { place: header('Sentry-Hook-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('Request-ID')] }],
  eventType: [{ parts: [header('Sentry-Hook-Resource'), { ...body('action'), optional: true }] }],
  detect: [
    { header: 'Sentry-Hook-Signature', weight: 0.95 },
    { header: 'Sentry-Hook-Resource', weight: 0.9 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
    paste: 'Settings, Custom Integrations, your integration: paste the URL as Webhook URL.',
    secret: 'The same page, Credentials, “Client Secret”.',
  },
}
