import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openCore, type RunningCore } from '../../support/core.ts'
import { openProviderHost, type ProviderHost, providerCertificate, snsMessage } from '../../support/provider-host.ts'

let host: ProviderHost
let core: RunningCore
beforeAll(async () => {
  host = await openProviderHost()
  core = await openCore({ ports: { providerNetwork: host.network } })
  await core.rpc['sources.save']({ slug: 'sns', provider: 'aws-sns', secrets: [{ role: 'account-id', value: snsMessage().topic }] })
})
afterAll(async () => {
  await core.end()
  await host.close()
})
beforeEach(() => {
  host.seen.length = 0
  host.answer = response => void response.end(providerCertificate)
})

let names = 0
/** URL of a certificate that no test before has asked for. */
const fresh = () => {
  names += 1
  return `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-${names}.pem`
}

async function post({ headers, body }: { headers: Record<string, string>; body: string }) {
  const response = await fetch(`${core.receiverUrl}/sns`, { method: 'POST', headers, body })
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() }
}

async function newest() {
  const [row] = (await core.rpc['requests.list']({ limit: 1 })).rows
  return core.rpc['requests.get']({ id: row?.id ?? '' })
}

test('is fetched from the provider’s own host, once, and kept', async () => {
  const SigningCertURL = fresh()
  for (let i = 0; i < 3; i++) expect((await post(snsMessage({ SigningCertURL }))).status).toBe(200)
  expect((await newest()).verification).toMatchObject({ verdict: 'verified', scheme: 'v2' })
  expect(host.seen).toEqual([SigningCertURL.replace('https://', '')])
})

test('many who wait for it make one fetch', async () => {
  const SigningCertURL = fresh()
  const waiting: (() => void)[] = []
  const asked = new Promise<void>(resolve => {
    host.answer = response => {
      waiting.push(() => response.end(providerCertificate))
      resolve()
    }
  })
  const posts = Array.from({ length: 20 }, () => post(snsMessage({ SigningCertURL })))
  await asked
  for (const answer of waiting) answer()
  expect((await Promise.all(posts)).map(answer => answer.status)).toEqual(Array(20).fill(200))
  expect(host.seen).toHaveLength(1)
})

test('a signature that does not match is refused as ever', async () => {
  const { headers, body } = snsMessage()
  expect((await post({ headers, body: body.replace('{\\"order\\":1}', '{\\"order\\":2}') })).status).toBe(400)
  expect((await newest()).verification).toMatchObject({ verdict: 'failed', code: 'signature_mismatch' })
})

const failures: [what: string, answer: ProviderHost['answer'], reason: RegExp][] = [
  ['an error', response => void response.writeHead(500).end(), /answered 500/],
  ['a redirect, which is not followed', response => void response.writeHead(302, { Location: '/other.pem' }).end(), /answered 302/],
  ['something else', response => void response.end('<html>'), /does not lead to a certificate/],
  ['more than a certificate', response => void response.end(Buffer.alloc(100_000, 'x')), /longer than 64 KiB/],
  ['nothing', response => void response.destroy(), /closed the connection/],
]
test.each(failures)('%s: the sender is asked to come again', async (_, answer, reason) => {
  host.answer = answer
  expect(await post(snsMessage({ SigningCertURL: fresh() }))).toMatchObject({ status: 503, retryAfter: '30' })
  expect(host.seen).toHaveLength(1)
  const { verification, replyStatus } = await newest()
  expect(verification).toMatchObject({ verdict: 'failed', code: 'key_unavailable', explanation: expect.stringMatching(reason) })
  expect(replyStatus).toBe(503)
})

test('a failure is not asked for again at once; verified by hand later it is right', async () => {
  const message = snsMessage({ SigningCertURL: fresh() })
  host.answer = response => void response.writeHead(500).end()
  expect((await post(message)).status).toBe(503)
  expect((await post(message)).status).toBe(503)
  expect(host.seen).toHaveLength(1)
  const { id } = await newest()
  // The stored reason stays: looking at a Request makes no request.
  expect((await core.rpc['requests.get']({ id })).verification.explanation).toMatch(/answered 500/)
  host.answer = response => void response.end(providerCertificate)
  await expect.poll(async () => (await core.rpc['requests.verify']({ id })).verdict, { timeout: 20_000 }).toBe('verified')
  expect((await core.rpc['requests.get']({ id })).verification.verdict).toBe('failed')
})

test.each(['https://sns.eu-west-1.amazonaws.com.evil.test/a.pem', 'http://sns.eu-west-1.amazonaws.com/a.pem', 'https://127.0.0.1/a.pem'])(
  '%s is fetched by nobody',
  async SigningCertURL => {
    expect((await post(snsMessage({ SigningCertURL }))).status).toBe(400)
    expect((await newest()).verification.code).toBe('unknown_key')
    expect(host.seen).toEqual([])
  },
)

test('a name of the provider’s that leads into this machine is not followed there', async () => {
  const { resolve, ca, port } = host.network
  const guarded = await openCore({ ports: { providerNetwork: { ...(resolve && { resolve }), ...(ca && { ca }), ...(port && { port }) } } })
  try {
    const message = snsMessage()
    await guarded.rpc['sources.save']({ slug: 'sns', provider: 'aws-sns', secrets: [{ role: 'account-id', value: message.topic }] })
    const response = await fetch(`${guarded.receiverUrl}/sns`, { method: 'POST', headers: message.headers, body: message.body })
    expect(response.status).toBe(503)
    expect(host.seen).toEqual([])
    const [row] = (await guarded.rpc['requests.list']({})).rows
    const { verification } = await guarded.rpc['requests.get']({ id: row?.id ?? '' })
    expect(verification.explanation).toMatch(/was not contacted/)
  } finally {
    await guarded.end()
  }
})

test('without the topic’s ARN nothing is fetched, for nothing is verified', async () => {
  await core.rpc['sources.save']({ slug: 'bare', provider: 'aws-sns' })
  const { headers, body } = snsMessage({ SigningCertURL: fresh() })
  expect((await fetch(`${core.receiverUrl}/bare`, { method: 'POST', headers, body })).status).toBe(200)
  expect((await newest()).verdict).toBe('unconfigured')
  expect(host.seen).toEqual([])
})
