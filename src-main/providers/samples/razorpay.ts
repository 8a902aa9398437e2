import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  name: string,
  kind: string,
  entity: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: name,
  headers: [['x-razorpay-event-id', '{{alnum:14}}']],
  body: {
    json: {
      entity: 'event',
      account_id: 'acc_{{alnum:14}}',
      event: name,
      contains: [kind],
      payload: { [kind]: { entity } },
      created_at: '{{s}}',
    },
  },
})
const payment = {
  id: 'pay_{{alnum:14}}',
  entity: 'payment',
  amount: 49900,
  currency: 'INR',
  order_id: 'order_{{alnum:14}}',
  method: 'card',
}

export const razorpay: readonly Sample[] = [
  {
    id: 'payment-captured',
    title: 'Payment captured',
    ...event('payment.captured', 'payment', { ...payment, status: 'captured', captured: true }),
  },
  {
    id: 'payment-failed',
    title: 'Payment failed',
    failure: true,
    ...event('payment.failed', 'payment', {
      ...payment,
      status: 'failed',
      captured: false,
      error_code: 'BAD_REQUEST_ERROR',
      error_description: 'The bank declined the payment.',
      error_reason: 'payment_failed',
    }),
  },
  {
    id: 'dispute-created',
    title: 'Dispute created',
    failure: true,
    ...event('payment.dispute.created', 'dispute', {
      id: 'disp_{{alnum:14}}',
      entity: 'dispute',
      payment_id: 'pay_{{alnum:14}}',
      amount: 49900,
      currency: 'INR',
      reason_code: 'goods_or_services_not_received',
      respond_by: '{{s:+7d}}',
      status: 'open',
    }),
  },
  {
    id: 'subscription-halted',
    title: 'Subscription halted',
    failure: true,
    ...event('subscription.halted', 'subscription', { id: 'sub_{{alnum:14}}', entity: 'subscription', status: 'halted', paid_count: 4 }),
  },
]
