import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      id: '{{uuid}}',
      timestamp: '{{iso}}',
      workspace_id: '{{uuid}}',
      subscription_id: '{{uuid}}',
      integration_id: '{{uuid}}',
      type,
      authors: [{ id: '{{uuid}}', type: 'person' }],
      attempt_number: 1,
      entity: { id: '{{uuid}}', type: type.split('.')[0] ?? 'page' },
      data,
    },
  },
})
const parent = { id: '{{uuid}}', type: 'database' }

export const notion: readonly Sample[] = [
  { id: 'page-created', title: 'Page created', ...event('page.created', { parent }) },
  {
    id: 'page-content-updated',
    title: 'Page edited',
    ...event('page.content_updated', { parent, updated_blocks: [{ id: '{{uuid}}', type: 'block' }] }),
  },
  { id: 'page-deleted', title: 'Page deleted', failure: true, ...event('page.deleted', { parent }) },
]
