import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Alert } from '#contract/alerts.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openProviderHost, type ProviderHost, providerCertificate, snsMessage } from '../../support/provider-host.ts'
import { json, say, signed } from './support.ts'

let host: ProviderHost
let core: RunningCore
beforeAll(async () => {
  host = await openProviderHost()
  core = await openCore({ ports: { providerNetwork: host.network } })
})
afterAll(async () => {
  await core.end()
  await host.close()
})
beforeEach(() => {
  host.seen.length = 0
  host.answer = response => void response.end(providerCertificate)
})

const SECRET = 'b537207f20cbfa02357cf448134da559e8bdd6aa'
const OTHER = 'ffff207f20cbfa02357cf448134da559e8bdffff'
const hello = (secret: string) => json({}, { 'X-Hook-Secret': secret })

async function newest(filter = '') {
  const [row] = (await core.rpc['requests.list']({ filter, limit: 1 })).rows
  return core.rpc['requests.get']({ id: row?.id ?? '' })
}
const sourceOf = async (id: string) => (await core.rpc['sources.list']({})).rows.find(source => source.id === id)
const alertOf = async (requestId: string): Promise<Alert | undefined> =>
  (await core.rpc['alerts.list']({})).rows.find(alert => alert.kind === 'handshake' && alert.target.id === requestId)

