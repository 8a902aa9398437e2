import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  type: string,
  change: { readonly [name: string]: JsonTemplate },
  priority = 'NORMAL',
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [['X-Zendesk-Account-Id', '{{number:8}}']],
  body: {
    json: {
      id: '{{ulid}}',
      account_id: 81042,
      type,
      subject: 'zen:ticket:{{number:5@ticket}}',
      time: '{{iso}}',
      zendesk_event_version: '2022-11-06',
      event: change,
      detail: { id: '{{number:5@ticket}}', subject: 'The mug leaks', status: 'OPEN', priority },
    },
  },
})

export const zendesk: readonly Sample[] = [
  { id: 'ticket-created', title: 'Ticket created', ...event('zen:event-type:ticket.created', { meta: { sequence: { position: 1 } } }) },
  {
    id: 'ticket-escalated',
    title: 'Ticket made urgent',
    failure: true,
    ...event('zen:event-type:ticket.priority_changed', { current: 'URGENT', previous: 'NORMAL' }, 'URGENT'),
  },
  {
    id: 'ticket-solved',
    title: 'Ticket solved',
    ...event('zen:event-type:ticket.status_changed', { current: 'SOLVED', previous: 'OPEN' }),
  },
]
