import type { JsonTemplate, Sample } from '#domain/samples.ts'

const build = (status: string, more: { readonly [name: string]: JsonTemplate } = {}): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: status,
  body: {
    json: {
      id: '{{uuid}}',
      accountName: 'example-org',
      projectName: 'mugs',
      platform: 'ios',
      status,
      metadata: { appVersion: '1.4.0', buildProfile: 'production', gitCommitHash: '{{hex:40}}' },
      createdAt: '{{iso:-9m}}',
      completedAt: '{{iso}}',
      ...more,
    },
  },
})

export const expo: readonly Sample[] = [
  { id: 'build-finished', title: 'Build finished', ...build('finished') },
  {
    id: 'build-errored',
    title: 'Build errored',
    failure: true,
    ...build('errored', { error: { errorCode: 'XCODE_BUILD_ERROR', message: 'A provisioning profile is missing.' } }),
  },
  { id: 'build-cancelled', title: 'Build cancelled', failure: true, ...build('canceled') },
]
