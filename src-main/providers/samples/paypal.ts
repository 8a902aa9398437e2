import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  type: string,
  resourceType: string,
  summary: string,
  resource: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      id: 'WH-{{upper:17}}-{{upper:17}}',
      event_version: '1.0',
      create_time: '{{iso}}',
      resource_type: resourceType,
      event_type: type,
      summary,
      resource,
    },
  },
})
const amount = { currency_code: 'EUR', value: '42.00' }

export const paypal: readonly Sample[] = [
  {
    id: 'capture-completed',
    title: 'Payment captured',
    ...event('PAYMENT.CAPTURE.COMPLETED', 'capture', 'A payment of 42.00 EUR was captured.', {
      id: '{{upper:17}}',
      status: 'COMPLETED',
      amount,
    }),
  },
  {
    id: 'capture-denied',
    title: 'Payment denied',
    failure: true,
    ...event('PAYMENT.CAPTURE.DENIED', 'capture', 'A payment of 42.00 EUR was denied.', { id: '{{upper:17}}', status: 'DECLINED', amount }),
  },
  {
    id: 'subscription-cancelled',
    title: 'Subscription cancelled',
    failure: true,
    ...event('BILLING.SUBSCRIPTION.CANCELLED', 'subscription', 'A subscription was cancelled.', {
      id: 'I-{{upper:12}}',
      status: 'CANCELLED',
      status_update_time: '{{iso-s}}',
    }),
  },
  {
    id: 'dispute-created',
    title: 'Dispute opened',
    failure: true,
    ...event('CUSTOMER.DISPUTE.CREATED', 'dispute', 'A dispute was opened.', {
      dispute_id: 'PP-D-{{number:5}}',
      reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
      status: 'OPEN',
      dispute_amount: amount,
    }),
  },
]
