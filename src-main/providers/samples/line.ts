import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, more: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      destination: 'U{{hex:32}}',
      events: [
        {
          type,
          mode: 'active',
          timestamp: '{{ms}}',
          source: { type: 'user', userId: 'U{{hex:32}}' },
          webhookEventId: '{{ulid}}',
          deliveryContext: { isRedelivery: false },
          ...more,
        },
      ],
    },
  },
})

export const line: readonly Sample[] = [
  {
    id: 'message',
    title: 'Message',
    ...event('message', {
      replyToken: '{{hex:32}}',
      message: { id: '{{digits:18}}', type: 'text', text: 'Do you have blue mugs?', quoteToken: '{{alnum:40}}' },
    }),
  },
  { id: 'follow', title: 'Followed', ...event('follow', { replyToken: '{{hex:32}}', follow: { isUnblocked: false } }) },
  { id: 'unfollow', title: 'Blocked', failure: true, ...event('unfollow', {}) },
]
