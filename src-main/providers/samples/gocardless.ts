import type { Sample } from '#domain/samples.ts'

const event = (resource: string, action: string, cause: string, description: string): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: `${resource}.${action}`,
  body: {
    json: {
      events: [
        {
          id: 'EV{{upper:14}}',
          created_at: '{{iso}}',
          resource_type: resource,
          action,
          links: { [resource.slice(0, -1)]: '{{upper:14}}' },
          details: { origin: 'bank', cause, description },
        },
      ],
      meta: { webhook_id: 'WB{{upper:14}}' },
    },
  },
})

export const gocardless: readonly Sample[] = [
  {
    id: 'payment-confirmed',
    title: 'Payment confirmed',
    ...event('payments', 'confirmed', 'payment_confirmed', 'The bank has taken the money.'),
  },
  {
    id: 'payment-failed',
    title: 'Payment failed',
    failure: true,
    ...event('payments', 'failed', 'insufficient_funds', 'There was not enough money in the account.'),
  },
  {
    id: 'mandate-cancelled',
    title: 'Mandate cancelled',
    failure: true,
    ...event('mandates', 'cancelled', 'bank_account_closed', 'The bank account has been closed.'),
  },
]
