import type { JsonTemplate, Sample } from '#domain/samples.ts'

const actor = { type: 'user', display_name: 'Ada Example', uuid: '{{{uuid}}}' }
const repository = { type: 'repository', full_name: 'example-org/mugs', name: 'mugs' }

const event = (key: string, body: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: key,
  headers: [
    ['User-Agent', 'Bitbucket-Webhooks/2.0'],
    ['X-Event-Key', key],
    ['X-Hook-UUID', '{{uuid}}'],
    ['X-Request-UUID', '{{uuid}}'],
    ['X-Attempt-Number', '1'],
  ],
  body: { json: { ...body, actor, repository } },
})
const status = { type: 'build', key: 'ci', name: 'CI', url: 'https://ci.example.com/81', commit: { hash: '{{hex:40}}' } }

export const bitbucket: readonly Sample[] = [
  {
    id: 'push',
    title: 'Push',
    ...event('repo:push', {
      push: {
        changes: [
          {
            created: false,
            closed: false,
            forced: false,
            new: { type: 'branch', name: 'main', target: { hash: '{{hex:40}}', date: '{{iso-s}}' } },
          },
        ],
      },
    }),
  },
  {
    id: 'pull-request-created',
    title: 'Pull request created',
    ...event('pullrequest:created', { pullrequest: { id: 81, title: 'Round the handle', state: 'OPEN', created_on: '{{iso}}' } }),
  },
  {
    id: 'pull-request-rejected',
    title: 'Pull request declined',
    failure: true,
    ...event('pullrequest:rejected', { pullrequest: { id: 81, title: 'Round the handle', state: 'DECLINED', reason: 'Too round.' } }),
  },
  {
    id: 'build-failed',
    title: 'Build failed',
    failure: true,
    ...event('repo:commit_status_updated', { commit_status: { ...status, state: 'FAILED' } }),
  },
]
