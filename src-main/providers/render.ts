import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/** Two secondary sources agree that Render follows Standard Webhooks; not checked against its own documentation. */
export const render: Provider = {
  id: 'render',
  name: 'Render',
  aliases: ['Render.com'],
  evidence: 'secondary',
  schemes: [standardV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Render’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://dashboard.render.com',
    paste: 'Your workspace, Integrations, Webhooks, Create Webhook: paste the URL there.',
    secret: 'The webhook’s page in Render’s dashboard, “Signing Secret”.',
  },
}