describe('a secret that comes by a handshake', () => {
  test('is the Source’s own before the reply is sent: the next request verifies', async () => {
    const source = await core.rpc['sources.save']({ slug: 'asana', provider: 'asana' })
    expect((await say(source.url, hello(SECRET))).headers['x-hook-secret']).toBe(SECRET)
    const body = json({ events: [{ action: 'changed', resource: { resource_type: 'task' } }] })
    expect((await say(source.url, signed('asana', SECRET, body))).status).toBe(200)
    expect(await newest('source:asana')).toMatchObject({ verdict: 'verified', handshake: null })
    expect((await sourceOf(source.id))?.secrets).toMatchObject([{ role: 'signing', masked: `••••••••${SECRET.slice(-4)}` }])
    // The same again teaches nothing new.
    await say(source.url, hello(SECRET))
    expect((await sourceOf(source.id))?.secrets).toHaveLength(1)
  })

  test('lies nowhere in clear but in the request that brought it, which shows it masked', async () => {
    const db = core.sqlite()
    const rows = db.prepare('SELECT detail_json FROM requests WHERE handshake IS NOT NULL').pluck().all() as string[]
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).not.toContain(SECRET)
    for (const row of db.prepare('SELECT config_json FROM sources').pluck().all()) expect(row).not.toContain(SECRET)
    const detail = await newest('source:asana is:handshake')
    expect(detail.handshake).toBe('X-Hook-Secret')
    expect(detail.reply.headers).toContainEqual(['X-Hook-Secret', '••••••••'])
    expect(JSON.stringify(detail)).not.toContain(SECRET)
  })

  test('by Notion’s body too', async () => {
    const { id, url } = await core.rpc['sources.save']({ slug: 'notion', provider: 'notion' })
    await say(url, json({ verification_token: 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl' }))
    expect((await sourceOf(id))?.secrets).toMatchObject([{ role: 'signing', label: 'came by handshake' }])
  })

  test('never takes the place of another unasked: an alert says so, and a yes does it', async () => {
    const source = await core.rpc['sources.save']({ slug: 'asana-2', provider: 'asana', secrets: [SECRET] })
    await say(source.url, hello(OTHER))
    const request = await newest('source:asana-2')
    expect(request.handshakeAsk).toEqual({ kind: 'replace', role: 'signing' })
    await eventually(() => alertOf(request.id)).toMatchObject({ title: 'Asana sent a different secret', target: { type: 'request' } })
    const body = json({ events: [] })
    expect((await say(source.url, signed('asana', OTHER, body))).status).toBe(400)
    expect((await say(source.url, signed('asana', SECRET, body))).status).toBe(200)

    expect(await core.rpc['handshakes.confirm']({ requestId: request.id })).toEqual({ done: 'replaced' })
    expect((await say(source.url, signed('asana', OTHER, body))).status).toBe(200)
    expect((await say(source.url, signed('asana', SECRET, body))).status).toBe(400)
    expect((await core.rpc['requests.get']({ id: request.id })).handshakeAsk).toMatchObject({ doneAt: expect.any(Number) })
    await expect(core.rpc['handshakes.confirm']({ requestId: request.id })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('two at once: the first is kept, the second is not', async () => {
    const { id, url } = await core.rpc['sources.save']({ slug: 'asana-3', provider: 'asana' })
    await Promise.all([say(url, hello(SECRET)), say(url, hello(OTHER))])
    expect((await sourceOf(id))?.secrets).toHaveLength(1)
  })

  test('outlives a restart', async () => {
    const { id, url } = await core.rpc['sources.save']({ slug: 'asana-4', provider: 'asana' })
    await say(url, hello(SECRET))
    const kept = core.sqlite().prepare('SELECT config_json FROM sources WHERE slug = ?').pluck().get('asana-4') as string
    expect(JSON.parse(kept).secrets).toMatchObject([{ role: 'signing', sealed: expect.any(String) }])
    expect((await sourceOf(id))?.secrets).toHaveLength(1)
  })
})

describe('a link to confirm', () => {
  const LINK = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn&Token=2336412f37'
  const subscription = (more: Readonly<Record<string, string>> = {}) =>
    snsMessage({ Type: 'SubscriptionConfirmation', Token: '2336412f37', SubscribeURL: LINK, ...more })
  const confirm = (requestId: string) => core.rpc['handshakes.confirm']({ requestId })

  test('is visited after a yes, and not before', async () => {
    const message = subscription()
    const { url } = await core.rpc['sources.save']({
      slug: 'sns',
      provider: 'aws-sns',
      secrets: [{ role: 'account-id', value: message.topic }],
    })
    expect((await say(url, message)).status).toBe(200)
    const request = await newest('source:sns')
    expect(request).toMatchObject({ verdict: 'verified', handshakeAsk: { kind: 'confirm', host: 'sns.eu-west-1.amazonaws.com' } })
    await eventually(() => alertOf(request.id)).toMatchObject({ body: expect.stringContaining('sns.eu-west-1.amazonaws.com') })
    const visits = () => host.seen.filter(seen => seen.includes('ConfirmSubscription'))
    expect(visits()).toEqual([])
    expect(await confirm(request.id)).toEqual({ done: 'confirmed' })
    expect(visits()).toEqual([LINK.replace('https://', '')])
    await expect(confirm(request.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(visits()).toHaveLength(1)
    const [row] = core.sqlite().prepare('SELECT detail_json FROM requests ORDER BY id DESC LIMIT 1').pluck().all()
    expect(row).not.toContain('2336412f37')
  })

  test('a refusal there is told, and it can be tried again', async () => {
    const { url } = await core.rpc['sources.save']({ slug: 'sns-2', provider: 'aws-sns' })
    await say(url, subscription())
    const { id, verdict } = await newest('source:sns-2')
    expect(verdict).toBe('unconfigured')
    host.answer = response => void response.writeHead(403).end()
    await expect(confirm(id)).rejects.toMatchObject({ code: 'challenge_failed', message: expect.stringMatching(/answered 403/) })
    host.answer = response => void response.end('<ConfirmSubscriptionResponse/>')
    expect(await confirm(id)).toEqual({ done: 'confirmed' })
  })

  test('of another host is not even offered, nor is one that nobody signed', async () => {
    const { url } = await core.rpc['sources.save']({
      slug: 'sns-3',
      provider: 'aws-sns',
      secrets: [{ role: 'account-id', value: subscription().topic }],
    })
    await say(url, subscription({ SubscribeURL: 'https://evil.test/?Action=ConfirmSubscription&Token=1' }))
    const elsewhere = await newest('source:sns-3')
    expect(elsewhere.handshakeAsk).toBeNull()
    await expect(confirm(elsewhere.id)).rejects.toMatchObject({ code: 'conflict' })
    const message = subscription()
    expect((await say(url, { ...message, body: message.body.replace('"Message":"', '"Message":"!') })).status).toBe(400)
    const forged = await newest('source:sns-3')
    expect(forged).toMatchObject({ handshakeAsk: null, handshakeRefused: expect.any(String) })
    await expect(confirm(forged.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(host.seen.filter(seen => seen.includes('Action='))).toEqual([])
  })

  test('is checked again: a Source that has since become another topic’s does not visit it', async () => {
    const source = await core.rpc['sources.save']({ slug: 'sns-4', provider: 'aws-sns' })
    await say(source.url, subscription())
    const { id } = await newest('source:sns-4')
    await core.rpc['sources.save']({ id: source.id, secrets: [{ role: 'account-id', value: 'arn:aws:sns:eu-west-1:1:other' }] })
    await expect(confirm(id)).rejects.toMatchObject({ code: 'conflict' })
    expect(host.seen.filter(seen => seen.includes('Action='))).toEqual([])
  })

  test('in the Inbox is asked for as well', async () => {
    await say(`${core.receiverUrl}/nobody`, subscription())
    const request = await newest()
    expect(request).toMatchObject({ sourceId: null, provider: 'aws-sns', handshakeAsk: { kind: 'confirm' } })
    expect(await confirm(request.id)).toEqual({ done: 'confirmed' })
  })

  test('what is no handshake has nothing to confirm', async () => {
    await say(`${core.receiverUrl}/nobody`, json({ a: 1 }))
    await expect(confirm((await newest()).id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
