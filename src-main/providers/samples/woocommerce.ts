import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (topic: string, body: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: topic,
  headers: [
    ['X-WC-Webhook-Source', 'https://shop.example.com/'],
    ['X-WC-Webhook-Topic', topic],
    ['X-WC-Webhook-Resource', topic.split('.')[0] ?? ''],
    ['X-WC-Webhook-Event', topic.split('.')[1] ?? ''],
    ['X-WC-Webhook-ID', '3'],
    ['X-WC-Webhook-Delivery-ID', '{{hex:32}}'],
  ],
  body: { json: { id: '{{number:5}}', ...body } },
})
const order = {
  currency: 'EUR',
  total: '42.00',
  billing: { first_name: 'Ada', last_name: 'Example', email: 'ada@example.com', country: 'DE' },
  line_items: [{ id: 1, name: 'Blue mug', quantity: 2, total: '42.00' }],
}

export const woocommerce: readonly Sample[] = [
  { id: 'order-created', title: 'Order created', ...event('order.created', { status: 'processing', ...order }) },
  { id: 'order-failed', title: 'Order failed', failure: true, ...event('order.updated', { status: 'failed', ...order }) },
  { id: 'product-updated', title: 'Product updated', ...event('product.updated', { name: 'Blue mug', price: '21.00', stock_quantity: 7 }) },
  { id: 'customer-created', title: 'Customer created', ...event('customer.created', { email: 'ada@example.com', username: 'ada' }) },
]
