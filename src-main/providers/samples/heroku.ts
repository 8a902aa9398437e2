import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  include: string,
  action: string,
  resource: string,
  data: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: `${include}.${action}`,
  body: {
    json: {
      id: '{{uuid}}',
      action,
      resource,
      created_at: '{{iso}}',
      data: { id: '{{uuid}}', app: { id: '{{uuid}}', name: 'example-mugs' }, ...data },
      actor: { id: '{{uuid}}', email: 'ada@example.com' },
      webhook_metadata: { attempt: { id: '{{uuid}}' }, delivery: { id: '{{uuid}}' }, event: { id: '{{uuid}}', include } },
    },
  },
})

export const heroku: readonly Sample[] = [
  { id: 'build-succeeded', title: 'Build succeeded', ...event('api:build', 'update', 'build', { status: 'succeeded' }) },
  { id: 'build-failed', title: 'Build failed', failure: true, ...event('api:build', 'update', 'build', { status: 'failed' }) },
  {
    id: 'dyno-crashed',
    title: 'Dyno crashed',
    failure: true,
    ...event('dyno', 'update', 'dyno', { name: 'web.1', state: 'crashed', exit_status: 137 }),
  },
]
