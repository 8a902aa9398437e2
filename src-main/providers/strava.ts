import { body } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'

/** developers.strava.com, Webhook Events API. Nothing is signed: only the validation of the subscription carries your verify token. */
export const strava: Provider = {
  id: 'strava',
  name: 'Strava',
  evidence: 'docs',
  schemes: [],
  eventKeys: [{ parts: [body('subscription_id'), body('object_id'), body('aspect_type'), body('event_time')], join: ':' }],
  eventType: [{ parts: [body('object_type'), body('aspect_type')] }],
  detect: [],
  handshakes: [
    {
      name: 'hub.challenge',
      method: 'GET',
      when: [{ place: { in: 'query', name: 'hub.mode' }, equals: 'subscribe' }],
      challenge: { place: { in: 'query', name: 'hub.challenge' }, pattern: '[A-Za-z0-9_-]{1,128}' },
      trust: { by: 'echo' },
      verifyToken: { place: { in: 'query', name: 'hub.verify_token' }, role: 'verify-token' },
      answer: { status: 200, json: { 'hub.challenge': '{challenge}' } },
    },
  ],
  credentials: { headers: [], query: [], body: [] },
  timeoutMs: 2000,
  retries: 'Strava tries three times in all.',
  setup: {
    url: 'https://developers.strava.com/docs/webhooks/',
    page: 'https://www.strava.com/settings/api',
    paste: 'Create the push subscription with the API and pass the URL as callback_url.',
    secret: 'The verify_token you pass in the same call; the events themselves are not signed.',
  },
}
