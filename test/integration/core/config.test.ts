import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { methods } from '#contract/methods.ts'
import { systemClock } from '#node/clock.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import { openSink, status } from '../../support/delivery/sink.ts'
import { temporaryFolder } from '../../support/launched.ts'

let core: RunningCore
const folder = temporaryFolder()
beforeAll(async () => {
  core = await openCore({ folder })
})
afterAll(() => core.end())

const MARK = 'never-on-disk-in-clear'
const masked = (list: readonly { masked: string }[]) => list.map(secret => secret.masked)

describe('secrets', () => {
  test('are sealed in every file of the data folder, and come back masked', async () => {
    const source = await core.rpc['sources.save']({
      name: 'Sealed',
      secrets: [`${MARK}-source-1234`, { role: 'verify-token', value: `${MARK}-token` }],
    })
    const endpoint = await core.rpc['endpoints.save']({
      url: 'https://example.com/',
      secret: `whsec_${Buffer.from(MARK).toString('base64')}`,
    })
    expect(masked(source.secrets)).toEqual(['••••••••1234', '••••••••oken'])
    expect(JSON.stringify([source, endpoint, await core.rpc['sources.list']({}), await core.rpc['endpoints.list']({})])).not.toContain(MARK)
    const files = readdirSync(core.dataDir, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile())
    expect(files.map(file => file.name)).toEqual(expect.arrayContaining(['hookbench.db', 'hookbench.db-wal']))
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      for (const text of [MARK, Buffer.from(MARK).toString('base64'), Buffer.from(MARK).toString('hex')]) {
        expect(bytes.includes(text), file.name).toBe(false)
      }
    }
  })

  test('a new one is the newest, and signs, though the clock was set back by an hour before a restart', async () => {
    const sink = await openSink(status(200))
    const folder = temporaryFolder()
    const first = await openCore({ folder })
    const { id } = await first.rpc['endpoints.save']({ url: sink.url, scheme: 'github', secret: 'the-old-secret' })
    await first.halt()
    const clock = { ...systemClock, now: () => systemClock.now() - 3_600_000 }
    const second = await openCore({ folder, ports: { clock } })
    try {
      const { secretId } = await second.rpc['endpoints.rotateSecret']({ id, secret: 'the-new-secret' })
      const [endpoint] = (await second.rpc['endpoints.list']({})).rows
      expect(
        endpoint?.secrets
          .map(secret => secret.id)
          .sort()
          .at(-1),
      ).toBe(secretId)
      await second.rpc['messages.send']({ endpointIds: [id], eventType: 'a', body: '{}' })
      await sink.received(1)
      const expected = createHmac('sha256', 'the-new-secret').update('{}').digest('hex')
      expect(sink.hits[0]?.headers['x-hub-signature-256']).toBe(`sha256=${expected}`)
    } finally {
      await second.end()
      await sink.close()
    }
  })

  test('a form that stood open does not undo what came meanwhile', async () => {
    const opened = await core.rpc['sources.save']({ name: 'Open form', secrets: ['first-secret-aaaa'] })
    const ifUpdatedAt = opened.updatedAt
    const meanwhile = await core.rpc['sources.save']({ id: opened.id, secrets: [{ id: opened.secrets[0]?.id }, 'came-by-itself-bbbb'] })
    const stale = core.rpc['sources.save']({ id: opened.id, ifUpdatedAt, secrets: [{ id: opened.secrets[0]?.id }] })
    await expect(stale).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('open it again') })
    const kept = (await core.rpc['sources.list']({})).rows.find(row => row.id === opened.id)
    expect(kept?.secrets).toHaveLength(2)
    const fresh = await core.rpc['sources.save']({ id: opened.id, ifUpdatedAt: meanwhile.updatedAt, name: 'Saved' })
    expect(fresh).toMatchObject({ name: 'Saved', secrets: meanwhile.secrets })
  })

  test('nor does one of an Endpoint; what Hookbench notes down by itself is no edit', async () => {
    const opened = await core.rpc['endpoints.save']({ url: 'http://127.0.0.1:9/opened', name: 'Open form' })
    const { id, updatedAt: ifUpdatedAt } = opened
    const { updatedAt } = await core.rpc['endpoints.save']({ id, concurrency: 2 })
    const stale = core.rpc['endpoints.save']({ id, ifUpdatedAt, name: 'Stale', concurrency: 8 })
    await expect(stale).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('open it again') })
    const kept = async () => (await core.rpc['endpoints.list']({})).rows.find(row => row.id === id)
    expect(await kept()).toMatchObject({ name: 'Open form', concurrency: 2, updatedAt })
    expect(await core.rpc['endpoints.save']({ id, ifUpdatedAt: updatedAt, name: 'Fresh' })).toMatchObject({ name: 'Fresh', concurrency: 2 })
  })

  test('an update keeps, replaces, adds and removes by id', async () => {
    const { id, secrets } = await core.rpc['sources.save']({ name: 'Rotating', secrets: ['first-secret-aaaa', 'second-secret-bbbb'] })
    const [first, second] = secrets
    const until = Date.now() + 60_000
    const next = await core.rpc['sources.save']({
      id,
      secrets: [{ id: second?.id, value: 'replaced-secret-cccc' }, { id: first?.id, label: 'old', validUntil: until }, 'third-secret-dddd'],
    })
    expect(masked(next.secrets)).toEqual(['••••••••cccc', '••••••••aaaa', '••••••••dddd'])
    expect(next.secrets[1]).toMatchObject({ id: first?.id, label: 'old', validUntil: until, role: 'signing' })
    const last = await core.rpc['sources.save']({ id, secrets: [{ id: first?.id }] })
    expect(masked(last.secrets)).toEqual(['••••••••aaaa'])
    expect((await core.rpc['sources.save']({ id, name: 'Renamed' })).secrets).toEqual(last.secrets)
    expect((await core.rpc['sources.save']({ id, secrets: [] })).secrets).toEqual([])
  })

  test('a secret that is kept keeps its role, too', async () => {
    const { id, secrets } = await core.rpc['sources.save']({
      name: 'Roles',
      secrets: [{ role: 'verify-token', value: 'a-verify-token-aaaa' }],
    })
    const kept = await core.rpc['sources.save']({ id, secrets: [{ id: secrets[0]?.id }, 'new-secret-bbbb'] })
    expect(kept.secrets.map(({ role, masked }) => [role, masked.slice(-4)])).toEqual([
      ['verify-token', 'aaaa'],
      ['signing', 'bbbb'],
    ])
  })

  test('a masked value, an unknown id and an empty one are refused with a sentence', async () => {
    const { id, secrets } = await core.rpc['sources.save']({ name: 'Refusing', secrets: ['a-secret-of-some-length'] })
    const bad = [
      [{ id: secrets[0]?.id, value: secrets[0]?.masked }],
      [secrets[0]?.masked ?? ''],
      [{ id: 'sec_00000000000' }],
      [{ role: 'signing' as const }],
      ['   '],
    ]
    for (const list of bad) {
      await expect(core.rpc['sources.save']({ id, secrets: list })).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringMatching(/ .+[.]$/),
      })
    }
    expect((await core.rpc['sources.list']({})).rows.find(source => source.id === id)?.secrets).toEqual(secrets)
  })
})

