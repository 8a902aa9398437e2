import type { JsonTemplate, Sample } from '#domain/samples.ts'

const incident = (status: string, more: { readonly [name: string]: JsonTemplate } = {}): JsonTemplate => ({
  id: 'Q{{upper:13}}',
  type: 'incident',
  number: 81,
  status,
  title: 'Checkout answers with 500',
  urgency: 'high',
  created_at: '{{iso-s:-6m}}',
  service: { id: 'P{{upper:6}}', summary: 'Checkout', type: 'service_reference' },
  ...more,
})
const event = (type: string, data: JsonTemplate): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['User-Agent', 'PagerDuty-Webhook/V3.0'],
    ['X-Webhook-Id', '{{uuid}}'],
    ['X-Webhook-Subscription', 'P{{upper:6}}'],
  ],
  body: {
    json: {
      event: { id: '01{{upper:24}}', event_type: type, resource_type: 'incident', occurred_at: '{{iso}}', agent: null, client: null, data },
    },
  },
})

export const pagerduty: readonly Sample[] = [
  { id: 'incident-triggered', title: 'Incident triggered', failure: true, ...event('incident.triggered', incident('triggered')) },
  { id: 'incident-acknowledged', title: 'Incident acknowledged', ...event('incident.acknowledged', incident('acknowledged')) },
  {
    id: 'incident-escalated',
    title: 'Incident escalated',
    failure: true,
    ...event('incident.escalated', incident('triggered', { escalations: 1 })),
  },
  {
    id: 'incident-resolved',
    title: 'Incident resolved',
    ...event('incident.resolved', incident('resolved', { resolved_at: '{{iso-s}}' })),
  },
]
