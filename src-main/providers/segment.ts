import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Segment’s own documentation (github.com/segmentio/segment-docs, Webhooks destination): SHA-1 in hex over the body. */
export const segment: Provider = {
  id: 'segment',
  name: 'Segment',
  evidence: 'docs',
  schemes: [
    {
      id: 'sha1',
      name: 'HMAC-SHA1 (X-Signature)',
      algorithm: 'hmac-sha1',
      key: { role: 'signing', decode: 'utf8', hint: 'The destination’s shared secret.' },
      signature: { place: header('X-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('messageId')] }],
  eventType: [{ parts: [body('type'), { ...body('event'), optional: true }], join: ': ' }],
  detect: [
    { header: 'X-Signature', weight: 0.1 },
    { header: 'User-Agent', startsWith: 'Segment', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Segment retries after a 5xx, several times within at most four hours.',
  setup: {
    url: 'https://segment.com/docs/connections/destinations/catalog/webhooks/',
    page: 'https://app.segment.com/',
    paste: 'Destinations, Add Destination, Webhooks: add the URL to the webhook URLs.',
    secret: 'The destination’s settings, “Shared Secret”.',
  },
}