describe('Sources', () => {
  test('get a free slug from their name, and one path belongs to one Source', async () => {
    const first = await core.rpc['sources.save']({ name: 'Ünser Shop!' })
    const second = await core.rpc['sources.save']({ name: 'Ünser Shop!' })
    expect([first.slug, second.slug]).toEqual(['nser-shop', 'nser-shop-2'])
    expect(first.url).toBe(`${core.receiverUrl}/nser-shop`)
    const message = 'The path /nser-shop belongs to the source “Ünser Shop!”. Choose another one.'
    const taken = { code: 'conflict', message, details: { issues: [{ path: 'slug', message }] } }
    await expect(core.rpc['sources.save']({ name: 'x', slug: 'nser-shop' })).rejects.toMatchObject(taken)
    await expect(core.rpc['sources.save']({ id: second.id, slug: 'nser-shop' })).rejects.toMatchObject(taken)
    expect((await core.rpc['sources.save']({ id: first.id, slug: 'nser-shop' })).slug).toBe('nser-shop')
    await core.rpc['sources.delete']({ id: first.id })
    expect((await core.rpc['sources.save']({ id: second.id, slug: 'nser-shop' })).slug).toBe('nser-shop')
  })

  test('a change is in force for the next Request', async () => {
    const send = async (path: string) => (await fetch(`${core.receiverUrl}/${path}`, { method: 'POST', body: 'x' })).status
    const { id } = await core.rpc['sources.save']({ name: 'Changing', slug: 'changing', reply: { mode: 'custom', status: 201 } })
    expect(await send('changing/deeper?x')).toBe(201)
    await core.rpc['sources.save']({ id, slug: 'moved' })
    expect([await send('changing'), await send('moved')]).toEqual([200, 201])
    await core.rpc['sources.delete']({ id })
    expect(await send('moved')).toBe(200)
    expect((await core.rpc['requests.list']({ limit: 4 })).rows.map(row => row.sourceId)).toEqual([null, id, null, id])
  })

  test.each([
    [{ id: 'src_00000000000' }, 'not_found'],
    [{ id: 'nonsense' }, 'not_found'],
    [{ name: 'x', provider: 'no-such-vendor' }, 'invalid_input'],
    [{ name: 'x', provider: 'github', scheme: 'v9' }, 'invalid_input'],
    [{ name: 'x', forwardTo: ['ep_00000000000'] }, 'not_found'],
  ] as const)('%j is refused: %s', async (input, code) => {
    await expect(
      core.rpc['sources.save']({ ...input, ...('forwardTo' in input ? { forwardTo: [...input.forwardTo] } : {}) } as never),
    ).rejects.toMatchObject({ code })
  })
})

