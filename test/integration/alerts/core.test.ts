import { afterEach, describe, expect, test } from 'vitest'
import type { Notice, NoticeAction, Notifier } from '#app/ports.ts'
import type { Alert } from '#contract/alerts.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, status } from '../../support/delivery/sink.ts'
import { testCertificate } from '../../support/delivery/tls.ts'
import { temporaryFolder } from '../../support/launched.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function setUp(answer = status(500), more: Partial<Notifier> = {}) {
  const sink = await openSink(answer)
  closing.push(sink.close)
  const notices: Notice[] = []
  let press: (alertId: string, action: NoticeAction['id']) => void = () => {}
  const notifier: Notifier = {
    native: true,
    notify: async notice => {
      notices.push(notice)
      return 'shown'
    },
    onAction(listener) {
      press = listener
    },
    ...more,
  }
  const folder = temporaryFolder()
  const core = await openCore({ folder, ports: { notifier } })
  closing.push(core.end)
  return { sink, notices, core, folder, press: (id: string, action: NoticeAction['id']) => press(id, action) }
}

const send = (core: RunningCore, endpointId: string, eventType: string) =>
  core.rpc['messages.send']({ endpointIds: [endpointId], eventType, body: '{}' })
const alerts = async (core: RunningCore): Promise<Alert[]> => (await core.rpc['alerts.list']({})).rows

