import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (name: string, more: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: name,
  body: {
    json: {
      event: name,
      created_at: '{{iso}}',
      created_by: 'https://api.calendly.com/users/{{uuid}}',
      payload: {
        uri: 'https://api.calendly.com/scheduled_events/{{uuid@event}}/invitees/{{uuid}}',
        email: 'ada@example.com',
        name: 'Ada Example',
        timezone: 'Europe/Berlin',
        scheduled_event: {
          uri: 'https://api.calendly.com/scheduled_events/{{uuid@event}}',
          name: 'Mug tasting',
          start_time: '{{iso:+2d}}',
        },
        ...more,
      },
    },
  },
})

export const calendly: readonly Sample[] = [
  { id: 'invitee-created', title: 'Meeting booked', ...event('invitee.created', { status: 'active', rescheduled: false }) },
  {
    id: 'invitee-cancelled',
    title: 'Meeting cancelled',
    failure: true,
    ...event('invitee.canceled', {
      status: 'canceled',
      cancellation: { canceled_by: 'Ada Example', reason: 'Prefers glasses', canceler_type: 'invitee' },
    }),
  },
  { id: 'no-show', title: 'Did not show up', failure: true, ...event('invitee_no_show.created', { status: 'active' }) },
]
