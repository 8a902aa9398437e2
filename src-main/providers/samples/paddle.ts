import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      event_id: 'evt_{{lower:26}}',
      event_type: type,
      occurred_at: '{{iso}}',
      notification_id: 'ntf_{{lower:26}}',
      data,
    },
  },
})
const subscription = { id: 'sub_{{lower:26}}', customer_id: 'ctm_{{lower:26}}', currency_code: 'EUR', collection_mode: 'automatic' }

export const paddle: readonly Sample[] = [
  {
    id: 'transaction-completed',
    title: 'Transaction completed',
    ...event('transaction.completed', {
      id: 'txn_{{lower:26}}',
      status: 'completed',
      customer_id: 'ctm_{{lower:26}}',
      invoice_number: '1042-{{number:5}}',
      details: { totals: { subtotal: '2400', tax: '456', grand_total: '2856', currency_code: 'EUR' } },
    }),
  },
  {
    id: 'payment-failed',
    title: 'Transaction payment failed',
    failure: true,
    ...event('transaction.payment_failed', {
      id: 'txn_{{lower:26}}',
      status: 'past_due',
      payments: [{ payment_attempt_id: '{{uuid}}', status: 'error', error_code: 'declined', amount: '2856', created_at: '{{iso:-1m}}' }],
    }),
  },
  {
    id: 'subscription-activated',
    title: 'Subscription activated',
    ...event('subscription.activated', { ...subscription, status: 'active', next_billed_at: '{{iso:+30d}}' }),
  },
  {
    id: 'subscription-past-due',
    title: 'Subscription past due',
    failure: true,
    ...event('subscription.past_due', { ...subscription, status: 'past_due', next_billed_at: '{{iso:+3d}}' }),
  },
  {
    id: 'subscription-cancelled',
    title: 'Subscription cancelled',
    failure: true,
    ...event('subscription.canceled', { ...subscription, status: 'canceled', canceled_at: '{{iso:-1m}}' }),
  },
]
