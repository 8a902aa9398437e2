import type { JsonTemplate, Sample } from '#domain/samples.ts'

const repository = { id: 81042, name: 'mugs', full_name: 'example-org/mugs', private: false, default_branch: 'main' }
const sender = { login: 'ada-example', id: 1042, type: 'User' }

/** `name` is the header's; with an action the type is both. */
const event = (name: string, body: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: typeof body.action === 'string' ? `${name}.${body.action}` : name,
  headers: [
    ['User-Agent', 'GitHub-Hookshot/{{hex:7}}'],
    ['X-GitHub-Delivery', '{{uuid}}'],
    ['X-GitHub-Event', name],
    ['X-GitHub-Hook-ID', '{{number:9}}'],
  ],
  body: { json: { ...body, repository, sender } },
})

export const github: readonly Sample[] = [
  {
    id: 'push',
    title: 'Push to main',
    ...event('push', {
      ref: 'refs/heads/main',
      before: '{{hex:40}}',
      after: '{{hex:40@head}}',
      forced: false,
      commits: [{ id: '{{hex:40@head}}', message: 'Round the handle', timestamp: '{{iso-s:-1m}}', added: [], modified: ['handle.txt'] }],
    }),
  },
  {
    id: 'pull-request-opened',
    title: 'Pull request opened',
    ...event('pull_request', {
      action: 'opened',
      number: 81,
      pull_request: {
        id: '{{number:9}}',
        number: 81,
        state: 'open',
        title: 'Round the handle',
        draft: false,
        head: { ref: 'handle', sha: '{{hex:40}}' },
        base: { ref: 'main', sha: '{{hex:40}}' },
      },
    }),
  },
  {
    id: 'issue-opened',
    title: 'Issue opened',
    ...event('issues', {
      action: 'opened',
      issue: {
        id: '{{number:9}}',
        number: 82,
        state: 'open',
        title: 'The mug leaks',
        body: 'Only when it is full.',
        labels: [{ name: 'bug' }],
      },
    }),
  },
  {
    id: 'workflow-failed',
    title: 'Workflow run failed',
    failure: true,
    ...event('workflow_run', {
      action: 'completed',
      workflow_run: {
        id: '{{number:11}}',
        name: 'CI',
        run_attempt: 1,
        status: 'completed',
        conclusion: 'failure',
        head_branch: 'main',
        head_sha: '{{hex:40}}',
        run_started_at: '{{iso-s:-4m}}',
      },
    }),
  },
  {
    id: 'check-run-failed',
    title: 'Check run failed',
    failure: true,
    ...event('check_run', {
      action: 'completed',
      check_run: {
        id: '{{number:11}}',
        name: 'lint',
        status: 'completed',
        conclusion: 'failure',
        head_sha: '{{hex:40}}',
        completed_at: '{{iso-s}}',
      },
    }),
  },
  {
    id: 'deployment-failed',
    title: 'Deployment failed',
    failure: true,
    ...event('deployment_status', {
      action: 'created',
      deployment_status: {
        id: '{{number:10}}',
        state: 'failure',
        environment: 'production',
        description: 'The health check did not pass.',
      },
      deployment: { id: '{{number:10}}', ref: 'main', sha: '{{hex:40}}', task: 'deploy' },
    }),
  },
  {
    id: 'release-published',
    title: 'Release published',
    ...event('release', {
      action: 'published',
      release: { id: '{{number:9}}', tag_name: 'v1.4.0', name: '1.4.0', draft: false, prerelease: false, published_at: '{{iso-s}}' },
    }),
  },
  {
    id: 'ping',
    title: 'Ping',
    ...event('ping', { zen: 'Mind your mugs.', hook_id: 1042, hook: { type: 'Repository', active: true, events: ['push'] } }),
  },
]
