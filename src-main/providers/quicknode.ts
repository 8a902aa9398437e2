import { header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * quicknode.com, Validate incoming Streams webhook messages: nonce, time and payload one after the other. With compression switched on,
 * QuickNode signs the payload before it is compressed, while we verify the bytes as they came.
 */
export const quicknode: Provider = {
  id: 'quicknode',
  name: 'QuickNode Streams',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-QN-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The stream’s security token.' },
      signature: { place: header('X-QN-Signature'), encoding: 'hex' },
      messageId: header('X-QN-Nonce'),
      timestamp: { at: header('X-QN-Timestamp'), unit: 's', toleranceSeconds: null },
      content: '{id}{timestamp}{body}',
    },
  ],
  eventKeys: [],
  eventType: [],
  detect: [
    { header: 'X-QN-Signature', weight: 0.95 },
    { header: 'X-QN-Nonce', weight: 0.9 },
    { header: 'X-QN-Timestamp', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'QuickNode Streams’ retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.quicknode.com/streams',
    paste: 'Streams, your stream, destination Webhook: paste the URL; leave compression off.',
    secret: 'The stream’s settings, “Security token”.',
  },
}
