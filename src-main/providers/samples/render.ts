import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [['webhook-id', 'evt-{{lower:20@event}}']],
  body: {
    json: {
      type,
      timestamp: '{{iso}}',
      data: { id: 'evt-{{lower:20@event}}', serviceId: 'srv-{{lower:20}}', serviceName: 'mugs', ...data },
    },
  },
})

export const render: readonly Sample[] = [
  { id: 'deploy-succeeded', title: 'Deploy succeeded', ...event('deploy_ended', { status: 'succeeded' }) },
  { id: 'deploy-failed', title: 'Deploy failed', failure: true, ...event('deploy_ended', { status: 'failed' }) },
  { id: 'server-failed', title: 'Server failed', failure: true, ...event('server_failed', {}) },
]
