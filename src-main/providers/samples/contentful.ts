import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  action: string,
  type: string,
  version: number,
  fields?: JsonTemplate,
): Pick<Sample, 'eventType' | 'contentType' | 'headers' | 'body'> => ({
  eventType: `ContentManagement.${type}.${action}`,
  contentType: 'application/vnd.contentful.management.v1+json',
  headers: [
    ['X-Contentful-Topic', `ContentManagement.${type}.${action}`],
    ['X-Contentful-Webhook-Name', 'Hookbench'],
  ],
  body: {
    json: {
      sys: {
        // What is no longer published is sent as deleted.
        type: action === 'unpublish' ? `Deleted${type}` : type,
        id: '{{alnum:22}}',
        version,
        space: { sys: { id: '{{lower:12}}' } },
        environment: { sys: { id: 'master' } },
        updatedAt: '{{iso}}',
      },
      ...(fields === undefined ? {} : { fields }),
    },
  },
})

export const contentful: readonly Sample[] = [
  {
    id: 'entry-published',
    title: 'Entry published',
    ...event('publish', 'Entry', 4, { title: { 'en-US': 'Ten mugs' }, slug: { 'en-US': 'ten-mugs' } }),
  },
  { id: 'entry-unpublished', title: 'Entry unpublished', failure: true, ...event('unpublish', 'Entry', 5) },
  {
    id: 'asset-published',
    title: 'Asset published',
    ...event('publish', 'Asset', 2, { file: { 'en-US': { fileName: 'mug.jpg', contentType: 'image/jpeg' } } }),
  },
]
