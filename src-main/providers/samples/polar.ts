import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [['webhook-id', '{{uuid}}']],
  body: { json: { type, timestamp: '{{iso}}', data } },
})
const customer = { id: '{{uuid}}', email: 'ada@example.com', name: 'Ada Example' }

export const polar: readonly Sample[] = [
  {
    id: 'order-paid',
    title: 'Order paid',
    ...event('order.paid', { id: '{{uuid}}', status: 'paid', total_amount: 2900, currency: 'usd', customer }),
  },
  {
    id: 'subscription-revoked',
    title: 'Subscription revoked',
    failure: true,
    ...event('subscription.revoked', { id: '{{uuid}}', status: 'canceled', ended_at: '{{iso}}', customer }),
  },
  {
    id: 'refund-created',
    title: 'Refund created',
    ...event('refund.created', { id: '{{uuid}}', status: 'succeeded', amount: 2900, currency: 'usd', reason: 'customer_request' }),
  },
]
