import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendToReceiver } from '#app/services/sample-sending.ts'
import type { SecretRole } from '#domain/secret.ts'
import { newSecret, publicHalf } from '#domain/signature/new-secret.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { providerById } from '#providers/index.ts'
import { GENERIC, sampledProviders, samplesOf } from '#providers/samples/index.ts'
import { openCore, type RunningCore } from '../../support/core.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

const newest = async () => (await core.rpc['requests.list']({ limit: 1 })).rows[0]
const providerOf = (id: string) => {
  const found = providerById(id)
  if (!found) throw new Error(`There is no provider ${id}.`)
  return found
}
let made = 0

/** A secret made for the scheme, and its public half where it has one. */
function freshSecrets(id: string, scheme: Scheme | undefined): { role: SecretRole; value: string }[] {
  const provider = providerOf(id)
  if (!scheme) return []
  made++
  const value = newSecret(provider, scheme.id, new Uint8Array(32).fill(made % 251))
  const half = publicHalf(scheme, value)
  const own = { role: (scheme.signingKey ?? scheme.key).role, value }
  return half === null ? [own] : [own, { role: scheme.key.role, value: half }]
}
const sourceFor = (provider: string, secrets: { role: SecretRole; value: string }[], slug = provider) =>
  core.rpc['sources.save']({ name: slug, slug, provider, secrets })

const withProvider = sampledProviders.filter(id => providerById(id) !== null)
const signable = withProvider.filter(id => providerById(id)?.schemes.some(({ unsignable }) => unsignable === undefined))
const unsignable = withProvider.filter(id => providerById(id)?.schemes[0]?.unsignable !== undefined)
const unsigned = withProvider.filter(id => providerById(id)?.schemes.length === 0)

test('every provider with samples is one of the three kinds', () => {
  expect([...signable, ...unsignable, ...unsigned].sort()).toEqual([...withProvider].sort())
  expect([signable.length > 40, unsignable.length > 0, unsigned.length > 0]).toEqual([true, true, true])
})

test.each(signable)('%s: every sample arrives verified, with its type, and is no duplicate', async provider => {
  const source = await sourceFor(provider, freshSecrets(provider, providerOf(provider).schemes[0]))
  for (const { id, eventType } of samplesOf(provider)) {
    const { url } = await core.rpc['samples.send']({ provider, sample: id, sourceId: source.id })
    expect(url).toContain(`/${provider}`)
    expect(await newest(), id).toMatchObject({
      sourceId: source.id,
      provider,
      verdict: 'verified',
      eventType,
      origin: 'sample',
      repetition: null,
      handshake: null,
    })
  }
})

const others = signable.flatMap(provider =>
  providerOf(provider)
    .schemes.slice(1)
    .filter(({ unsignable }) => unsignable === undefined)
    .map(scheme => ({ provider, scheme })),
)
test.each(others)('$provider/$scheme.id: samples are signed by it too', async ({ provider, scheme }) => {
  const slug = `${provider}-${scheme.id}`
  const { id: sourceId } = await core.rpc['sources.save']({
    name: slug,
    slug,
    provider,
    scheme: scheme.id,
    secrets: freshSecrets(provider, scheme),
  })
  const sample = samplesOf(provider)[0]?.id ?? ''
  await core.rpc['samples.send']({ provider, sample, sourceId })
  expect(await newest()).toMatchObject({ sourceId, verdict: 'verified' })
})

test.each(unsigned)('%s signs nothing: its samples arrive unsigned', async provider => {
  const source = await sourceFor(provider, [])
  for (const { id, eventType } of samplesOf(provider)) {
    expect(await core.rpc['samples.send']({ provider, sample: id, sourceId: source.id })).toMatchObject({ status: 200 })
    expect(await newest()).toMatchObject({ provider, verdict: 'unsigned', eventType, origin: 'sample', repetition: null })
  }
})

