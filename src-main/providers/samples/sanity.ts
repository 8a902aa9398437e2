import type { Sample } from '#domain/samples.ts'

export const sanity: readonly Sample[] = [
  {
    id: 'post-published',
    title: 'Post published',
    eventType: 'post',
    body: {
      json: {
        _id: '{{uuid}}',
        _type: 'post',
        _rev: '{{alnum:22}}',
        _updatedAt: '{{iso-s}}',
        title: 'Ten mugs',
        slug: { current: 'ten-mugs' },
      },
    },
  },
  {
    id: 'product-out-of-stock',
    title: 'Product out of stock',
    eventType: 'product',
    failure: true,
    body: { json: { _id: '{{uuid}}', _type: 'product', _rev: '{{alnum:22}}', _updatedAt: '{{iso-s}}', name: 'Blue mug', stock: 0 } },
  },
]
