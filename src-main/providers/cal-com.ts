import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Several secondary sources agree on the header and the hex digest of the body. */
export const calCom: Provider = {
  id: 'cal-com',
  name: 'Cal.com',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Cal-Signature-256)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The text you entered as Secret.' },
      signature: { place: header('X-Cal-Signature-256'), encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('triggerEvent'), body('payload.uid'), body('createdAt')], join: '|' }],
  eventType: [{ parts: [body('triggerEvent')] }],
  detect: [{ header: 'X-Cal-Signature-256', weight: 0.95 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Cal.com’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://app.cal.com/settings/developer/webhooks',
    paste: 'Settings, Developer, Webhooks, New: paste the URL as Subscriber URL.',
    secret: 'The text in “Secret” in the same form; without one, nothing is signed.',
  },
}
