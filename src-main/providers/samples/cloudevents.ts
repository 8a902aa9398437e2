import type { JsonTemplate, Sample } from '#domain/samples.ts'

/** The event in the headers, its data as the body. */
const binary = (type: string, data: JsonTemplate): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['ce-specversion', '1.0'],
    ['ce-id', '{{uuid}}'],
    ['ce-source', '/mugs/orders'],
    ['ce-type', type],
    ['ce-time', '{{iso}}'],
  ],
  body: { json: data },
})

/** The event as one JSON document. */
const structured = (type: string, data: JsonTemplate): Pick<Sample, 'eventType' | 'contentType' | 'body'> => ({
  eventType: type,
  contentType: 'application/cloudevents+json; charset=utf-8',
  body: {
    json: { specversion: '1.0', id: '{{uuid}}', source: '/mugs/orders', type, time: '{{iso}}', datacontenttype: 'application/json', data },
  },
})

export const cloudevents: readonly Sample[] = [
  {
    id: 'order-created',
    title: 'Order created (binary mode)',
    ...binary('com.example.order.created', { order: 'A-{{number:5}}', total: 4200 }),
  },
  {
    id: 'order-shipped',
    title: 'Order shipped (structured mode)',
    ...structured('com.example.order.shipped', { order: 'A-{{number:5}}' }),
  },
  {
    id: 'payment-failed',
    title: 'Payment failed (structured mode)',
    failure: true,
    ...structured('com.example.payment.failed', { order: 'A-{{number:5}}', reason: 'card_declined' }),
  },
]
