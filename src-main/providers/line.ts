import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** Checked against @line/bot-sdk 11.0.0. Its Verify button sends an ordinary signed request without events. */
export const line: Provider = {
  id: 'line',
  name: 'LINE',
  aliases: ['LINE Messaging API'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (x-line-signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The channel secret: 32 characters of 0-9 and a-f.'),
      signature: { place: header('x-line-signature'), encoding: 'base64' },
      content: '{body}',
    },
  ],
  eventKeys: [{ parts: [body('events[].webhookEventId')] }],
  eventType: [{ parts: [body('events[].type')] }],
  detect: [
    { header: 'x-line-signature', weight: 0.95 },
    { header: 'User-Agent', startsWith: 'LineBotWebhook', weight: 0.8 },
  ],
  handshakes: [],
  credentials: { ...noCredentials, body: ['replyToken'] },
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
    page: 'https://developers.line.biz/console/',
    paste: 'LINE Developers Console, your channel, Messaging API: paste the URL as Webhook URL and press Verify.',
    secret: 'Your channel, Basic settings, “Channel secret”.',
  },
}
