import type { JsonTemplate, Sample } from '#domain/samples.ts'

const project = { id: 1042, name: 'mugs', path_with_namespace: 'example-org/mugs', default_branch: 'main' }
const user = { id: 81, name: 'Ada Example', username: 'ada' }

const event = (
  title: string,
  type: string,
  body: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['User-Agent', 'GitLab/17.4.0'],
    ['X-Gitlab-Event', title],
    ['X-Gitlab-Event-UUID', '{{uuid}}'],
    ['X-Gitlab-Webhook-UUID', '{{uuid}}'],
    ['Idempotency-Key', '{{uuid}}'],
  ],
  body: { json: { object_kind: type.split('.')[0] ?? '', ...body, project } },
})

export const gitlab: readonly Sample[] = [
  {
    id: 'push',
    title: 'Push',
    ...event('Push Hook', 'push', {
      ref: 'refs/heads/main',
      before: '{{hex:40}}',
      after: '{{hex:40@head}}',
      user_username: 'ada',
      total_commits_count: 1,
      commits: [{ id: '{{hex:40@head}}', message: 'Round the handle', timestamp: '{{iso-s}}' }],
    }),
  },
  {
    id: 'merge-request-opened',
    title: 'Merge request opened',
    ...event('Merge Request Hook', 'merge_request.open', {
      user,
      object_attributes: {
        id: '{{number:6}}',
        iid: 81,
        title: 'Round the handle',
        state: 'opened',
        action: 'open',
        source_branch: 'handle',
        target_branch: 'main',
      },
    }),
  },
  {
    id: 'pipeline-failed',
    title: 'Pipeline failed',
    failure: true,
    ...event('Pipeline Hook', 'pipeline', {
      user,
      object_attributes: { id: '{{number:8}}', ref: 'main', sha: '{{hex:40}}', status: 'failed', duration: 63, stages: ['build', 'test'] },
      builds: [{ id: '{{number:9}}', stage: 'test', name: 'unit', status: 'failed', failure_reason: 'script_failure' }],
    }),
  },
  {
    id: 'job-failed',
    title: 'Job failed',
    failure: true,
    ...event('Job Hook', 'build', {
      ref: 'main',
      build_id: '{{number:9}}',
      build_name: 'unit',
      build_status: 'failed',
      build_failure_reason: 'script_failure',
    }),
  },
  {
    id: 'issue-opened',
    title: 'Issue opened',
    ...event('Issue Hook', 'issue.open', {
      user,
      object_attributes: { id: '{{number:6}}', iid: 82, title: 'The mug leaks', state: 'opened', action: 'open' },
    }),
  },
]
