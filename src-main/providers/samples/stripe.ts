import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, object: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)']],
  body: {
    json: {
      id: 'evt_{{alnum:24}}',
      object: 'event',
      api_version: '2024-06-20',
      created: '{{s}}',
      type,
      livemode: false,
      pending_webhooks: 1,
      request: { id: 'req_{{alnum:14}}', idempotency_key: '{{uuid}}' },
      data: { object },
    },
  },
})

const charge = { currency: 'eur', customer: 'cus_{{alnum:14}}', payment_intent: 'pi_{{alnum:24}}' }

export const stripe: readonly Sample[] = [
  {
    id: 'payment-succeeded',
    title: 'Payment succeeded',
    ...event('payment_intent.succeeded', {
      id: 'pi_{{alnum:24}}',
      object: 'payment_intent',
      amount: 4200,
      amount_received: 4200,
      currency: 'eur',
      status: 'succeeded',
      latest_charge: 'ch_{{alnum:24}}',
      metadata: { order: 'A-{{number:5}}' },
    }),
  },
  {
    id: 'payment-failed',
    title: 'Payment failed: card declined',
    failure: true,
    ...event('payment_intent.payment_failed', {
      id: 'pi_{{alnum:24}}',
      object: 'payment_intent',
      amount: 4200,
      amount_received: 0,
      currency: 'eur',
      status: 'requires_payment_method',
      last_payment_error: {
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        message: 'There is not enough money in the account.',
      },
    }),
  },
  {
    id: 'checkout-completed',
    title: 'Checkout completed',
    ...event('checkout.session.completed', {
      id: 'cs_test_{{alnum:40}}',
      object: 'checkout.session',
      mode: 'payment',
      payment_status: 'paid',
      amount_total: 8990,
      currency: 'eur',
      customer_details: { email: 'ada@example.com', name: 'Ada Example' },
    }),
  },
  {
    id: 'invoice-payment-failed',
    title: 'Renewal payment failed',
    failure: true,
    ...event('invoice.payment_failed', {
      id: 'in_{{alnum:24}}',
      object: 'invoice',
      amount_due: 1900,
      amount_paid: 0,
      attempt_count: 2,
      currency: 'eur',
      customer: 'cus_{{alnum:14}}',
      subscription: 'sub_{{alnum:24}}',
      next_payment_attempt: '{{s:+3d}}',
      status: 'open',
    }),
  },
  {
    id: 'subscription-cancelled',
    title: 'Subscription cancelled',
    failure: true,
    ...event('customer.subscription.deleted', {
      id: 'sub_{{alnum:24}}',
      object: 'subscription',
      customer: 'cus_{{alnum:14}}',
      status: 'canceled',
      canceled_at: '{{s:-1m}}',
      cancellation_details: { reason: 'payment_failed', comment: null, feedback: null },
    }),
  },
  {
    id: 'dispute-opened',
    title: 'Dispute opened',
    failure: true,
    ...event('charge.dispute.created', {
      id: 'dp_{{alnum:24}}',
      object: 'dispute',
      amount: 4200,
      ...charge,
      charge: 'ch_{{alnum:24}}',
      reason: 'product_not_received',
      status: 'needs_response',
      evidence_details: { due_by: '{{s:+9d}}', has_evidence: false, submission_count: 0 },
    }),
  },
  {
    id: 'charge-refunded',
    title: 'Charge refunded',
    ...event('charge.refunded', {
      id: 'ch_{{alnum:24}}',
      object: 'charge',
      amount: 4200,
      amount_refunded: 4200,
      ...charge,
      refunded: true,
      status: 'succeeded',
    }),
  },
  {
    id: 'payout-failed',
    title: 'Payout failed',
    failure: true,
    ...event('payout.failed', {
      id: 'po_{{alnum:24}}',
      object: 'payout',
      amount: 125000,
      currency: 'eur',
      arrival_date: '{{s:+2d}}',
      failure_code: 'account_closed',
      failure_message: 'The bank account has been closed.',
      status: 'failed',
    }),
  },
]
