import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  kind: 'notification' | 'revocation',
  type: string,
  more: { readonly [name: string]: JsonTemplate },
  status = 'enabled',
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['Twitch-Eventsub-Message-Id', '{{uuid}}'],
    ['Twitch-Eventsub-Message-Retry', '0'],
    ['Twitch-Eventsub-Message-Type', kind],
    ['Twitch-Eventsub-Subscription-Type', type],
    ['Twitch-Eventsub-Subscription-Version', '1'],
  ],
  body: {
    json: {
      subscription: {
        id: '{{uuid}}',
        status,
        type,
        version: '1',
        cost: 1,
        condition: { broadcaster_user_id: '{{digits:8}}' },
        created_at: '{{iso:-2d}}',
      },
      ...more,
    },
  },
})
const broadcaster = { broadcaster_user_id: '{{digits:8}}', broadcaster_user_login: 'mugchannel', broadcaster_user_name: 'MugChannel' }

export const twitch: readonly Sample[] = [
  {
    id: 'stream-online',
    title: 'Stream went live',
    ...event('notification', 'stream.online', { event: { id: '{{digits:11}}', ...broadcaster, type: 'live', started_at: '{{iso}}' } }),
  },
  { id: 'stream-offline', title: 'Stream ended', ...event('notification', 'stream.offline', { event: broadcaster }) },
  {
    id: 'subscription-revoked',
    title: 'Subscription revoked',
    failure: true,
    ...event('revocation', 'stream.online', {}, 'authorization_revoked'),
  },
]
