import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

const key = textKey('The app’s Client secret.')
const version = header('X-HubSpot-Signature-Version')
const old = {
  algorithm: 'sha256',
  key,
  signature: { place: header('X-HubSpot-Signature'), encoding: 'hex' },
  legacy: true,
} satisfies Partial<Scheme>

/**
 * Checked against @hubspot/api-client 13.5.0, which signs the URL as it is. HubSpot's documents let some punctuation of it be signed
 * unescaped, so v3 tries both.
 */
export const hubspot: Provider = {
  id: 'hubspot',
  name: 'HubSpot',
  aliases: ['HubSpot CRM'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'v3',
      name: 'HMAC-SHA256 (X-HubSpot-Signature-v3)',
      algorithm: 'hmac-sha256',
      key,
      signature: { place: header('X-HubSpot-Signature-v3'), encoding: 'base64' },
      timestamp: { at: header('X-HubSpot-Request-Timestamp'), unit: 'ms', toleranceSeconds: 300 },
      content: '{method}{url}{body}{timestamp}',
      urlForms: ['as-received', 'percent-decoded'],
      vendorAccepts: { future: true },
    },
    {
      id: 'v2',
      name: 'SHA-256 with URL (X-HubSpot-Signature, v2)',
      ...old,
      content: '{secret}{method}{url}{body}',
      when: [{ place: version, equals: 'v2' }],
      sends: [['X-HubSpot-Signature-Version', 'v2']],
    },
    {
      id: 'v1',
      name: 'SHA-256 (X-HubSpot-Signature, v1)',
      ...old,
      content: '{secret}{body}',
      when: [{ place: version, equals: 'v1' }],
      sends: [['X-HubSpot-Signature-Version', 'v1']],
    },
  ],
  eventKeys: [{ parts: [body('[].eventId')] }],
  eventType: [{ parts: [body('[].subscriptionType')] }],
  detect: [
    { header: 'X-HubSpot-Signature-v3', weight: 0.95 },
    { header: 'X-HubSpot-Signature', weight: 0.9 },
    { header: 'X-HubSpot-Request-Timestamp', weight: 0.7 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  retryCount: { place: body('[].attemptNumber'), first: 0 },
  setup: {
    url: 'https://developers.hubspot.com/docs/guides/apps/authentication/validating-requests',
    paste: 'Developer account, your app, Webhooks: paste the URL as Target URL.',
    secret: 'Your app, Auth, “Client secret”.',
  },
  secretCheck: [{ startsWith: 'pat-', message: 'This looks like a HubSpot access token (pat-…). Use the app’s Client secret.' }],
}
