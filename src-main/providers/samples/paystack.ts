import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (name: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: name,
  body: { json: { event: name, data: { id: '{{number:10}}', domain: 'test', ...data } } },
})

export const paystack: readonly Sample[] = [
  {
    id: 'charge-success',
    title: 'Charge succeeded',
    ...event('charge.success', {
      status: 'success',
      reference: '{{lower:16}}',
      amount: 500000,
      currency: 'NGN',
      paid_at: '{{iso:-5s}}',
      channel: 'card',
      customer: { email: 'ada@example.com', customer_code: 'CUS_{{lower:15}}' },
    }),
  },
  {
    id: 'transfer-failed',
    title: 'Transfer failed',
    failure: true,
    ...event('transfer.failed', {
      status: 'failed',
      reference: '{{lower:16}}',
      amount: 250000,
      currency: 'NGN',
      reason: 'Refund for order 81',
    }),
  },
  {
    id: 'invoice-payment-failed',
    title: 'Invoice payment failed',
    failure: true,
    ...event('invoice.payment_failed', { invoice_code: 'INV_{{lower:15}}', amount: 150000, paid: false, status: 'pending' }),
  },
  {
    id: 'dispute-created',
    title: 'Dispute opened',
    failure: true,
    ...event('charge.dispute.create', {
      refund_amount: 500000,
      currency: 'NGN',
      status: 'awaiting-merchant-feedback',
      dueAt: '{{iso:+2d}}',
    }),
  },
]
