import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  action: string,
  type: string,
  data: { readonly [name: string]: JsonTemplate },
  rest: { readonly [name: string]: JsonTemplate } = {},
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: `${type}.${action}`,
  headers: [
    ['User-Agent', 'Linear-Webhook'],
    ['Linear-Delivery', '{{uuid}}'],
    ['Linear-Event', type],
  ],
  body: {
    json: {
      action,
      type,
      actor: { id: '{{uuid}}', name: 'Ada Example', type: 'user' },
      createdAt: '{{iso}}',
      data: { id: '{{uuid@data}}', ...data },
      ...rest,
      organizationId: '{{uuid}}',
      webhookTimestamp: '{{ms}}',
      webhookId: '{{uuid}}',
    },
  },
})
const issue = { number: 81, identifier: 'MUG-81', title: 'The mug leaks', priority: 2, team: { key: 'MUG', name: 'Mugs' } }

export const linear: readonly Sample[] = [
  { id: 'issue-created', title: 'Issue created', ...event('create', 'Issue', { ...issue, state: { name: 'Todo', type: 'unstarted' } }) },
  {
    id: 'issue-cancelled',
    title: 'Issue cancelled',
    failure: true,
    ...event(
      'update',
      'Issue',
      { ...issue, state: { name: 'Canceled', type: 'canceled' }, canceledAt: '{{iso}}' },
      { updatedFrom: { canceledAt: null } },
    ),
  },
  {
    id: 'comment-created',
    title: 'Comment created',
    ...event('create', 'Comment', { body: 'Only when it is full.', issueId: '{{uuid}}' }),
  },
  { id: 'issue-removed', title: 'Issue removed', failure: true, ...event('remove', 'Issue', issue) },
]
