import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CustomProviderDraft } from '#contract/providers.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import { temporaryFolder } from '../../support/launched.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

const SECRET = 'shop-secret-1'
const shop: CustomProviderDraft = {
  name: 'Tea shop',
  scheme: {
    algorithm: 'hmac-sha256',
    key: { decode: 'utf8' },
    signature: { place: { in: 'header', names: ['X-Tea-Signature'] }, separator: ',', assign: '=', field: 'v1', encoding: 'hex' },
    timestamp: { at: { in: 'signature', field: 't' }, unit: 's', toleranceSeconds: 300 },
    content: '{timestamp}.{method}.{body}',
  },
  eventId: { in: 'body', path: 'order.id' },
  eventType: { in: 'header', names: ['X-Tea-Event'] },
}
const BODY = '{"order":{"id":"ord_1"}}'

async function brew(path: string, secret = SECRET, body = BODY) {
  const t = Math.floor(Date.now() / 1000)
  const v1 = createHmac('sha256', secret).update(`${t}.POST.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-tea-signature': `t=${t},v1=${v1}`, 'x-tea-event': 'order.brewed' }
  const response = await fetch(`${core.receiverUrl}${path}`, { method: 'POST', body, headers })
  await response.arrayBuffer()
  return response.status
}
const newest = async () => (await core.rpc['requests.list']({ limit: 1 })).rows[0]

describe('a provider that somebody describes', () => {
  test('is tried on what was captured before it exists, and says what it made of it', async () => {
    await brew('/somewhere')
    const requestId = (await newest())?.id ?? ''
    const good = await core.rpc['providers.test']({ requestId, provider: shop, secrets: [SECRET] })
    expect(good).toMatchObject({
      verification: { verdict: 'verified' },
      read: { signatures: 1 },
      produced: { text: expect.stringMatching(/^\d{10}\.POST\.\{"order"/), missing: null, cut: false },
      eventIds: ['ord_1'],
      eventType: 'order.brewed',
    })
    const wrong = await core.rpc['providers.test']({ requestId, provider: shop, secrets: ['another'] })
    expect(wrong.verification).toMatchObject({ verdict: 'failed', code: 'signature_mismatch' })
    const otherTemplate = { ...shop, scheme: { ...shop.scheme, content: '{timestamp}.{header:X-Absent}.{body}' } }
    const lacking = await core.rpc['providers.test']({ requestId, provider: otherTemplate, secrets: [SECRET] })
    expect(lacking.produced).toMatchObject({ missing: 'X-Absent' })
    const hashed = { ...shop, scheme: { ...shop.scheme, algorithm: 'sha256' as const, content: '{secret}{body}' } }
    const masked = await core.rpc['providers.test']({ requestId, provider: hashed, secrets: [SECRET] })
    expect(JSON.stringify(masked)).not.toContain(SECRET)
    expect((await core.rpc['providers.list']({})).rows.filter(({ evidence }) => evidence === 'custom')).toEqual([])
  })

  test('verifies, types, marks duplicates, is guessed, signs samples and resends', async () => {
    const saved = await core.rpc['providers.save']({ provider: shop })
    expect(saved).toMatchObject({ id: 'custom-tea-shop', name: 'Tea shop', evidence: 'custom', schemes: [{ secretRole: 'signing' }] })
    await core.event<{ what: string }>('config.changed', ({ what }) => what === 'providers')

    await brew('/inbox-again')
    const inbox = await newest()
    expect(inbox).toMatchObject({ sourceId: null, provider: 'custom-tea-shop', eventType: 'order.brewed' })
    expect((await core.rpc['providers.guess']({ requestId: inbox?.id ?? '' })).rows[0]?.provider).toBe('custom-tea-shop')

    const source = await core.rpc['sources.save']({ name: 'Tea', slug: 'tea', provider: 'custom-tea-shop', secrets: [SECRET] })
    expect(await brew('/tea')).toBe(200)
    const first = await newest()
    expect(first).toMatchObject({ verdict: 'verified', eventId: 'ord_1', eventType: 'order.brewed', repetition: null })
    await brew('/tea')
    expect(await newest()).toMatchObject({ verdict: 'verified', repetition: 'duplicate', duplicateOf: first?.id })
    expect(await brew('/tea', 'forged')).toBe(400)
    expect(await newest()).toMatchObject({ verdict: 'failed', code: 'signature_mismatch' })

    await core.rpc['samples.send']({ provider: 'hookbench', sample: (await generic())[0]?.id ?? '', sourceId: source.id })
    expect(await newest()).toMatchObject({ verdict: 'verified', origin: 'sample' })
    await core.rpc['requests.resend']({
      ids: [first?.id ?? ''],
      to: { url: `${core.receiverUrl}/tea/again` },
      sign: 'fresh',
      scheme: 'custom-tea-shop/custom',
      secret: SECRET,
    })
    await core.event<{ rows: { path: string; verdict: string }[] }>('request.added', ({ rows }) =>
      rows.some(({ path, verdict }) => path === '/tea/again' && verdict === 'verified'),
    )
    // Large enough for the prepare thread, which knows it too.
    await brew('/tea', SECRET, JSON.stringify({ order: { id: 'ord_big' }, text: 'x'.repeat(70_000) }))
    expect(await newest()).toMatchObject({ verdict: 'verified', eventId: 'ord_big' })
  })

  test('changes take effect with the answer; one in use is not removed; names stay apart', async () => {
    await core.rpc['providers.save']({
      id: 'custom-tea-shop',
      provider: { ...shop, scheme: { ...shop.scheme, content: '{timestamp}.{body}' } },
    })
    expect(await brew('/tea')).toBe(400)
    await core.rpc['providers.save']({ id: 'custom-tea-shop', provider: shop })
    expect(await brew('/tea')).toBe(200)
    expect(await core.rpc['providers.draft']({ provider: 'custom-tea-shop' })).toEqual(shop)

    await expect(core.rpc['providers.delete']({ id: 'custom-tea-shop' })).rejects.toThrow(
      '“Tea shop” is in use by the source “Tea”. Choose another provider there first, then remove this one.',
    )
    await expect(core.rpc['providers.save']({ provider: { ...shop, name: 'tea SHOP' } })).rejects.toThrow(
      'There is already a custom provider “Tea shop”',
    )
    await expect(core.rpc['providers.save']({ id: 'stripe', provider: shop })).rejects.toThrow('There is no custom provider "stripe"')
    await expect(
      core.rpc['providers.save']({ provider: { ...shop, name: 'B', scheme: { ...shop.scheme, content: '{boddy}' } } }),
    ).rejects.toThrow('{boddy} is not a variable')
    await expect(core.rpc['providers.draft']({ provider: 'plaid' })).rejects.toThrow('cannot be shown in a form')
    expect((await core.rpc['providers.draft']({ provider: 'stripe' })).scheme.content).toBe('{timestamp}.{body}')
  })

  test('outlives a restart, with intake knowing it from the first Request on', async () => {
    const folder = temporaryFolder()
    const before = await openCore({ folder })
    await before.rpc['providers.save']({ provider: shop })
    await before.rpc['sources.save']({ name: 'Tea', slug: 'tea', provider: 'custom-tea-shop', secrets: [SECRET] })
    await before.halt()
    await core.end()
    core = await openCore({ folder })
    expect(await brew('/tea')).toBe(200)
    expect(await newest()).toMatchObject({ verdict: 'verified' })
    const [source] = (await core.rpc['sources.list']({})).rows
    await core.rpc['sources.save']({ id: source?.id ?? '', provider: null })
    expect(await core.rpc['providers.delete']({ id: 'custom-tea-shop' })).toEqual({ ok: true })
    await brew('/nobody')
    expect(await newest()).toMatchObject({ provider: null })
  })
})

test('a pasted secret is looked at by role, and not kept', async () => {
  const check = core.rpc['providers.checkSecret']
  expect(await check({ provider: 'stripe', value: 'sk_test_123456789' })).toMatchObject({
    level: 'warning',
    message: expect.stringContaining('This looks like a Stripe API key'),
  })
  expect(await check({ provider: 'stripe', value: 'whsec_abcdef' })).toEqual({ level: 'ok', message: null })
  expect(await check({ provider: 'facebook', role: 'verify-token', value: 'whatever-I-like' })).toEqual({ level: 'ok', message: null })
  expect(await check({ provider: null, value: '"quoted"' })).toMatchObject({ level: 'warning' })
})

const generic = async () => (await core.rpc['samples.list']({ provider: 'hookbench' })).rows
