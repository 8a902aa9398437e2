/**
 * How fast the search backlog drains, and how long filters take on many rows. `node test/bench/search.bench.ts 100000` prints one line
 * of JSON: documents per second, size of the index, and for each query the p50, p95 and maximum in ms of a page of 50 or a count.
 */
import { statSync } from 'node:fs'
import { parseFilter } from '#domain/filter/parse.ts'
import { searchPath } from '#store/open.ts'
import { SOURCES, START, searchStore } from '../integration/search/fixture.ts'

const rows = Number(process.argv[2] ?? 20_000)
const store = searchStore()
const types = ['invoice.paid', 'invoice.payment_failed', 'charge.succeeded', 'customer.updated', 'push']
const verdicts = ['verified', 'verified', 'verified', 'failed', 'unsigned'] as const

/** About 700 bytes, every one different, as providers send them. */
const body = (i: number) =>
  JSON.stringify({
    id: `evt_${(i * 2654435761).toString(36)}`,
    type: types[i % 5],
    data: {
      object: {
        amount: i % 5000,
        customer: `cus_${(i * 40503).toString(36)}`,
        email: `user${i % 9973}@example.com`,
        lines: Array.from({ length: 8 }, (_, n) => ({
          sku: `sku-${(i * 31 + n * 7) % 4096}`,
          quantity: n,
          price: ((i + n) * 7919) % 100_000,
        })),
      },
    },
    livemode: false,
  })

store.db.transaction(() => {
  for (let i = 0; i < rows; i++) {
    store.add({
      target: `/stripe-test/${i % 7}`,
      sourceId: i % 3,
      provider: i % 3 === 1 ? 'stripe' : 'github',
      eventType: types[i % 5] ?? null,
      eventKeys: [`evt_${i}`],
      verdict: verdicts[i % 5] ?? 'verified',
      replyStatus: i % 1000 === 0 ? 503 : 200,
      headers: [
        'Content-Type',
        'application/json',
        'User-Agent',
        'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'X-Request-Id',
        `req-${i}`,
      ],
      body: body(i),
    })
  }
})()

const began = performance.now()
const cpuBefore = process.cpuUsage()
let slowest = 0
for (let behind = true; behind; ) {
  const at = performance.now()
  behind = store.startIndexer().slice(20).behind
  slowest = Math.max(slowest, performance.now() - at)
}
const seconds = (performance.now() - began) / 1000
const cpu = process.cpuUsage(cpuBefore)
/** On a machine that does other things at the same time this is the figure that says something. */
const docsPerCpuSecond = Math.round(rows / ((cpu.user + cpu.system) / 1e6))

const filters = [
  'verdict:failed',
  'status:5xx',
  'status:5xx verdict:failed',
  'type:invoice.* -verdict:failed',
  'type:inv*',
  'source:stripe-test',
  '-method:post',
  '-verdict:verified',
]
filters.push(
  `event:evt_${Math.floor(rows / 3)}`,
  'user42@example',
  '"sku-99" status:5xx',
  'nowhere-in-here',
  'is:duplicate or charge.succ',
  'after:1h verdict:failed',
)
const queries: Record<string, { list: number[]; count: number[] }> = {}
const times = (run: () => void): number[] => {
  const taken = Array.from({ length: 20 }, () => {
    const at = performance.now()
    run()
    return performance.now() - at
  }).sort((a, b) => a - b)
  return [taken[10], taken[18], taken[19]].map(ms => Math.round((ms ?? 0) * 10) / 10)
}
for (const text of filters) {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.message)
  const asked = { filter: parsed.filter, now: START + rows * 1000, sources: SOURCES }
  queries[text] = {
    list: times(() => store.lists.listRequests({ ...asked, before: null, limit: 50 })),
    count: times(() => store.lists.countRequests(asked)),
  }
}
const indexBytes = statSync(searchPath(store.dataDir)).size
store.close()
process.stdout.write(
  `${JSON.stringify({ rows, docsPerSecond: Math.round(rows / seconds), docsPerCpuSecond, slowestSliceMs: Math.round(slowest), indexBytes, queries })}\n`,
)
