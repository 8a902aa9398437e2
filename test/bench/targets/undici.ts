import { Agent } from 'undici'
import { benchBody, ready, WARM_UP } from './common.ts'

/** Bare undici posting the same bytes to the same sink: nothing signed, nothing kept. `node undici.ts <sink url> <requests> <bytes>`. */
const [url = '', count = '10000', bytes = '2048'] = process.argv.slice(2)
const body = benchBody(Number(bytes))
const agent = new Agent({ pipelining: 1 })
const { origin, pathname } = new URL(url)
const headers = { 'content-type': 'application/json', 'user-agent': 'bench' }

/** Posts so many, 64 at a time. @returns seconds, and CPU in ms */
async function post(count: number): Promise<{ seconds: number; cpuMs: number }> {
  const began = process.hrtime.bigint()
  const cpu = process.cpuUsage()
  let left = count
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (left-- > 0) {
        const { statusCode, body: answer } = await agent.request({ origin, path: pathname, method: 'POST', headers, body })
        await answer.dump()
        if (statusCode !== 200) throw new Error(`answered ${statusCode}`)
      }
    }),
  )
  const used = process.cpuUsage(cpu)
  return { seconds: Number(process.hrtime.bigint() - began) / 1e9, cpuMs: (used.user + used.system) / 1000 }
}

await post(WARM_UP)
const { seconds, cpuMs } = await post(Number(count))
ready({ seconds, perSecond: Math.round(Number(count) / seconds), cpuMs: cpuMs / Number(count) }, () => agent.close())
