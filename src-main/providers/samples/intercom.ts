import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (topic: string, item: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: topic,
  body: {
    json: {
      type: 'notification_event',
      app_id: '{{lower:8}}',
      id: 'notif_{{uuid}}',
      topic,
      delivery_attempts: 1,
      first_sent_at: '{{s}}',
      created_at: '{{s}}',
      data: { type: 'notification_event_data', item },
    },
  },
})

export const intercom: readonly Sample[] = [
  {
    id: 'conversation-created',
    title: 'Conversation started',
    ...event('conversation.user.created', {
      type: 'conversation',
      id: '{{number:12}}',
      state: 'open',
      source: { type: 'conversation', body: '<p>My mug leaks.</p>' },
    }),
  },
  {
    id: 'conversation-rated',
    title: 'Conversation rated poorly',
    failure: true,
    ...event('conversation.rating.added', {
      type: 'conversation',
      id: '{{number:12}}',
      conversation_rating: { rating: 1, remark: 'It still leaks.' },
    }),
  },
  {
    id: 'contact-unsubscribed',
    title: 'Contact unsubscribed',
    failure: true,
    ...event('contact.unsubscribed', { type: 'contact', id: '{{hex:24}}', email: 'ada@example.com' }),
  },
]
