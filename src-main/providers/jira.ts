import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/**
 * Atlassian’s “Managing webhooks” for Jira Data Center (confluence.atlassian.com) prints the header, and secondary sources say the same
 * of the Cloud; the webhook’s identifier stays the same over retries, as Atlassian’s description of the headers says.
 */
export const jira: Provider = {
  id: 'jira',
  name: 'Jira',
  aliases: ['Atlassian'],
  evidence: 'docs',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (X-Hub-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The text you entered or generated as the webhook’s Secret.' },
      signature: { place: header('X-Hub-Signature'), assign: '=', field: 'sha256', encoding: 'hex' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [header('X-Atlassian-Webhook-Identifier')] }],
  eventType: [{ parts: [body('webhookEvent')] }],
  detect: [
    { header: 'X-Atlassian-Webhook-Identifier', weight: 0.9 },
    { header: 'X-Atlassian-Webhook-Flow', weight: 0.7 },
    { header: 'X-Hub-Signature', startsWith: 'sha256=', weight: 0.2 },
  ],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: null,
  retries: 'Jira’s retry schedule is not recorded here; see its documentation.',
  setup: {
    url: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
    paste: 'Settings, System, WebHooks, Create a WebHook: paste the URL.',
    secret: 'The text in the webhook’s “Secret”; it is shown only while you enter or generate it.',
  },
}
