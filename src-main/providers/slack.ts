import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** Checked against @slack/bolt 5.1.0 and the documented example. Stricter than it: a timestamp in the future is refused. */
export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  aliases: ['Slack app', 'Slack events'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'v0',
      name: 'HMAC-SHA256 (X-Slack-Signature)',
      algorithm: 'hmac-sha256',
      key: { role: 'signing', decode: 'utf8', hint: 'The app’s Signing Secret: 32 characters of 0-9 and a-f.' },
      signature: { place: header('X-Slack-Signature'), assign: '=', field: 'v0', encoding: 'hex' },
      timestamp: { at: header('X-Slack-Request-Timestamp'), unit: 's', toleranceSeconds: 300 },
      vendorAccepts: { future: true },
      content: 'v0:{timestamp}:{body}',
    },
  ],
  eventKeys: [{ parts: [body('event_id')] }],
  // Events API, then interactions (`payload` form) and url_verification, then slash commands.
  eventType: [{ parts: [body('event.type')] }, { parts: [body('type')] }, { parts: [body('command')] }],
  formPayload: 'payload',
  detect: [
    { header: 'X-Slack-Signature', weight: 0.9 },
    { header: 'X-Slack-Request-Timestamp', weight: 0.8 },
    { header: 'User-Agent', startsWith: 'Slackbot', weight: 0.5 },
  ],
  handshakes: [
    {
      name: 'url_verification',
      method: 'POST',
      when: [{ place: body('type'), equals: 'url_verification' }],
      challenge: { place: body('challenge'), pattern: '[\\x21-\\x7e]{1,512}' },
      trust: { by: 'echo', signed: true },
      answer: { status: 200, text: '{challenge}' },
    },
  ],
  // `token` is the old verification token, still sent in every body.
  credentials: { headers: [], query: [], body: ['token', 'response_url', 'trigger_id'] },
  timeoutMs: 3000,
  retries:
    'Slack retries an event three times: almost immediately, after one minute and after five minutes (X-Slack-Retry-Num counts them).',
  retryCount: { place: header('X-Slack-Retry-Num'), first: 0, reason: header('X-Slack-Retry-Reason') },
  setup: {
    url: 'https://api.slack.com/apps',
    paste: 'Your app, Event Subscriptions (or Interactivity, or Slash Commands): paste the URL as Request URL.',
    secret: 'Your app, Basic Information, App Credentials, “Signing Secret”.',
  },
  secretCheck: [
    ...['xoxb-', 'xoxp-', 'xapp-'].map(startsWith => ({
      startsWith,
      message: `This looks like a Slack token (${startsWith}…), not the signing secret. Use “Signing Secret” under Basic Information of your app.`,
    })),
  ],
}
