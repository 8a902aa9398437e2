import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, textKey } from './shared/words.ts'

/** By developers.docusign.com (How to validate an HMAC signature). One header for each key of the account, numbered; any may match. */
export const docusign: Provider = {
  id: 'docusign',
  name: 'DocuSign',
  aliases: ['DocuSign Connect'],
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-DocuSign-Signature-1, …)',
      algorithm: 'hmac-sha256',
      key: textKey('One of the account’s Connect keys.'),
      signature: { place: { in: 'header', names: ['X-DocuSign-Signature-*'], each: true }, encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('data.envelopeId'), body('event'), body('generatedDateTime')], join: '.' }],
  eventType: [{ parts: [body('event')] }],
  detect: [
    { header: 'X-DocuSign-Signature-1', weight: 0.95 },
    { header: 'X-Authorization-Digest', weight: 0.3 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: 'DocuSign retries after five minutes, then doubles the wait each time, for fifteen days.',
  retryCount: { place: body('retryCount'), first: 0 },
  setup: {
    url: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
    paste: 'Settings, Connect, Add Configuration: paste the URL as URL to Publish and turn on HMAC.',
    secret: 'Settings, Connect, Connect Keys: add a key; it is shown once.',
  },
}
