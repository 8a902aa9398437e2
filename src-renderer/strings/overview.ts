import { count, plural, span } from '../ui/format.ts'
import { firstText } from './first.ts'

/** Text of the overview. */
export const overviewText = {
  title: firstText.overview.title,
  command: firstText.overview.command,
  health: 'How things stand',
  fine: 'Nothing is wrong: webhooks come in, are verified, and are delivered.',
  quiet: 'Nothing has come in yet in this time.',
  wrong: {
    link: 'The window has lost Hookbench; what comes in is captured all the same once it runs.',
    tunnel: 'The tunnel is down: providers cannot reach this machine.',
    disabled: (name: string, why: string) => `${name} is disabled: ${why}`,
    held: (name: string, why: string) => `Nothing is sent to ${name}: ${why}`,
    dead: (n: number) => `${plural(n, 'delivery', 'deliveries')} failed for good.`,
    forged: (name: string, failed: number, all: number) => `${count(failed)} of ${count(all)} webhooks for ${name} failed verification.`,
    failing: (name: string, failed: number, all: number) => `${count(failed)} of ${count(all)} attempts at ${name} failed.`,
  },
  show: 'Show',
  sources: 'Incoming',
  endpoints: 'Outgoing',
  noSources: 'No source has received anything in this time.',
  noEndpoints: 'Nothing was sent in this time.',
  inbox: 'Inbox',
  gone: 'A source that was deleted',
  goneEndpoint: 'An endpoint that was deleted',
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
    p95: '95 % within',
  },
  none: 'none',
  share: (n: number, all: number) => (all === 0 ? '0 %' : `${Math.round((n / all) * 1000) / 10} %`),
  within: (ms: number | null) => (ms === null ? '' : span(ms)),
  chart: (name: string, all: number, most: number, failed: number) =>
    `${name}: ${count(all)} in all, at most ${count(most)} in one part of the time${failed > 0 ? `, ${count(failed)} failed` : ''}`,
  building: 'The counts are still being made; they are complete in a moment.',
  failed: 'The overview could not be loaded',
}
