import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import { meta } from './shared/meta.ts'

/** Facts: shared/meta.ts. Its requests cannot be told from Facebook's by their headers, so it is never guessed. */
export const instagram: Provider = {
  ...meta,
  id: 'instagram',
  name: 'Instagram',
  aliases: ['Meta'],
  eventKeys: [{ parts: [body('entry[].messaging[].message.mid')] }, { each: 'entry[]', parts: [body('id'), body('time')], join: '.' }],
  eventType: [{ parts: [body('object'), { ...body('entry[].changes[].field'), optional: true }] }],
  detect: [],
  hints: [{ place: { in: 'body', path: 'object' }, equals: 'instagram', weight: 0.9 }],
  retries: 'Meta retries immediately, then less and less often, for 36 hours.',
  setup: {
    url: 'https://developers.facebook.com/docs/instagram-platform/webhooks',
    page: 'https://developers.facebook.com/apps/',
    paste: 'App Dashboard, Instagram, Webhooks: paste the URL as Callback URL and enter a Verify token; save the same token here first.',
    secret: 'App Dashboard, Instagram, API setup, “Instagram app secret”; for apps with Facebook Login, the App secret.',
  },
}