describe('Endpoints', () => {
  test.each([
    ['http://localhost:3000/hooks', true],
    ['http://127.0.0.1:9/', true],
    ['http://[::1]:9/', true],
    ['https://example.com/', false],
    ['http://localhost.example.com/', false],
  ])('%s: local %s, and the preset that goes with it', async (url, local) => {
    const made = await core.rpc['endpoints.save']({ url })
    expect(made).toMatchObject({
      local,
      retry: { preset: local ? 'local' : 'default' },
      name: new URL(url).host,
      enabled: true,
      timeoutMs: 15_000,
    })
    expect(made.delaysSeconds).toEqual(local ? [1, 5] : [60, 300, 1800, 7200, 21_600, 43_200, 86_400])
    expect([made.scheme, made.secrets]).toEqual([null, []])
  })

  test('a scheme without a secret gets one made for it; a secret without a scheme gets the common one', async () => {
    const made = await core.rpc['endpoints.save']({ url: 'https://example.com/', scheme: 'standard-webhooks/v1' })
    expect(made.secrets).toHaveLength(1)
    const common = await core.rpc['endpoints.save']({
      url: 'https://example.com/',
      secret: `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`,
    })
    expect(common.scheme).toBe('standard-webhooks/v1')
  })

  test('credentials in an endpoint’s URL are refused, for they would be lost on the way', async () => {
    await expect(core.rpc['endpoints.save']({ url: 'https://ada:secret@example.com/' })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('a deleted one is taken out of the Sources that forward to it', async () => {
    const endpoint = await core.rpc['endpoints.save']({ url: 'https://example.com/' })
    const source = await core.rpc['sources.save']({ name: 'Forwarding', forwardTo: [endpoint.id] })
    await core.rpc['endpoints.delete']({ id: endpoint.id })
    expect((await core.rpc['sources.list']({})).rows.find(row => row.id === source.id)?.forwardTo).toEqual([])
    for (const method of ['endpoints.delete', 'sources.delete', 'requests.get', 'jobs.get'] as const) {
      await expect(core.rpc[method]({ id: endpoint.id })).rejects.toMatchObject({
        code: 'not_found',
        message: expect.stringMatching(/^There is no /),
      })
    }
  })
})

describe('two changes at once', () => {
  test('both hold: neither writes over what the other has just saved', async () => {
    const { id } = await core.rpc['endpoints.save']({ name: 'Before', url: 'https://example.com/before' })
    await Promise.all([
      core.rpc['endpoints.save']({ id, name: 'After' }),
      core.rpc['endpoints.save']({ id, url: 'https://example.com/after' }),
      core.rpc['endpoints.save']({ id, timeoutMs: 2000 }),
    ])
    const saved = (await core.rpc['endpoints.list']({})).rows.find(row => row.id === id)
    expect(saved).toMatchObject({ name: 'After', url: 'https://example.com/after', timeoutMs: 2000 })
  })

  test('what is deleted is not brought back by a change that came a moment later', async () => {
    const { id } = await core.rpc['sources.save']({ name: 'Going' })
    const [, change] = await Promise.allSettled([core.rpc['sources.delete']({ id }), core.rpc['sources.save']({ id, name: 'Back' })])
    expect(change).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } })
    expect((await core.rpc['sources.list']({})).rows.filter(row => row.id === id)).toEqual([])
  })

  test('an Endpoint that is named twice is forwarded to once', async () => {
    const { id } = await core.rpc['endpoints.save']({ url: 'https://example.com/twice' })
    expect((await core.rpc['sources.save']({ name: 'Twice', forwardTo: [id, id] })).forwardTo).toEqual([id])
  })
})

describe('retention', () => {
  test('has floors: a slip of the hand is refused and not carried out', () => {
    for (const slip of [{ maxBytes: -1 }, { maxBytes: 5 }, { inboxMaxBytes: 0 }, { inboxMaxDays: 0 }, { inboxMaxDays: -7 }]) {
      expect(methods['settings.save'].input.safeParse(slip).success, JSON.stringify(slip)).toBe(false)
    }
  })
})

describe('a restart', () => {
  test('brings everything back; with another key it is refused, whole and with a sentence', async () => {
    const all = async () => {
      const sources = (await core.rpc['sources.list']({})).rows
      // The receiver has another port now, and its URL is no part of what was saved.
      return [sources.map(({ url, ...rest }) => rest), (await core.rpc['endpoints.list']({})).rows]
    }
    const before = await all()
    const settings = await core.rpc['settings.save']({ theme: 'dark', inboxMaxDays: 3 })
    await core.halt()
    const key = readFileSync(join(folder.path, 'secrets.key'), 'utf8')
    writeFileSync(join(folder.path, 'secrets.key'), `hookbench-key-1 ${Buffer.alloc(32, 7).toString('base64')}\n`)
    await expect(openCore({ folder })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(/A stored secret cannot be read/),
    })
    writeFileSync(join(folder.path, 'secrets.key'), key)
    core = await openCore({ folder })
    expect(await all()).toEqual(before)
    expect(await core.rpc['settings.get']({})).toEqual(settings)
  })
})
