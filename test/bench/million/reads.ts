import type { InputOf, MethodName } from '#contract/methods.ts'
import type { Host } from '../../e2e/support/host.ts'
import { SEEDED_FROM, SEEDED_TO } from '../../support/seeded/store.ts'
import { report, spread } from './report.ts'

const TIMES = 40

/** Terms that the index answers, and texts of three characters and more. */
const indexed = [
  ...['source:stripe-test', 'source:inbox', 'provider:github', 'type:invoice.paid', 'type:orders/*', 'verdict:failed', '-verdict:verified'],
  ...['code:timestamp_too_old', 'method:put', 'status:5xx', 'status:503', 'is:duplicate', 'is:pinned', 'is:dead', 'label:green'],
  ...['before:2026-03-01', 'after:2026-03-01 before:2026-03-02', 'after:2026-02-01 before:2026-05-01 verdict:failed code:body_altered'],
  ...[
    'kettle',
    'user42@example',
    '"zephyr-99"',
    'zephyr walnut lantern',
    'nowhere-in-here',
    'status:5xx kettle',
    'is:pinned or verdict:unsigned',
  ],
  'type:charge.* -verdict:verified',
]

/** What is asked for by a person who looks at the window, over the real rpc of the host that has the store. */
export async function measureReads(host: Host): Promise<void> {
  const overhead = spread(await times(host, 'views.list', {})).p50
  report({ name: 'a call that asks for next to nothing, p50', value: overhead, unit: 'ms' })
  for (const limit of [50, 200]) {
    const taken = spread(await times(host, 'requests.list', { limit }))
    report({ name: `first page of ${limit}, p95`, value: taken.p95, unit: 'ms', most: 30 })
  }
  for (const filter of indexed) {
    const list = spread(await times(host, 'requests.list', { filter, limit: 50 }))
    report({ name: `list   ${filter}, p95`, value: list.p95, unit: 'ms', most: 100 })
    const count = spread(await times(host, 'requests.count', { filter }))
    report({ name: `count  ${filter}, p95`, value: count.p95, unit: 'ms', most: 100 })
  }
  const span = { from: SEEDED_FROM, to: SEEDED_TO }
  const others: readonly [string, () => Promise<number[]>][] = [
    ['count of all', () => times(host, 'requests.count', {})],
    ['overview of half a year', () => times(host, 'stats.get', { ...span, bucketMs: 12 * 3_600_000 })],
    ['overview of a day', () => times(host, 'stats.get', { from: SEEDED_TO - 86_400_000, to: SEEDED_TO, bucketMs: 20 * 60_000 })],
    ['events, newest 100', () => times(host, 'events.list', { limit: 100 })],
    ['deliveries, newest 100', () => times(host, 'deliveries.list', { limit: 100 })],
    ['deliveries that are dead letters', () => times(host, 'deliveries.list', { state: 'failed', limit: 100 })],
    ['dead letters by reason', () => times(host, 'deliveries.groups', {})],
    ['app.info', () => times(host, 'app.info', {})],
  ]
  for (const [name, run] of others) report({ name: `${name}, p95`, value: spread(await run()).p95, unit: 'ms', most: 100 })
}

async function times<M extends MethodName>(host: Host, method: M, input: InputOf<M>): Promise<number[]> {
  const taken: number[] = []
  // The first of a kind compiles its statement.
  await host.rpc(method, input)
  for (let i = 0; i < TIMES; i++) {
    const began = performance.now()
    await host.rpc(method, input)
    taken.push(performance.now() - began)
  }
  return taken
}

/** Filters that must read what is stored: how long until the first row, and what they do to a page that somebody else asks for meanwhile. */
export async function measureScans(host: Host): Promise<void> {
  for (const filter of ['json:$.amount>499990', 'size:>100KB', 'header:x-request-id~req-1z', 'json:$.id=none', 'zz']) {
    const began = performance.now()
    let ended = false
    const scan = (async () => {
      let before: string | undefined
      for (;;) {
        const page = await host.rpc('requests.list', { filter, limit: 50, ...(before === undefined ? {} : { before }) })
        if (page.rows.length > 0 || page.next === undefined || performance.now() - began > 20_000) return page.rows.length
        before = page.next
      }
    })().finally(() => {
      ended = true
    })
    const beside: number[] = []
    while (!ended) {
      const asked = performance.now()
      await host.rpc('requests.list', { limit: 50 })
      beside.push(performance.now() - asked)
    }
    const found = await scan
    const seconds = (performance.now() - began) / 1000
    report({ name: `scan   ${filter}: ${found > 0 ? 'first rows' : 'nothing yet'} after`, value: seconds * 1000, unit: 'ms' })
    report({ name: `       a first page beside it, p95`, value: spread(beside).p95, unit: 'ms', most: 100 })
  }
}
