import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (name: string, status: string, more: { readonly [name: string]: JsonTemplate } = {}): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: name,
  body: {
    json: {
      event: name,
      apiVersion: 'v2.1',
      uri: '/restapi/v2.1/accounts/{{uuid@account}}/envelopes/{{uuid@envelope}}',
      retryCount: 0,
      configurationId: 81042,
      generatedDateTime: '{{iso}}',
      data: {
        accountId: '{{uuid@account}}',
        envelopeId: '{{uuid@envelope}}',
        envelopeSummary: { status, emailSubject: 'Please sign: mug supply', ...more },
      },
    },
  },
})

export const docusign: readonly Sample[] = [
  { id: 'envelope-sent', title: 'Envelope sent', ...event('envelope-sent', 'sent', { sentDateTime: '{{iso}}' }) },
  { id: 'envelope-completed', title: 'Envelope completed', ...event('envelope-completed', 'completed', { completedDateTime: '{{iso}}' }) },
  {
    id: 'envelope-declined',
    title: 'Envelope declined',
    failure: true,
    ...event('envelope-declined', 'declined', { declinedDateTime: '{{iso}}' }),
  },
  {
    id: 'envelope-voided',
    title: 'Envelope voided',
    failure: true,
    ...event('envelope-voided', 'voided', { voidedReason: 'The price has changed.' }),
  },
]
