import { firstText } from './first.ts'

/** Text of the Event view: one Event, and the Requests that carried it. */
export const eventsText = {
  title: 'Event',
  tab: 'Event',
  command: firstText.events.command,
  loading: 'Loading the event',
  loadFailed: firstText.events.loadFailed,
  gone: 'No stored request carries this event any more.',
  id: 'Event id',
  type: 'Type',
  choose: 'Event of this request',
  requests: (n: number) => (n === 1 ? '1 request' : `${n} requests`),
  span: (time: string) => `over ${time}`,
  timeline: 'Requests that carried it, oldest first',
  first: 'First seen',
  after: (time: string) => `${time} later`,
  retry: (n: number) => `Provider retry ${n}`,
  retryBecause: (n: number, reason: string) => `Provider retry ${n}: ${reason}`,
  answered: (status: number) => (status === 0 ? 'No reply' : `Replied ${status}`),
  current: 'Shown here',
  open: (at: string) => `Open the request from ${at}`,
  openShort: 'Open',
  identical: 'Same headers and body as the previous one',
  sameBody: 'Same body',
  changedBody: (before: string, after: string) =>
    before === after ? `Different body of the same size, ${after}` : `Different body: ${before}, then ${after}`,
  headers: (n: number) => (n === 1 ? '1 header differs' : `${n} headers differ`),
  header: { name: 'Header', before: 'Before', after: 'After', none: 'absent' },
  deliveries: 'Deliveries of this event',
  noDeliveries: 'It was not forwarded.',
}
