import { createServer as createTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer as createTcp } from 'node:net'
import { expect, test } from 'vitest'
import { runOnce } from '#app/checks/once.ts'
import { specDefaults } from '#app/checks/spec.ts'
import { send } from '#check/client.ts'
import { createDial } from '#check/dial.ts'
import { systemClock } from '#node/clock.ts'
import { systemRandom } from '#node/random.ts'
import { Once, Shop, serving } from '../../fixtures/handlers/support.ts'
import { testCertificate, testKey } from '../../support/delivery/tls.ts'

const draft = (url: string) => ({ method: 'POST', url, headers: ['X-Case', 'Kept', 'x-case', 'twice'], body: Buffer.from('{"a":1}') })
const signal = new AbortController().signal

test('a certificate of the target’s own is believed where its owner says so', async () => {
  const server = createTls({ cert: testCertificate, key: testKey }, (request, response) =>
    response.end(request.rawHeaders.slice(0, 4).join()),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const ask = (tls?: { insecure: boolean; ca: string | null }) =>
    send(draft(url), { dial: createDial(url, { reach: 'loopback', ...(tls ? { tls } : {}) }), signal, patienceMs: 5000 })
  expect(await ask()).toMatchObject({ status: null, error: expect.stringContaining('self-signed certificate') })
  expect(await ask({ insecure: true, ca: null })).toMatchObject({ status: 200 })
  const trusted = await ask({ insecure: false, ca: testCertificate })
  expect(trusted.body.toString()).toBe('X-Case,Kept,x-case,twice')
  server.close()
})

test('an answer that does not end is none', async () => {
  const server = createTcp(socket => {
    socket.on('error', () => {})
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const answer = await send(draft(url), { dial: createDial(url, { reach: 'loopback' }), signal, patienceMs: 150 })
  expect(answer).toMatchObject({ status: null, error: 'There was no answer within 0.2 s.' })
  server.close()
})

test.each([
  ['a name that leads to this machine', 'http://app.example.com/', [{ address: '127.0.0.1', family: 4 }], 'it is this machine'],
  [
    'a name that leads to where clouds keep their credentials',
    'http://app.example.com/',
    [{ address: '169.254.169.254', family: 4 }],
    'cloud metadata address',
  ],
  [
    'a name of which one address is private',
    'http://app.example.com/',
    [
      { address: '1.1.1.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ],
    'private network',
  ],
])('%s is not connected to', async (_what, url, addresses, reason) => {
  const dial = createDial(url, { reach: 'public', resolve: async () => addresses })
  expect(await send(draft(url), { dial, signal, patienceMs: 1000 })).toMatchObject({ status: null, error: expect.stringContaining(reason) })
})

test('a sender of no known provider: nothing to forge, the rest is checked', async () => {
  const shop = new Shop(1)
  const once = new Once()
  const handler = await serving((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('error', () => {})
    request.on('end', async () => {
      if (request.method !== 'POST') return void response.writeHead(405).end()
      try {
        const { id } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { id: string }
        await once.run(id, () => shop.order({ id, type: '', data: { object: { amount: 1 } } }))
        response.end()
      } catch {
        response.writeHead(422).end()
      }
    })
  }, shop)
  const spec = { ...specDefaults, url: handler.url, provider: null, scheme: null, secrets: [], maxRequests: 200, settleMs: 30 }
  const report = await runOnce(spec, { clock: systemClock, random: systemRandom, signal })
  await handler.close()
  expect(report.findings.map(({ id, meaning }) => `${id}: ${meaning}`)).toEqual([])
  const skipped = report.results.filter(({ group }) => group === 'signature').map(({ meaning }) => meaning)
  expect(new Set(skipped)).toEqual(new Set(['There is nothing to verify: this sender does not sign its webhooks.']))
  expect(report.results.find(({ id }) => id === 'duplicate')?.outcome).toBe('passed')
})
