import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, kind: string, object: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      merchant_id: '{{upper:13}}',
      type,
      event_id: '{{uuid}}',
      created_at: '{{iso}}',
      data: { type: kind, id: '{{alnum:22@object}}', object: { [kind]: { id: '{{alnum:22@object}}', ...object } } },
    },
  },
})

export const square: readonly Sample[] = [
  {
    id: 'payment-completed',
    title: 'Payment completed',
    ...event('payment.updated', 'payment', {
      status: 'COMPLETED',
      amount_money: { amount: 1850, currency: 'USD' },
      order_id: '{{alnum:24}}',
    }),
  },
  {
    id: 'payment-failed',
    title: 'Payment failed',
    failure: true,
    ...event('payment.updated', 'payment', {
      status: 'FAILED',
      amount_money: { amount: 1850, currency: 'USD' },
      card_details: { status: 'FAILED', errors: [{ category: 'PAYMENT_METHOD_ERROR', code: 'GENERIC_DECLINE' }] },
    }),
  },
  {
    id: 'refund-created',
    title: 'Refund created',
    ...event('refund.created', 'refund', { status: 'PENDING', amount_money: { amount: 1850, currency: 'USD' }, reason: 'Wrong size' }),
  },
  {
    id: 'dispute-created',
    title: 'Dispute opened',
    failure: true,
    ...event('dispute.created', 'dispute', { state: 'EVIDENCE_REQUIRED', reason: 'NO_KNOWLEDGE', due_at: '{{iso:+10d}}' }),
  },
]
