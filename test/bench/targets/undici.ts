import { Agent } from 'undici'
import { benchBody, ready } from './common.ts'

/** Bare undici posting the same bytes to the same sink: nothing signed, nothing kept. `node undici.ts <sink url> <requests> <bytes>`. */
const [url = '', count = '10000', bytes = '2048'] = process.argv.slice(2)
const body = benchBody(Number(bytes))
const agent = new Agent({ pipelining: 1 })
const { origin, pathname } = new URL(url)
const headers = { 'content-type': 'application/json', 'user-agent': 'bench' }
const began = process.hrtime.bigint()
const cpu = process.cpuUsage()
let left = Number(count)
await Promise.all(
  Array.from({ length: 64 }, async () => {
    while (left-- > 0) {
      const { statusCode, body: answer } = await agent.request({ origin, path: pathname, method: 'POST', headers, body })
      await answer.dump()
      if (statusCode !== 200) throw new Error(`answered ${statusCode}`)
    }
  }),
)
const seconds = Number(process.hrtime.bigint() - began) / 1e9
const used = process.cpuUsage(cpu)
ready({ seconds, perSecond: Math.round(Number(count) / seconds), cpuMs: (used.user + used.system) / 1000 / Number(count) }, () =>
  agent.close(),
)
