import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (name: string, object: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: name,
  headers: [['x-zm-trackingid', 'WEB_{{hex:32}}']],
  body: {
    json: {
      event: name,
      event_ts: '{{ms}}',
      payload: {
        account_id: '{{alnum:22}}',
        object: { id: '{{number:10}}', uuid: '{{alnum:22}}==', host_id: '{{alnum:22}}', topic: 'Mug tasting', ...object },
      },
    },
  },
})

export const zoom: readonly Sample[] = [
  {
    id: 'meeting-started',
    title: 'Meeting started',
    ...event('meeting.started', { type: 2, start_time: '{{iso-s}}', timezone: 'Europe/Berlin' }),
  },
  {
    id: 'meeting-ended',
    title: 'Meeting ended',
    ...event('meeting.ended', { type: 2, start_time: '{{iso-s:-1h}}', end_time: '{{iso-s}}' }),
  },
  {
    id: 'participant-joined',
    title: 'Participant joined',
    ...event('meeting.participant_joined', { participant: { user_name: 'Ada Example', join_time: '{{iso-s}}' } }),
  },
  { id: 'meeting-deleted', title: 'Meeting deleted', failure: true, ...event('meeting.deleted', { type: 2, start_time: '{{iso-s:+1d}}' }) },
]
