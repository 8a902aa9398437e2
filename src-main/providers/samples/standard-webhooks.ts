import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [['webhook-id', 'msg_{{alnum:27}}']],
  body: { json: { type, timestamp: '{{iso}}', data } },
})

export const standardWebhooks: readonly Sample[] = [
  { id: 'user-created', title: 'User created', ...event('user.created', { id: 'usr_{{lower:20}}', email: 'ada@example.com' }) },
  { id: 'invoice-paid', title: 'Invoice paid', ...event('invoice.paid', { id: 'inv_{{lower:20}}', amount: 4200, currency: 'EUR' }) },
  {
    id: 'payment-failed',
    title: 'Payment failed',
    failure: true,
    ...event('invoice.payment_failed', { id: 'inv_{{lower:20}}', amount: 4200, currency: 'EUR', reason: 'card_declined' }),
  },
  {
    id: 'subscription-cancelled',
    title: 'Subscription cancelled',
    failure: true,
    ...event('subscription.cancelled', { id: 'sub_{{lower:20}}', endsAt: '{{iso:+12d}}' }),
  },
]
