import { count, span } from '../ui/format.ts'
import { firstText } from './first.ts'

/** Text of the overview. */
export const overviewText = {
  title: firstText.overview.title,
  command: firstText.overview.command,
  health: 'Health',
  fine: 'All is well: webhooks are being received, verified and delivered.',
  quiet: 'Nothing has arrived in this period.',
  wrong: {
    link: 'This window has lost its connection to Hookbench; webhooks are still captured as long as it runs.',
    tunnel: 'The tunnel is down: providers cannot reach this machine.',
    disabled: (name: string, why: string) => `${name} is disabled: ${why}`,
    held: (name: string, why: string) => `Deliveries to ${name} are on hold: ${why}`,
    dead: (n: number) => (n === 1 ? '1 delivery is a dead letter.' : `${count(n)} deliveries are dead letters.`),
    forged: (name: string, failed: number, all: number) => `${count(failed)} of ${count(all)} webhooks for ${name} failed verification.`,
    failing: (name: string, failed: number, all: number) => `${count(failed)} of ${count(all)} attempts at ${name} failed.`,
  },
  show: 'Show',
  sources: 'Incoming',
  endpoints: 'Outgoing',
  noSources: 'No source has received anything in this period.',
  noEndpoints: 'Nothing was sent in this period.',
  inbox: 'Inbox',
  gone: 'Deleted source',
  goneEndpoint: 'Deleted endpoint',
  bare: 'Bare URLs',
  columns: {
    name: 'Name',
    time: 'Over time',
    requests: 'Requests',
    failed: 'Failed verification',
    duplicates: 'Duplicates',
    refused: 'Refused',
    attempts: 'Attempts',
    errors: 'Failed',
    p50: 'Half within',
    p95: '95% within',
  },
  none: 'none',
  share: (n: number, all: number) => (all === 0 ? '0%' : `${Math.round((n / all) * 1000) / 10}%`),
  within: (ms: number | null) => (ms === null ? '' : span(ms)),
  chart: (name: string, all: number, most: number, failed: number) =>
    `${name}: ${count(all)} in total, at most ${count(most)} in one interval${failed > 0 ? `, ${count(failed)} failed` : ''}`,
  building: 'Still counting; the numbers will be complete in a moment.',
  failed: 'The overview could not be loaded',
}
