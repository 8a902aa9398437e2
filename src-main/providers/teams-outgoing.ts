import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Microsoft’s own documentation (github.com/MicrosoftDocs/msteams-docs, Create an Outgoing Webhook). The security token is base64. */
export const teamsOutgoing: Provider = {
  id: 'teams-outgoing',
  name: 'Microsoft Teams (outgoing webhook)',
  aliases: ['Microsoft Teams'],
  evidence: 'docs',
  schemes: [
    {
      id: 'hmac',
      name: 'HMAC-SHA256 (Authorization: HMAC)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'base64', hint: 'The security token that Teams showed, in base64.' },
      signature: { place: header('Authorization'), prefix: 'HMAC ', encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('id')] }],
  eventType: [{ parts: [body('type')] }],
  detect: [{ header: 'Authorization', startsWith: 'HMAC ', weight: 0.7 }],
  handshakes: [],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 5000,
  retries: 'Teams waits for the response and shows it in the channel; its documentation does not mention retries.',
  setup: {
    url: 'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook',
    paste: 'Manage team, Apps, Create an Outgoing Webhook: paste the URL as Callback URL.',
    secret: 'The security token in the window that opens after Create; it is shown once.',
  },
}
