import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown, textKey } from './shared/words.ts'

/** Secondary sources that agree, libraries among them that copy Twitch’s own example. */
export const twitch: Provider = {
  id: 'twitch',
  name: 'Twitch',
  evidence: 'secondary',
  schemes: [
    {
      id: 'sha256',
      name: 'HMAC-SHA256 (Twitch-Eventsub-Message-Signature)',
      algorithm: 'hmac-sha256',
      key: textKey('The secret you gave when you created the subscription: 10 to 100 characters.'),
      signature: { place: header('Twitch-Eventsub-Message-Signature'), assign: '=', field: 'sha256', encoding: 'hex' },
      messageId: header('Twitch-Eventsub-Message-Id'),
      timestamp: { at: header('Twitch-Eventsub-Message-Timestamp'), unit: 'iso', toleranceSeconds: 600 },
      content: '{id}{timestamp}{body}',
    },
  ],
  eventKeys: [{ parts: [header('Twitch-Eventsub-Message-Id')] }],
  eventType: [{ parts: [header('Twitch-Eventsub-Subscription-Type')] }, { parts: [body('subscription.type')] }],
  detect: [
    { header: 'Twitch-Eventsub-Message-Signature', weight: 0.95 },
    { header: 'Twitch-Eventsub-Message-Id', weight: 0.8 },
  ],
  handshakes: [
    {
      name: 'webhook_callback_verification',
      method: 'POST',
      when: [{ place: header('Twitch-Eventsub-Message-Type'), equals: 'webhook_callback_verification' }],
      challenge: { place: body('challenge'), pattern: '[\\x21-\\x7e]{1,512}' },
      trust: { by: 'echo', signed: true },
      answer: { status: 200, text: '{challenge}' },
      refuseStatus: 403,
    },
  ],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  retryCount: { place: header('Twitch-Eventsub-Message-Retry'), first: 0 },
  setup: {
    url: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
    page: 'https://dev.twitch.tv/console/apps',
    paste: 'Create the subscription through the API (POST /helix/eventsub/subscriptions) with the URL as transport.callback.',
    secret: 'The transport.secret in the same call: any text you choose.',
  },
}
