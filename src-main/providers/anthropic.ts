import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardV1 } from './shared/standard.ts'

/** Checked against @anthropic-ai/sdk 1.12.0 (beta.webhooks.unwrap), whose types also say that the event’s kind lies in its data. */
export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  aliases: ['Claude'],
  evidence: 'sdk',
  schemes: [standardV1],
  eventKeys: [{ parts: [header('webhook-id')] }, { parts: [body('id')] }],
  eventType: [{ parts: [body('data.type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Anthropic’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://platform.claude.com',
    paste: 'Claude Console, Webhooks: add an endpoint with the URL.',
    secret: 'The endpoint’s signing key, shown when it is created (whsec_…).',
  },
  secretCheck: [
    { startsWith: 'sk-ant-', message: 'This looks like an Anthropic API key (sk-ant-…), not a webhook signing key (whsec_…).' },
  ],
}
