import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { meta } from './shared/meta.ts'

const value = 'entry[].changes[].value'

/** WhatsApp Business Platform. Facts: shared/meta.ts. Its requests cannot be told from Facebook's by their headers, so it is never guessed. */
export const whatsapp: Provider = {
  ...meta,
  id: 'whatsapp',
  name: 'WhatsApp',
  aliases: ['Meta', 'WhatsApp Cloud API'],
  eventKeys: [
    { parts: [body(`${value}.messages[].id`)] },
    // One message has several statuses: sent, delivered, read.
    { each: `${value}.statuses[]`, parts: [body('id'), body('status')], join: '.' },
  ],
  eventType: [
    { parts: [body(`${value}.messages[].type`)] },
    { parts: [body(`${value}.statuses[].status`)] },
    { parts: [body('entry[].changes[].field')] },
  ],
  detect: [],
  hints: [{ place: { in: 'body', path: 'object' }, equals: 'whatsapp_business_account', weight: 0.9 }],
  retries: 'Meta retries immediately, then less and less often, for up to seven days.',
  setup: {
    url: 'https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks',
    page: 'https://developers.facebook.com/apps/',
    paste:
      'App Dashboard, WhatsApp, Configuration: paste the URL as Callback URL and enter a Verify token; save the same token here first.',
    secret: 'App Dashboard, App settings, Basic, “App secret”.',
  },
}
