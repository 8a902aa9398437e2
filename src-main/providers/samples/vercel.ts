import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, more: { readonly [name: string]: JsonTemplate } = {}): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      id: 'evt_{{lower:24}}',
      type,
      createdAt: '{{ms}}',
      region: 'fra1',
      payload: {
        team: { id: 'team_{{alnum:24}}' },
        project: { id: 'prj_{{alnum:28}}' },
        deployment: {
          id: 'dpl_{{alnum:28}}',
          name: 'mugs',
          url: 'mugs-{{lower:9}}.vercel.app',
          meta: { githubCommitRef: 'main', githubCommitSha: '{{hex:40}}' },
        },
        target: 'production',
        ...more,
      },
    },
  },
})

export const vercel: readonly Sample[] = [
  { id: 'deployment-created', title: 'Deployment created', ...event('deployment.created') },
  { id: 'deployment-succeeded', title: 'Deployment succeeded', ...event('deployment.succeeded') },
  { id: 'deployment-errored', title: 'Deployment errored', failure: true, ...event('deployment.error') },
  { id: 'deployment-cancelled', title: 'Deployment cancelled', failure: true, ...event('deployment.canceled') },
]
