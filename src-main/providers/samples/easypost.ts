import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (description: string, result: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: description,
  body: {
    json: {
      id: 'evt_{{hex:32}}',
      object: 'Event',
      mode: 'test',
      description,
      status: 'pending',
      created_at: '{{iso-s}}',
      result,
      previous_attributes: {},
    },
  },
})
const tracker = { id: 'trk_{{hex:32}}', object: 'Tracker', tracking_code: 'EZ{{digits:10}}', carrier: 'USPS' }

export const easypost: readonly Sample[] = [
  { id: 'tracker-delivered', title: 'Parcel delivered', ...event('tracker.updated', { ...tracker, status: 'delivered' }) },
  {
    id: 'tracker-return',
    title: 'Parcel returned to sender',
    failure: true,
    ...event('tracker.updated', { ...tracker, status: 'return_to_sender' }),
  },
  { id: 'tracker-failure', title: 'Delivery failed', failure: true, ...event('tracker.updated', { ...tracker, status: 'failure' }) },
]
