import { connect, type Socket } from 'node:net'
import { benchBody, githubSignature } from './targets/common.ts'

/**
 * A load generator light enough not to be what is measured: each connection keeps one request in flight and re-sends the same bytes with
 * a fresh delivery id patched in. The signature stays right, for GitHub does not sign the id.
 * Run as `node load.ts <url> <connections> <seconds> <bodyBytes> [requestsPerSecond]`; prints one line of JSON.
 */
const [target = '', connectionCount = '64', seconds = '5', bodyBytes = '2048', rate = '0'] = process.argv.slice(2)
const url = new URL(target)
const body = benchBody(Number(bodyBytes))
const ID_LENGTH = 24
const head = Buffer.from(
  [
    `POST ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    'User-Agent: GitHub-Hookshot/044aadd',
    'Content-Type: application/json',
    'Accept: */*',
    'X-GitHub-Event: push',
    'X-GitHub-Hook-ID: 292430182',
    'X-GitHub-Hook-Installation-Target-ID: 79929171',
    'X-GitHub-Hook-Installation-Target-Type: repository',
    `X-Hub-Signature-256: ${githubSignature(body)}`,
    `Content-Length: ${body.byteLength}`,
    `X-GitHub-Delivery: ${'0'.repeat(ID_LENGTH)}`,
    '',
    '',
  ].join('\r\n'),
  'latin1',
)
const template = Buffer.concat([head, body])
const idAt = head.byteLength - 4 - ID_LENGTH

let sent = 0
let stopped = false
const statuses = new Map<string, number>()
const latencies: number[] = []
const run = process.pid.toString(36).padStart(6, '0')

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(url.port), url.hostname)
    const request = Buffer.from(template)
    let started = 0
    let pending = ''
    const every = Number(rate) > 0 ? (Number(connectionCount) / Number(rate)) * 1000 : 0
    const send = () => {
      if (stopped) {
        socket.end()
        return
      }
      request.write(`${run}${(++sent).toString(36).padStart(ID_LENGTH - run.length, '0')}`, idAt, 'latin1')
      started = performance.now()
      socket.write(request)
    }
    const next = () => (every > 0 ? setTimeout(send, Math.max(0, every - (performance.now() - started))) : send())
    socket.setNoDelay(true)
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', chunk => {
      pending += chunk.toString('latin1')
      const end = pending.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/content-length: (\d+)/i.exec(pending)?.[1] ?? (/transfer-encoding/i.test(pending) ? Number.NaN : 0))
      const whole = Number.isNaN(length) ? pending.endsWith('0\r\n\r\n') : pending.length >= end + 4 + length
      if (!whole) return
      const status = pending.slice(9, 12)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      latencies.push(performance.now() - started)
      pending = ''
      next()
    })
  })
}

const began = performance.now()
setTimeout(() => {
  stopped = true
}, Number(seconds) * 1000)
await Promise.all(Array.from({ length: Number(connectionCount) }, open))
const elapsed = (performance.now() - began) / 1000
latencies.sort((a, b) => a - b)
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
const result = {
  requests: latencies.length,
  perSecond: Math.round(latencies.length / elapsed),
  p50: at(0.5),
  p99: at(0.99),
  statuses: Object.fromEntries(statuses),
}
process.stdout.write(`${JSON.stringify(result)}\n`)