describe.each(unsignable)('%s cannot be signed for', provider => {
  test('a Source with its secret says why; one without takes the sample as it is', async () => {
    const scheme = providerOf(provider).schemes[0]
    const sample = samplesOf(provider)[0]?.id ?? ''
    const value = 'arn:aws:sns:eu-central-1:000000000000:mugs'
    const source = await sourceFor(provider, [{ role: scheme?.key.role ?? 'signing', value }])
    await expect(core.rpc['samples.send']({ provider, sample, sourceId: source.id })).rejects.toMatchObject({
      code: 'cannot_sign',
      message: scheme?.unsignable,
    })
    const bare = await sourceFor(provider, [], `${provider}-bare`)
    await core.rpc['samples.send']({ provider, sample, sourceId: bare.id })
    expect(await newest()).toMatchObject({ sourceId: bare.id, verdict: 'unconfigured', eventType: samplesOf(provider)[0]?.eventType })
  })
})

describe('sending', () => {
  test('a Source that only knows the provider’s public key takes what we sign with a pair of our own', async () => {
    const secrets = freshSecrets('sendgrid', providerOf('sendgrid').schemes[0]).filter(({ role }) => role === 'public-key')
    const source = await sourceFor('sendgrid', secrets, 'sendgrid-public')
    await core.rpc['samples.send']({ provider: 'sendgrid', sample: 'bounced', sourceId: source.id })
    expect(await newest()).toMatchObject({ sourceId: source.id, verdict: 'verified', replyStatus: 200 })
  })

  test('what lacks the values that the Source’s provider signs is refused with that reason', async () => {
    const source = await sourceFor('mailgun', freshSecrets('mailgun', providerOf('mailgun').schemes[0]), 'mailgun-text')
    await expect(core.rpc['samples.send']({ provider: GENERIC, sample: 'text', sourceId: source.id })).rejects.toMatchObject({
      code: 'cannot_sign',
      message: expect.stringMatching(/^The body is no JSON object or form/),
    })
  })

  test('a receiver that hangs up without an answer is status 0', async () => {
    const server = createServer(socket => socket.on('data', () => socket.destroy()))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const draft = { method: 'POST', url: `http://127.0.0.1:${port}/x`, headers: [], body: new Uint8Array(1) }
    expect(await sendToReceiver(draft, ['A', 'b'])).toBe(0)
    await new Promise(resolve => server.close(resolve))
  })

  test('the URL that is registered with the provider is signed, and ours is called', async () => {
    const secrets = [
      ...freshSecrets('square', providerOf('square').schemes[0]),
      { role: 'url' as const, value: 'https://shop.example.com/square' },
    ]
    const source = await sourceFor('square', secrets, 'square-registered')
    const { status, url } = await core.rpc['samples.send']({ provider: 'square', sample: 'payment-failed', sourceId: source.id })
    expect([status, url]).toEqual([200, `${core.receiverUrl}/square-registered`])
    expect(await newest()).toMatchObject({ sourceId: source.id, verdict: 'verified' })
  })

  test('headers keep their letter case, and none is added but what framing needs', async () => {
    await core.rpc['samples.send']({ provider: 'bitbucket', sample: 'push' })
    const { headers } = await core.rpc['requests.get']({ id: (await newest())?.id ?? '' })
    expect(headers.map(([name]) => name)).toEqual([
      'Content-Type',
      'User-Agent',
      'X-Event-Key',
      'X-Hook-UUID',
      'X-Request-UUID',
      'X-Attempt-Number',
      'Hookbench-Test',
      'Host',
      'Content-Length',
      'Connection',
    ])
  })

  test('an edited sample is signed as edited', async () => {
    const source = await sourceFor('github', freshSecrets('github', providerOf('github').schemes[0]), 'edited')
    const body = '{"action":"mugs","é":"\\u0000"}'
    const headers: [string, string][] = [
      ['Content-Type', 'application/json'],
      ['X-GitHub-Event', 'made_up'],
      ['X-GitHub-Delivery', 'delivery-1'],
      ['Host', 'elsewhere.example.com'],
      ['Content-Length', '3'],
    ]
    const send = () => core.rpc['samples.send']({ provider: 'github', sample: 'push', sourceId: source.id, edit: { headers, body } })
    expect(await send()).toMatchObject({ status: 200 })
    const row = await newest()
    expect(row).toMatchObject({ verdict: 'verified', eventType: 'made_up.mugs', eventId: 'delivery-1' })
    expect(await (await core.get(`/body/${row?.id}`)).text()).toBe(body)
    await send()
    expect(await newest()).toMatchObject({ repetition: 'duplicate', duplicateOf: row?.id })
  })

  test('without a Source it lands in the Inbox; an unknown sample or Source is said to be none', async () => {
    expect(await core.rpc['samples.send']({ provider: 'shopify', sample: 'order-created' })).toMatchObject({ status: 200 })
    expect(await newest()).toMatchObject({
      sourceId: null,
      path: '/test',
      provider: 'shopify',
      origin: 'sample',
      eventType: 'orders/create',
    })
    const refused = (input: { provider: string; sample: string; sourceId?: string }) =>
      expect(core.rpc['samples.send'](input)).rejects.toMatchObject({ code: 'not_found' })
    await refused({ provider: 'shopify', sample: 'nothing' })
    await refused({ provider: 'nobody', sample: 'order-created' })
    await refused({ provider: 'shopify', sample: 'order-created', sourceId: 'src_0' })
  })

  test('a test webhook is the first sample of the Source’s provider, else the general one', async () => {
    const source = await sourceFor('stripe', freshSecrets('stripe', providerOf('stripe').schemes[0]), 'tested')
    expect(await core.rpc['requests.sendTest']({ sourceId: source.id })).toMatchObject({ status: 200 })
    expect(await newest()).toMatchObject({ verdict: 'verified', eventType: 'payment_intent.succeeded', origin: 'sample' })
    const plain = await core.rpc['sources.save']({ name: 'plain', slug: 'plain', provider: null })
    expect(await core.rpc['requests.sendTest']({ sourceId: plain.id })).toMatchObject({ status: 200 })
    const row = await newest()
    expect(row).toMatchObject({ sourceId: plain.id, eventType: null, origin: 'sample' })
    expect(await (await core.get(`/body/${row?.id}`)).json()).toMatchObject({ type: 'hookbench.test' })
  })
})

