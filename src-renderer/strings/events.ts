import { firstText } from './first.ts'

/** Text of the Event view: one Event, and the Requests that carried it. */
export const eventsText = {
  title: 'Event',
  tab: 'Event',
  command: firstText.events.command,
  loading: 'Loading the event',
  loadFailed: firstText.events.loadFailed,
  gone: 'No request that carried this event is kept any more.',
  id: 'Event id',
  type: 'Type',
  choose: 'Event of this request',
  requests: (n: number) => (n === 1 ? '1 request' : `${n} requests`),
  span: (time: string) => `over ${time}`,
  timeline: 'Requests that carried it, oldest first',
  first: 'First seen',
  after: (time: string) => `${time} later`,
  retry: (n: number) => `The provider’s retry ${n}`,
  retryBecause: (n: number, reason: string) => `The provider’s retry ${n}: ${reason}`,
  answered: (status: number) => (status === 0 ? 'Not answered' : `Answered ${status}`),
  current: 'Shown here',
  open: (at: string) => `Open the request of ${at}`,
  openShort: 'Open',
  identical: 'Same headers and body as the one before',
  sameBody: 'Same body',
  changedBody: (before: string, after: string) =>
    before === after ? `Another body of the same size, ${after}` : `Another body: ${before}, then ${after}`,
  headers: (n: number) => (n === 1 ? '1 header differs' : `${n} headers differ`),
  header: { name: 'Header', before: 'Before', after: 'Then', none: 'not there' },
  deliveries: 'Deliveries of this event',
  noDeliveries: 'It was sent on to nobody.',
}
