import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (name: string, body: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: name,
  headers: [
    ['User-Agent', 'Atlassian Webhook HTTP Client'],
    ['X-Atlassian-Webhook-Identifier', '{{uuid}}'],
    ['X-Atlassian-Webhook-Retry', '0'],
  ],
  body: { json: { timestamp: '{{ms}}', webhookEvent: name, user: { accountId: '{{hex:24}}', displayName: 'Ada Example' }, ...body } },
})
const issue = (status: string): JsonTemplate => ({
  id: '{{number:5}}',
  key: 'MUG-81',
  fields: { summary: 'The mug leaks', issuetype: { name: 'Bug' }, priority: { name: 'High' }, status: { name: status } },
})

export const jira: readonly Sample[] = [
  { id: 'issue-created', title: 'Issue created', ...event('jira:issue_created', { issue: issue('To Do') }) },
  {
    id: 'issue-blocked',
    title: 'Issue blocked',
    failure: true,
    ...event('jira:issue_updated', {
      issue: issue('Blocked'),
      changelog: { id: '{{number:5}}', items: [{ field: 'status', fromString: 'In Progress', toString: 'Blocked' }] },
    }),
  },
  {
    id: 'comment-created',
    title: 'Comment created',
    ...event('comment_created', { issue: issue('To Do'), comment: { id: '{{number:5}}', body: 'Only when it is full.' } }),
  },
  {
    id: 'sprint-closed',
    title: 'Sprint closed',
    ...event('sprint_closed', { sprint: { id: 81, name: 'Mugs 4', state: 'closed', completeDate: '{{iso}}' } }),
  },
]
