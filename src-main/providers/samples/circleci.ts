import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  type: string,
  status: string,
  more: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['User-Agent', 'CircleCI-Webhook/1.0'],
    ['circleci-event-type', type],
  ],
  body: {
    json: {
      id: '{{uuid}}',
      type,
      happened_at: '{{iso}}',
      webhook: { id: '{{uuid}}', name: 'Hookbench' },
      project: { id: '{{uuid}}', name: 'mugs', slug: 'github/example-org/mugs' },
      workflow: { id: '{{uuid}}', name: 'build-and-test', status, created_at: '{{iso:-3m}}' },
      pipeline: { id: '{{uuid}}', number: 81, vcs: { branch: 'main', revision: '{{hex:40}}' } },
      ...more,
    },
  },
})

export const circleci: readonly Sample[] = [
  { id: 'workflow-succeeded', title: 'Workflow succeeded', ...event('workflow-completed', 'success', {}) },
  { id: 'workflow-failed', title: 'Workflow failed', failure: true, ...event('workflow-completed', 'failed', {}) },
  {
    id: 'job-failed',
    title: 'Job failed',
    failure: true,
    ...event('job-completed', 'failing', { job: { id: '{{uuid}}', number: 412, name: 'unit', status: 'failed' } }),
  },
]
