import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { standardKeys, standardV1 } from './shared/standard.ts'

/** Checked against openai 6.49.0 (webhooks.verifySignature), which allows five minutes either way. */
export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  aliases: ['ChatGPT'],
  evidence: 'sdk',
  schemes: [standardV1],
  eventKeys: standardKeys,
  eventType: [{ parts: [body('type')] }],
  detect: [],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'OpenAI’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://platform.openai.com/settings/project/webhooks',
    paste: 'Your project’s settings, Webhooks, Create: paste the URL there.',
    secret: 'Shown once, when the webhook is created (whsec_…); if you lose it, rotate it in the same place.',
  },
  secretCheck: [
    {
      startsWith: 'sk-',
      message:
        'This looks like an OpenAI API key (sk-…), not a webhook secret (whsec_…). The webhook’s secret is shown when it is created.',
    },
  ],
}
