import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Checked against @fingerprint/node-sdk 7.7.1 (isValidWebhookSignature); several signatures during a rotation. The body is the
 * identification itself.
 */
export const fingerprint: Provider = {
  id: 'fingerprint',
  name: 'Fingerprint',
  evidence: 'sdk',
  schemes: [
    {
      id: 'v1',
      name: 'HMAC-SHA256 (FPJS-Event-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The webhook’s encryption key for signing.' },
      signature: { place: header('FPJS-Event-Signature'), separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('event_id')] }, { parts: [body('requestId')] }],
  eventType: [],
  detect: [{ header: 'FPJS-Event-Signature', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Fingerprint’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.fingerprint.com',
    paste: 'Dashboard, Webhooks, Add: paste the URL.',
    secret: 'The webhook’s signature key in the dashboard; only plans with signed webhooks have one.',
  },
}
