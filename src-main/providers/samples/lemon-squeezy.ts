import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  name: string,
  type: string,
  attributes: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: name,
  headers: [['X-Event-Name', name]],
  body: {
    json: {
      meta: { event_name: name, webhook_id: '{{uuid}}', custom_data: { user: '{{number:4}}' } },
      data: {
        type,
        id: '{{number:8}}',
        attributes: { store_id: 1042, ...attributes, test_mode: true, created_at: '{{iso:-1d}}', updated_at: '{{iso}}' },
      },
    },
  },
})
const customer = { user_name: 'Ada Example', user_email: 'ada@example.com' }

export const lemonSqueezy: readonly Sample[] = [
  {
    id: 'order-created',
    title: 'Order created',
    ...event('order_created', 'orders', { ...customer, order_number: 81, currency: 'USD', total: 1200, status: 'paid' }),
  },
  {
    id: 'subscription-created',
    title: 'Subscription created',
    ...event('subscription_created', 'subscriptions', {
      ...customer,
      product_name: 'Starter',
      status: 'active',
      renews_at: '{{iso:+30d}}',
    }),
  },
  {
    id: 'subscription-payment-failed',
    title: 'Subscription payment failed',
    failure: true,
    ...event('subscription_payment_failed', 'subscription-invoices', { ...customer, status: 'failed', total: 1200, currency: 'USD' }),
  },
  {
    id: 'subscription-cancelled',
    title: 'Subscription cancelled',
    failure: true,
    ...event('subscription_cancelled', 'subscriptions', {
      ...customer,
      product_name: 'Starter',
      status: 'cancelled',
      ends_at: '{{iso:+12d}}',
    }),
  },
]
