import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against pusher 5.3.4 (webhook). X-Pusher-Key says which app’s secret signed. A request carries a batch of events without ids. */
export const pusher: Provider = {
  id: 'pusher',
  name: 'Pusher Channels',
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Pusher-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The app’s secret, not its key.' },
      signature: { place: header('X-Pusher-Signature'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [],
  eventType: [{ parts: [body('events[].name')] }],
  detect: [
    { header: 'X-Pusher-Signature', weight: 0.95 },
    { header: 'X-Pusher-Key', weight: 0.9 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Pusher Channels’ retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.pusher.com',
    paste: 'Your app, Webhooks: paste the URL and choose the event type.',
    secret: 'Your app, App Keys, “secret”.',
  },
}