describe('looking', () => {
  test('the list is of all, or of one provider', async () => {
    const { rows } = await core.rpc['samples.list']({})
    expect(rows.length).toBe(sampledProviders.flatMap(samplesOf).length)
    const one = await core.rpc['samples.list']({ provider: 'stripe' })
    expect(one.rows[1]).toEqual({
      provider: 'stripe',
      id: 'payment-failed',
      title: 'Payment failed: card declined',
      eventType: 'payment_intent.payment_failed',
      failure: true,
    })
    expect((await core.rpc['samples.list']({ provider: 'nobody' })).rows).toEqual([])
  })

  test('a rendered sample is fresh, is text, and can be sent as it is', async () => {
    const input = { provider: 'github', sample: 'workflow-failed' }
    const [one, two] = [await core.rpc['samples.render'](input), await core.rpc['samples.render'](input)]
    expect(one).toMatchObject({ method: 'POST', contentType: 'application/json', eventType: 'workflow_run.completed' })
    expect(one.headers).not.toEqual(two.headers)
    expect(JSON.parse(one.body)).toMatchObject({ action: 'completed', workflow_run: { conclusion: 'failure' } })
    await core.rpc['samples.send']({ ...input, edit: { headers: one.headers, body: one.body } })
    const id = one.headers.find(([name]) => name === 'X-GitHub-Delivery')?.[1]
    expect(await newest()).toMatchObject({ eventId: id, eventType: 'workflow_run.completed' })
    await expect(core.rpc['samples.render']({ provider: 'github', sample: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  })
})
