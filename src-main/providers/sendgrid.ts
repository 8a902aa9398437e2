import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

/** Checked against @sendgrid/eventwebhook 8.0.0, which does not look at the time; nor do we. */
export const sendgrid: Provider = {
  id: 'sendgrid',
  name: 'SendGrid',
  aliases: ['Twilio SendGrid'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'ecdsa',
      name: 'ECDSA P-256 (X-Twilio-Email-Event-Webhook-Signature)',
      algorithm: 'ecdsa-p256',
      key: { role: 'public-key', decode: 'base64', hint: 'The webhook’s Verification Key: base64 that begins with MFkw.' },
      signingKey: { role: 'private-key', decode: 'base64', hint: 'To sign: a P-256 private key in PEM format.' },
      signature: { place: header('X-Twilio-Email-Event-Webhook-Signature'), encoding: 'base64' },
      timestamp: { at: header('X-Twilio-Email-Event-Webhook-Timestamp'), unit: 's', toleranceSeconds: null },
      content: '{timestamp}{body}',
    },
  ],
  eventKeys: [{ parts: [body('[].sg_event_id')] }],
  eventType: [{ parts: [body('[].event')] }],
  detect: [
    { header: 'X-Twilio-Email-Event-Webhook-Signature', weight: 0.95 },
    { header: 'X-Twilio-Email-Event-Webhook-Timestamp', weight: 0.8 },
    { header: 'User-Agent', startsWith: 'SendGrid Event API', weight: 0.7 },
  ],
  handshakes: [],
  credentials: noCredentials,
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
    page: 'https://app.sendgrid.com/settings/mail_settings',
    paste: 'Settings, Mail Settings, Event Webhooks: paste the URL as Post URL and turn on Signature Verification.',
    secret: 'The “Verification Key” (a public key) shown in the same place.',
  },
  secretCheck: [{ startsWith: 'SG.', message: 'This looks like a SendGrid API key (SG…). Use the webhook’s Verification Key.' }],
}
