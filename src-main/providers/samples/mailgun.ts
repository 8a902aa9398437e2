import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (name: string, more: { readonly [name: string]: JsonTemplate } = {}): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: name,
  body: {
    json: {
      signature: { token: '{{hex:50}}', timestamp: '{{s-text}}', signature: '{{hex:64}}' },
      'event-data': {
        event: name,
        id: '{{alnum:22}}',
        timestamp: '{{s}}',
        recipient: 'ada@example.com',
        message: {
          headers: { from: 'shop@example.com', to: 'ada@example.com', subject: 'Your mugs', 'message-id': '{{hex:24}}@mg.example.com' },
        },
        tags: ['order'],
        ...more,
      },
    },
  },
})

export const mailgun: readonly Sample[] = [
  { id: 'delivered', title: 'Delivered', ...event('delivered', { 'delivery-status': { code: 250, message: 'OK', 'attempt-no': 1 } }) },
  {
    id: 'bounced',
    title: 'Delivery bounced',
    failure: true,
    ...event('failed', {
      severity: 'permanent',
      reason: 'bounce',
      'delivery-status': { code: 550, message: 'There is no such mailbox.', 'attempt-no': 1 },
    }),
  },
  {
    id: 'delayed',
    title: 'Delivery delayed',
    failure: true,
    ...event('failed', {
      severity: 'temporary',
      reason: 'generic',
      'delivery-status': { code: 451, message: 'Try again later.', 'retry-seconds': 600 },
    }),
  },
  { id: 'complained', title: 'Reported as spam', failure: true, ...event('complained') },
  { id: 'opened', title: 'Opened', ...event('opened', { ip: '203.0.113.7', geolocation: { country: 'DE', city: 'Berlin' } }) },
]
