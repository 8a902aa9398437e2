import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { meta } from './shared/meta.ts'

/** Pages, Messenger and the rest of the Graph API's webhooks. Facts: shared/meta.ts. */
export const facebook: Provider = {
  ...meta,
  id: 'facebook',
  name: 'Facebook',
  aliases: ['Meta', 'Messenger'],
  eventKeys: [{ parts: [body('entry[].messaging[].message.mid')] }, { each: 'entry[]', parts: [body('id'), body('time')], join: '.' }],
  eventType: [{ parts: [body('object'), { ...body('entry[].changes[].field'), optional: true }] }],
  detect: [
    { header: 'User-Agent', startsWith: 'facebookexternalua', weight: 0.7 },
    { header: 'User-Agent', startsWith: 'facebookplatform', weight: 0.7 },
    { header: 'X-Hub-Signature-256', weight: 0.15 },
  ],
  hints: [
    { place: { in: 'body', path: 'object' }, equals: 'page', weight: 0.8 },
    { place: { in: 'query', name: 'hub.challenge' }, weight: 0.4 },
  ],
  retries: 'Meta retries immediately, then less and less often, for 36 hours.',
  setup: {
    url: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
    page: 'https://developers.facebook.com/apps/',
    paste:
      'App Dashboard, Webhooks, choose the object: paste the URL as Callback URL and enter a Verify token; save the same token here first.',
    secret: 'App Dashboard, App settings, Basic, “App secret”.',
  },
}
