import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (topic: string, body: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: topic,
  headers: [
    ['X-Shopify-Topic', topic],
    ['X-Shopify-Shop-Domain', 'example-shop.myshopify.com'],
    ['X-Shopify-API-Version', '2024-10'],
    ['X-Shopify-Webhook-Id', '{{uuid}}'],
    ['X-Shopify-Event-Id', '{{uuid}}'],
    ['X-Shopify-Triggered-At', '{{iso}}'],
  ],
  body: { json: { id: '{{number:13}}', ...body } },
})
const order = {
  name: '#{{number:4}}',
  email: 'ada@example.com',
  currency: 'EUR',
  total_price: '84.00',
  created_at: '{{iso-s:-2m}}',
  line_items: [{ id: '{{number:13}}', title: 'Blue mug', quantity: 2, price: '42.00', sku: 'MUG-BLUE' }],
}

export const shopify: readonly Sample[] = [
  {
    id: 'order-created',
    title: 'Order created',
    ...event('orders/create', { ...order, financial_status: 'paid', fulfillment_status: null }),
  },
  {
    id: 'order-cancelled',
    title: 'Order cancelled',
    failure: true,
    ...event('orders/cancelled', { ...order, financial_status: 'refunded', cancel_reason: 'customer', cancelled_at: '{{iso-s}}' }),
  },
  {
    id: 'refund-created',
    title: 'Refund created',
    ...event('refunds/create', {
      order_id: '{{number:13}}',
      note: 'Arrived broken',
      created_at: '{{iso-s}}',
      transactions: [{ amount: '42.00', kind: 'refund' }],
    }),
  },
  {
    id: 'payment-failed',
    title: 'Payment transaction failed',
    failure: true,
    ...event('order_transactions/create', {
      order_id: '{{number:13}}',
      kind: 'sale',
      status: 'failure',
      error_code: 'card_declined',
      amount: '84.00',
    }),
  },
  {
    id: 'product-updated',
    title: 'Product updated',
    ...event('products/update', { title: 'Blue mug', vendor: 'Example', status: 'active', updated_at: '{{iso-s}}' }),
  },
  {
    id: 'app-uninstalled',
    title: 'App uninstalled',
    failure: true,
    ...event('app/uninstalled', { name: 'Example Shop', domain: 'shop.example.com', myshopify_domain: 'example-shop.myshopify.com' }),
  },
]