describe('an alert through the core', () => {
  test('native with buttons; Retry all in order sends what failed since, and the alert is seen', async () => {
    const { sink, notices, core, press } = await setUp()
    const { id } = await core.rpc['endpoints.save']({ name: 'Shop', url: sink.url, local: true, retry: { preset: 'none' }, concurrency: 1 })
    for (const type of ['a', 'b', 'c']) {
      await send(core, id, type)
      await eventually(async () => (await alerts(core))[0]?.count).toBe('abc'.indexOf(type) + 1)
    }
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({ title: 'Delivery to Shop failed', target: { type: 'delivery' } })
    expect(notices[0]?.actions.map(({ label }) => label)).toEqual(['Retry', 'Mute for 1 h'])
    const [alert] = await alerts(core)
    expect(alert).toMatchObject({ title: '3 deliveries to Shop failed', actions: ['retry-all', 'mute', 'open'], muted: false })

    sink.answer = status(200)
    press(alert?.id ?? '', 'retry-all')
    await eventually(async () => (await core.rpc['deliveries.list']({ state: 'delivered' })).rows.length).toBe(3)
    const types = async () => (await core.rpc['deliveries.list']({})).rows.map(row => row.eventType).reverse()
    expect(await types()).toEqual(['a', 'b', 'c'])
    const ids = sink.hits.map(hit => String(hit.headers['idempotency-key']))
    expect(ids.slice(3)).toEqual(ids.slice(0, 3))
    await eventually(async () => (await alerts(core))[0]?.acknowledgedAt ?? null).not.toBeNull()
    await expect(core.rpc['alerts.act']({ id: alert?.id ?? '', action: 'retry' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a dead letter that fails again is no other one, and when all of them have arrived the alert is seen', async () => {
    const { sink, core } = await setUp()
    const { id } = await core.rpc['endpoints.save']({ name: 'Shop', url: sink.url, local: true, retry: { preset: 'none' }, concurrency: 1 })
    const latest = async () => (await alerts(core))[0]
    await send(core, id, 'a')
    await eventually(async () => (await latest())?.count).toBe(1)
    const [first] = (await core.rpc['deliveries.list']({})).rows
    await core.rpc['deliveries.retry']({ id: first?.id ?? '' })
    await eventually(async () => (await latest())?.body).toContain('after 2 attempts')
    expect(await latest()).toMatchObject({ count: 1, title: 'Delivery to Shop failed' })
    await send(core, id, 'b')
    await eventually(async () => (await latest())?.title).toBe('2 deliveries to Shop failed')

    sink.answer = status(200)
    await core.rpc['deliveries.retry']({ id: first?.id ?? '' })
    await eventually(async () => (await core.rpc['deliveries.list']({ state: 'delivered' })).rows.length).toBe(1)
    const second = (await core.rpc['deliveries.list']({ state: 'failed' })).rows[0]
    expect(await latest()).toMatchObject({ acknowledgedAt: null })
    await core.rpc['deliveries.retry']({ id: second?.id ?? '' })
    await eventually(async () => (await latest())?.acknowledgedAt ?? null).not.toBeNull()
    expect(await alerts(core)).toHaveLength(1)
  })

  test('all are retried and fail again: an alert that was seen is followed by one that counts them all, one that was not counts no more', async () => {
    const { core, sink } = await setUp()
    const { id } = await core.rpc['endpoints.save']({ name: 'Shop', url: sink.url, local: true, retry: { preset: 'none' }, concurrency: 1 })
    for (const type of ['a', 'b', 'c']) await send(core, id, type)
    /** Each alert, the latest first: how many it stands for, and what it says last. */
    const shown = async () => (await alerts(core)).map(({ count, body }) => `${count}: ${body.split('.')[0]}`)
    await eventually(shown).toEqual(['3: The latest, c, was given up after one attempt'])

    const again = { kind: 'deliveries.retry' as const, options: { endpointId: id, inOrder: true } }
    await core.rpc['jobs.start'](again)
    await eventually(shown).toEqual(['3: The latest, c, was given up after 2 attempts'])
    const [first] = await alerts(core)
    await core.rpc['alerts.act']({ id: first?.id ?? '', action: 'retry-all' })
    await eventually(shown).toEqual(['3: The latest, c, was given up after 3 attempts', '3: The latest, c, was given up after 2 attempts'])
    await core.rpc['jobs.start'](again)
    await eventually(shown).toEqual(['3: The latest, c, was given up after 4 attempts', '3: The latest, c, was given up after 2 attempts'])
    expect((await alerts(core))[0]).toMatchObject({
      acknowledgedAt: null,
      title: '3 deliveries to Shop failed',
      actions: ['retry-all', 'mute', 'open'],
    })
    // What it stands for is what its own button takes.
    await core.rpc['alerts.act']({ id: (await alerts(core))[0]?.id ?? '', action: 'retry-all' })
    await eventually(async () => (await shown())[0]).toBe('3: The latest, c, was given up after 5 attempts')
    expect((await alerts(core)).map(({ acknowledgedAt }) => acknowledgedAt !== null)).toEqual([false, true, true])
  })

  test('when its dead letters are purged the alert is seen, and not before the last of them', async () => {
    const { sink, core } = await setUp()
    const endpoint = async (name: string) =>
      (await core.rpc['endpoints.save']({ name, url: sink.url, local: true, retry: { preset: 'none' } })).id
    const [shop, till] = [await endpoint('Shop'), await endpoint('Till')]
    for (const id of [shop, shop, till]) await send(core, id, 'a')
    const seen = async (name: string) => (await alerts(core)).find(({ title }) => title.includes(name))?.acknowledgedAt
    await eventually(async () => (await alerts(core)).map(({ count }) => count).sort()).toEqual([1, 2])
    const dead = async (endpointId: string) => (await core.rpc['deliveries.list']({ endpointId, state: 'failed' })).rows.map(row => row.id)
    const [one = '', other = ''] = await dead(shop)
    const [last = ''] = await dead(till)

    // Looked at in this order: when the second is found to have none left, the first was found to have one.
    await core.rpc['jobs.start']({ kind: 'deliveries.purge', ids: [one, last] })
    await eventually(() => seen('Till')).toEqual(expect.any(Number))
    expect(await seen('Shop')).toBeNull()
    await core.rpc['jobs.start']({ kind: 'deliveries.purge', ids: [other] })
    await eventually(() => seen('Shop')).toEqual(expect.any(Number))
    expect(await dead(shop)).toEqual([])
  })

  test('muted: kept in the history and told nowhere, also after a restart; then told again', async () => {
    const { sink, notices, core, folder } = await setUp()
    const { id } = await core.rpc['endpoints.save']({ name: 'Shop', url: sink.url, retry: { preset: 'none' } })
    await core.rpc['alerts.mute']({ target: { type: 'endpoint', id }, forMs: 3_600_000 })
    await send(core, id, 'a')
    await eventually(async () => (await alerts(core)).length).toBe(1)
    expect((await alerts(core))[0]?.muted).toBe(true)
    await core.halt()

    const told: Notice[] = []
    const notify: Notifier['notify'] = async notice => {
      told.push(notice)
      return 'shown'
    }
    const again = await openCore({ folder, ports: { notifier: { native: true, notify } } })
    closing.push(again.halt)
    expect((await again.rpc['alerts.mutes']({})).rows).toMatchObject([{ kind: null, target: { type: 'endpoint', id } }])
    expect((await again.rpc['alerts.mute']({ target: { type: 'endpoint', id }, forMs: 0 })).rows).toEqual([])
    await again.rpc['alerts.acknowledge']({})
    await send(again, id, 'b')
    await eventually(() => told.length).toBe(1)
    expect(notices).toHaveLength(0)
    await expect(again.rpc['alerts.mute']({ forMs: 1 })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('an endpoint that keeps failing is told of on the way, and when it was switched off', async () => {
    const { core, sink } = await setUp()
    const limits = { retry: { preset: 'none' as const }, local: false, concurrency: 1, autoDisable: { afterFailures: 4, afterHours: null } }
    const { id } = await core.rpc['endpoints.save']({ name: 'Shop', url: sink.url, ...limits })
    const of = async (kind: string) =>
      (await alerts(core)).filter(alert => alert.kind === kind).map(alert => `${alert.title}: ${alert.body}`)
    for (let i = 1; i <= 4; i++) {
      await send(core, id, `n${i}`)
      await eventually(async () => (await alerts(core)).find(alert => alert.kind === 'delivery_failed')?.count).toBe(i)
    }
    await eventually(async () => (await of('endpoint_disabled')).length).toBe(1)
    expect((await of('endpoint_failing')).reverse()).toEqual([
      expect.stringMatching(/^Shop keeps failing: 2 of 4 attempts in a row failed: 50%/),
      expect.stringMatching(/^Shop keeps failing: 3 of 4 attempts in a row failed: 70%/),
    ])
    await eventually(async () => (await core.rpc['endpoints.list']({})).rows[0]?.enabled).toBe(false)
    expect((await alerts(core)).find(alert => alert.kind === 'endpoint_disabled')?.count).toBe(1)
  })

  test('several attempts at once that hear 410 disable it once: one alert that counts one', async () => {
    const held: (() => void)[] = []
    const { core, sink, notices } = await setUp((_, response) => void held.push(() => response.writeHead(410).end()))
    const { id } = await core.rpc['endpoints.save']({ name: 'Shop', url: sink.url, local: false, concurrency: 4 })
    for (let i = 0; i < 4; i++) await send(core, id, `n${i}`)
    await eventually(() => held.length).toBe(4)
    for (const answer of held) answer()
    await eventually(async () => (await core.rpc['deliveries.list']({ state: 'failed' })).rows.length).toBe(4)
    await eventually(async () => (await core.rpc['endpoints.list']({})).rows[0]?.enabled).toBe(false)
    // All four have been told of when what comes after them has been.
    await core.rpc['endpoints.save']({ name: 'Till', url: 'http://127.0.0.1:1/', retry: { preset: 'none' } }).then(till =>
      send(core, till.id, 'last'),
    )
    await eventually(async () => (await alerts(core)).map(({ kind, count }) => [kind, count])).toEqual([
      ['delivery_failed', 1],
      ['endpoint_disabled', 1],
    ])
    expect(notices.map(({ title }) => title)).toContain('Shop was disabled')
  })

  test('signatures that fail in a row are one alert about their Source', async () => {
    const { core, notices } = await setUp()
    await core.rpc['sources.save']({ name: 'Octo', slug: 'octo', provider: 'github', secrets: ['right'] })
    for (let i = 0; i < 7; i++) {
      await fetch(`${core.receiverUrl}/octo`, { method: 'POST', body: 'x', headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } })
    }
    await eventually(async () => (await alerts(core)).map(alert => alert.title)).toEqual(['Octo: signatures failing'])
    expect((await core.rpc['alerts.list']({ kind: 'disk_low' })).rows).toEqual([])
    await eventually(() => notices.length).toBe(1)
  })
})

describe('channels', () => {
  test('secrets are sealed at rest and masked; wrong addresses are refused; what is left out stays', async () => {
    const { core, sink } = await setUp(status(200))
    const secret = `${sink.url}/services/T0/B0/very-secret`
    const save = core.rpc['alerts.saveChannels']
    await save({
      webhook: { enabled: true, url: secret },
      email: { host: 'smtp.example.com', password: 'mail-password', from: 'a@b.c', to: ['d@e.f'] },
    })
    const shown = await core.rpc['alerts.channels']({})
    expect(JSON.stringify(shown)).not.toContain('very-secret')
    expect(JSON.stringify(shown)).not.toContain('mail-password')
    expect(shown.webhook).toMatchObject({ enabled: true, format: 'slack', url: expect.stringMatching(/••.*cret$/) })
    const stored = JSON.stringify(core.sqlite().prepare('SELECT value_json FROM settings').all())
    expect(stored).not.toContain('very-secret')
    expect(stored).not.toContain('mail-password')

    await save({ webhook: { format: 'json' }, rules: { disk_low: { email: false } } })
    expect(await core.rpc['alerts.testChannel']({ channel: 'webhook' })).toEqual({ ok: true, message: 'It answered 200.' })
    expect(sink.hits[0]).toMatchObject({ url: '/services/T0/B0/very-secret' })
    expect(JSON.parse(String(sink.hits[0]?.body))).toMatchObject({ type: 'hookbench.alert', title: 'Test alert' })
    expect((await core.rpc['alerts.channels']({})).rules.disk_low).toEqual({ native: true, webhook: true, email: false })

    await expect(save({ webhook: { url: 'http://10.0.0.1/x' } })).rejects.toMatchObject({ code: 'address_refused' })
    await expect(save({ webhook: { url: shown.webhook.url } })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(save({ email: { enabled: true, to: [] } })).rejects.toMatchObject({ code: 'invalid_input' })
    for (const [email, said] of [
      [{ ca: 'nope' }, 'The certificate authority (ca) is not a certificate.'],
      [{ to: ['d@e.f', 'notanaddress'] }, 'The recipient “notanaddress” (to) is not an email address.'],
      [{ from: 'Hookbench <alerts>' }, 'The sender “Hookbench <alerts>” (from) is not an email address.'],
    ] satisfies [object, string][]) {
      const refused = save({ email })
      await expect(refused, said).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining(said) })
    }
    await save({ email: { from: 'Hookbench <alerts@host>', to: ['"Doe, J" <j+x@mail.example>'], ca: testCertificate } })
    await save({ webhook: { url: 'http://10.0.0.1/x', local: true } })
    await save({ webhook: { enabled: false, url: null } })
    expect((await core.rpc['alerts.channels']({})).webhook.url).toBeNull()
  })

  test('one that fails is a note and never an alert; a system without notifications says so', async () => {
    const hint = 'No notification service answers.'
    const { core, sink } = await setUp(status(404, {}, 'no_service'), { native: false, hint, notify: async () => 'unavailable' })
    await core.rpc['alerts.saveChannels']({ webhook: { enabled: true, url: sink.url } })
    const { id } = await core.rpc['endpoints.save']({ name: 'Gone', url: 'http://127.0.0.1:1/', retry: { preset: 'none' } })
    await send(core, id, 'a')
    await eventually(async () => (await core.rpc['alerts.channels']({})).webhook.last?.message ?? '').toMatch(
      /^It answered 404: no_service/,
    )
    expect((await alerts(core)).map(alert => alert.kind)).toEqual(['delivery_failed'])
    expect(await core.rpc['alerts.testChannel']({ channel: 'email' })).toMatchObject({ ok: false })
    expect(sink.hits).toHaveLength(1)
    expect((await core.rpc['alerts.channels']({})).native).toEqual({ available: false, hint })
    expect(await core.rpc['alerts.testChannel']({ channel: 'native' })).toEqual({ ok: false, message: hint })
    expect((await core.rpc['app.info']({})).capabilities).toMatchObject({ nativeAlerts: false, alertHint: hint })
  })
})
