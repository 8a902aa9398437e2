import type { JsonTemplate, Sample } from '#domain/samples.ts'

const notification = (type: string, more: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: type,
  body: {
    json: {
      value: [
        { subscriptionId: '{{uuid}}', subscriptionExpirationDateTime: '{{iso:+1h}}', clientState: '', tenantId: '{{uuid}}', ...more },
      ],
    },
  },
})
const message = {
  resource: 'Users/{{uuid@user}}/Messages/{{alnum:40@message}}',
  resourceData: { '@odata.type': '#Microsoft.Graph.Message', id: '{{alnum:40@message}}' },
}

export const microsoftGraph: readonly Sample[] = [
  { id: 'message-created', title: 'Email received', ...notification('created', { id: '{{uuid}}', changeType: 'created', ...message }) },
  {
    id: 'message-deleted',
    title: 'Email deleted',
    failure: true,
    ...notification('deleted', { id: '{{uuid}}', changeType: 'deleted', ...message }),
  },
  {
    id: 'reauthorization-required',
    title: 'Subscription needs a new authorization',
    failure: true,
    ...notification('reauthorizationRequired', { id: '{{uuid}}', lifecycleEvent: 'reauthorizationRequired' }),
  },
]
