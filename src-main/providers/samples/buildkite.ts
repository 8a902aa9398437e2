import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  name: string,
  state: string,
  more: { readonly [name: string]: JsonTemplate } = {},
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: name,
  headers: [
    ['User-Agent', 'Buildkite-Request'],
    ['X-Buildkite-Event', name],
    ['X-Buildkite-Request', '{{uuid}}'],
  ],
  body: {
    json: {
      event: name,
      build: {
        id: '{{uuid}}',
        number: 81,
        state,
        branch: 'main',
        commit: '{{hex:40}}',
        message: 'Round the handle',
        created_at: '{{iso:-2m}}',
      },
      pipeline: { id: '{{uuid}}', name: 'Mugs', slug: 'mugs' },
      sender: { id: '{{uuid}}', name: 'Ada Example' },
      ...more,
    },
  },
})

export const buildkite: readonly Sample[] = [
  { id: 'build-passed', title: 'Build passed', ...event('build.finished', 'passed') },
  { id: 'build-failed', title: 'Build failed', failure: true, ...event('build.finished', 'failed') },
  {
    id: 'job-failed',
    title: 'Job failed',
    failure: true,
    ...event('job.finished', 'failing', { job: { id: '{{uuid}}', name: 'unit', state: 'finished', exit_status: 1, passed: false } }),
  },
]
