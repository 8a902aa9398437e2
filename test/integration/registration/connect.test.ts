import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { openWorld, type Place, type World } from '../../support/registration/world.ts'
import { connect, inputFor, openWay, sourceFor, type Way } from './support.ts'

const folder = temporaryFolder()
let world: World
let core: RunningCore
let way: Way
const logged: string[] = []
const note = (event: string, fields: unknown = {}) => void logged.push(JSON.stringify([event, fields]))
beforeAll(async () => {
  world = await openWorld()
  const log = { debug: note, info: note, warn: note, error: note }
  core = await openCore({ folder, ports: { providerNetwork: world.server.network, log } })
  way = await openWay(core)
})
afterAll(async () => {
  await core.end()
  await way.close()
  await world.server.close()
})
beforeEach(() => {
  world.server.seen.length = 0
  world.server.instead.length = 0
  for (const place of world.places) place.clear()
})

const placeOf = (api: string) => world.places.find(place => place.api === api) as Place
const stateOf = async (id: string) => (await core.rpc['registrations.list']({})).rows.find(row => row.id === id)?.state

/** A webhook as the provider sends it to its first hook. */
const deliver: Record<string, () => Promise<number>> = {
  github: () => world.github.send(first(world.github.hooks), 'push', '{"ref":"refs/heads/main"}', crypto.randomUUID(), false),
  gitlab: async () => {
    await world.gitlab.send(first(world.gitlab.hooks), '{"object_kind":"push"}', crypto.randomUUID())
    return Number(world.gitlab.events[0]?.response_status)
  },
  stripe: () => world.stripe.send(first(world.stripe.endpoints), `evt_${crypto.randomUUID()}`),
  linear: () => world.linear.send(first(world.linear.webhooks)),
  telegram: () => world.telegram.send(Math.floor(Math.random() * 1e9)),
}
function first<T>(items: readonly T[]): T {
  const [item] = items
  if (item === undefined) throw new Error('There is none.')
  return item
}

describe.each(['github', 'gitlab', 'stripe', 'shopify', 'linear', 'telegram'])('%s', api => {
  test('shows every call before it makes one, then makes those, and hides what is secret', async () => {
    const place = placeOf(api)
    const source = await sourceFor(core, place)
    const plan = await core.rpc['sources.connect'](inputFor(core, place, source.id))
    expect(plan).toMatchObject({ step: 'plan', url: `${core.receiverUrl}/${source.slug}` })
    expect(world.server.seen).toEqual([])
    expect(JSON.stringify(plan)).not.toContain(place.token)
    if (plan.step !== 'plan') return
    expect(plan.writes).toHaveLength(api === 'shopify' ? 3 : 1)

    const done = await core.rpc['sources.connect']({ ...inputFor(core, place, source.id), confirm: plan.confirm })
    expect(done).toMatchObject({ step: 'done', registration: { state: 'in-step', problem: null, api } })
    expect(place.urls()).toEqual(plan.writes.map(() => plan.url))
    // What was shown is what was sent, but for the secrets.
    const sent = world.server.seen.filter(({ method, text }) => method !== 'GET' && !text.startsWith('{"query":"query'))
    expect(sent.map(({ method, text }) => `${method} ${withoutSecret(text)}`)).toEqual(
      plan.writes.map(({ method, body }) => `${method} ${withoutSecret(body ?? '')}`),
    )
    const reads = world.server.seen.filter(call => !sent.includes(call))
    expect(new Set(reads.map(({ method, text }) => `${method} ${text}`))).toEqual(
      new Set(plan.reads.map(({ method, body }) => `${method} ${body ?? ''}`)),
    )
  })

  if (api !== 'shopify') {
    test('the secret is the Source’s, sealed on disk, and what the provider sends verifies', async () => {
      const place = placeOf(api)
      const source = await sourceFor(core, place)
      await connect(core, place, source.id)
      const saved = (await core.rpc['sources.list']({})).rows.find(row => row.id === source.id)
      expect(saved?.secrets).toHaveLength(1)
      expect(await deliver[api]?.()).toBe(200)
      const { rows } = await core.rpc['requests.list']({ limit: 1 })
      expect(rows[0]).toMatchObject({ sourceId: source.id, verdict: 'verified', origin: 'received' })
      const files = ['hookbench.db', 'hookbench.db-wal'].map(name => readFileSync(join(folder.path, name)).toString('latin1')).join('')
      expect(files).not.toContain(place.token)
    })
  }

  test('follows the public URL, and is removed when told so', async () => {
    const place = placeOf(api)
    const source = await sourceFor(core, place)
    await way.is('one')
    const { publicUrl: _, ...input } = inputFor(core, place, source.id)
    const plan = await core.rpc['sources.connect'](input)
    if (plan.step !== 'plan') throw new Error('no plan')
    await core.rpc['sources.connect']({ ...input, confirm: plan.confirm })
    const urls = (name: string) => plan.writes.map(() => `${way.url(name)}/${source.slug}`)
    expect(place.urls()).toEqual(urls('one'))
    await way.is(null)
    await way.is('two')
    await eventually(place.urls).toEqual(urls('two'))
    const [registration] = (await core.rpc['registrations.list']({ sourceId: source.id })).rows
    await eventually(() => stateOf(registration?.id ?? '')).toBe('in-step')

    const shown = await core.rpc['sources.disconnect']({ id: source.id, dryRun: true })
    expect(shown.calls).toHaveLength(plan.writes.length)
    expect(place.urls()).toEqual(urls('two'))
    expect(await core.rpc['sources.disconnect']({ id: source.id })).toMatchObject({ removed: [registration?.id] })
    expect(place.urls()).toEqual([])
    expect((await core.rpc['registrations.list']({ sourceId: source.id })).rows).toEqual([])
    await way.is(null)
  })
})

/** Secrets that are made here differ from what is shown in their place; nothing else does. */
const withoutSecret = (text: string) => text.replace(/("(?:secret|token|secret_token)":")[^"]*"/g, '$1"')

test('a provider that is busy while the URL changes is asked again by itself', async () => {
  const place = placeOf('gitlab')
  const source = await sourceFor(core, place)
  await way.is('one')
  const { publicUrl: _, ...input } = inputFor(core, place, source.id)
  const plan = await core.rpc['sources.connect'](input)
  if (plan.step !== 'plan') throw new Error('no plan')
  await core.rpc['sources.connect']({ ...input, confirm: plan.confirm })
  await way.is(null)
  world.server.instead.push({ status: 429, headers: { 'retry-after': '0' }, body: 'Retry later' })
  await way.is('two')
  await eventually(place.urls).toEqual([`${way.url('two')}/${source.slug}`])
  await core.rpc['sources.disconnect']({ id: source.id })
  await way.is(null)
})

test('neither a token nor a secret is ever logged', async () => {
  expect(logged.filter(line => line.includes('registration.')).length).toBeGreaterThan(6)
  const secrets = [
    ...world.places.map(({ token }) => token),
    ...world.server.seen.flatMap(({ text }) => /"(?:secret|token|secret_token)":"([^"]+)"/.exec(text)?.[1] ?? []),
  ]
  for (const secret of secrets) expect(logged.join('\n')).not.toContain(secret)
})

test('a plan is good once, for its own URL, and only as it was shown', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  const input = inputFor(core, place, source.id)
  const plan = await core.rpc['sources.connect'](input)
  if (plan.step !== 'plan') throw new Error('no plan')
  const elsewhere = await core.rpc['sources.connect']({ ...input, publicUrl: 'https://elsewhere.example.com', confirm: plan.confirm })
  expect(elsewhere).toMatchObject({ step: 'plan', url: `https://elsewhere.example.com/${source.slug}` })
  expect(await core.rpc['sources.connect']({ ...input, confirm: plan.confirm })).toMatchObject({ step: 'plan' })
  expect(world.server.seen).toEqual([])
})

test('without a public URL, a token or a proper target it says what is missing, and calls nobody', async () => {
  const place = placeOf('github')
  const { id } = await sourceFor(core, place)
  const { publicUrl: _, ...bare } = inputFor(core, place, id)
  await expect(core.rpc['sources.connect'](bare)).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/tunnel/) })
  await expect(core.rpc['sources.connect'](inputFor(core, place, id, { target: 'no-slash' }))).rejects.toThrow(/octocat\/hello-world/)
  await expect(core.rpc['sources.connect'](inputFor(core, place, id, { token: 'two words' }))).rejects.toThrow(/one word/)
  await expect(core.rpc['sources.connect'](inputFor(core, place, id, { baseUrl: 'http://git.example.com' }))).rejects.toThrow(/https/)
  const other = await core.rpc['sources.save']({ slug: 'by-hand', provider: 'slack' })
  await expect(core.rpc['sources.connect'](inputFor(core, place, other.id))).rejects.toMatchObject({ code: 'unsupported' })
  expect(world.server.seen).toEqual([])
})

test('an organisation’s hook, and choices that go over pages', async () => {
  const place = { ...placeOf('github'), kind: 'organisation', target: 'octo-org' }
  const source = await sourceFor(core, place)
  await connect(core, place, source.id)
  expect(world.server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /orgs/octo-org/hooks',
    'POST /orgs/octo-org/hooks',
  ])
  const repositories = await core.rpc['registrations.targets']({ provider: 'github', kind: 'repository' })
  expect(repositories).toMatchObject({ complete: true, rows: [{ target: 'octocat/hello-world' }, { target: 'octocat/spoon-knife' }] })
  const teams = await core.rpc['registrations.targets']({ provider: 'linear', kind: 'team', token: placeOf('linear').token })
  expect(teams.rows).toEqual([{ target: '9cfb482a-81e3-4154-b5b9-2c805e70a02d', label: 'Engineering (ENG)' }])
})

test('what somebody removed at the provider is told, left alone, and made anew when asked for', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  const { id } = await connect(core, place, source.id)
  place.clear()
  expect((await core.rpc['registrations.check']({ id })).state).toBe('gone')
  const input = { id: source.id, registrationId: id }
  const plan = await core.rpc['sources.connect'](input)
  if (plan.step !== 'plan') throw new Error('no plan')
  expect(await core.rpc['sources.connect']({ ...input, confirm: plan.confirm })).toMatchObject({ registration: { state: 'in-step' } })
  expect(place.urls()).toHaveLength(1)
})

test('connected and disconnected over and over, a Source does not fill up with old secrets, and the last ones still verify', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  for (let n = 0; n < 7; n++) {
    await connect(core, place, source.id)
    await core.rpc['sources.disconnect']({ id: source.id })
  }
  const { secrets = [] } = (await core.rpc['sources.list']({})).rows.find(row => row.id === source.id) ?? {}
  expect(secrets.length).toBeLessThanOrEqual(5)
  expect(secrets.every(({ label, validUntil }) => label === 'from GitHub' && (validUntil ?? 0) > Date.now())).toBe(true)
})

test('a deleted Source takes its hooks with it', async () => {
  const place = placeOf('gitlab')
  const source = await sourceFor(core, place)
  await connect(core, place, source.id)
  await core.rpc['sources.delete']({ id: source.id })
  await eventually(place.urls).toEqual([])
})

test('what could not be removed when its Source was deleted is removed after the next start', async () => {
  const own = temporaryFolder()
  const place = placeOf('gitlab')
  let run = await openCore({ folder: own, ports: { providerNetwork: world.server.network } })
  const source = await sourceFor(run, place)
  const { id } = await connect(run, place, source.id)
  const problem = async () => (await run.rpc['registrations.list']({})).rows.find(row => row.id === id)?.problem
  world.server.instead.push({ status: 403, body: { message: '403 Forbidden' } })
  await run.rpc['sources.delete']({ id: source.id })
  await eventually(problem).toMatch(/GitLab/)
  await run.halt()
  expect(place.urls()).toHaveLength(1)
  run = await openCore({ folder: own, ports: { providerNetwork: world.server.network } })
  try {
    await eventually(place.urls).toEqual([])
    await eventually(async () => (await run.rpc['registrations.list']({})).rows).toEqual([])
  } finally {
    await run.end()
  }
})

test('a page’s link to another host is not followed with the token', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  const input = inputFor(core, place, source.id)
  const plan = await core.rpc['sources.connect'](input)
  if (plan.step !== 'plan') throw new Error('no plan')
  world.server.instead.push({ status: 200, body: [], headers: { link: '<https://evil.example.com/hooks?page=2>; rel="next"' } })
  await expect(core.rpc['sources.connect']({ ...input, confirm: plan.confirm })).rejects.toThrow(/was not called/)
  expect(world.server.seen.map(({ host }) => host)).toEqual(['api.github.com'])
})

test('what a process left open is cleared up at its next start, without a tunnel', async () => {
  const own = temporaryFolder()
  const place = placeOf('github')
  let run = await openCore({ folder: own, ports: { providerNetwork: world.server.network } })
  const source = await sourceFor(run, place)
  const input = inputFor(run, place, source.id)
  const plan = await run.rpc['sources.connect'](input)
  if (plan.step !== 'plan') throw new Error('no plan')
  world.server.instead.push({ status: 200, body: [] }, 'lost')
  await expect(run.rpc['sources.connect']({ ...input, confirm: plan.confirm })).rejects.toMatchObject({ details: { reason: 'unclear' } })
  expect((await run.rpc['registrations.list']({})).rows).toMatchObject([{ state: 'unfinished', hooks: [{ remoteId: null }] }])
  await run.halt()
  run = await openCore({ folder: own, ports: { providerNetwork: world.server.network } })
  try {
    const [hook] = world.github.hooks
    await eventually(async () => (await run.rpc['registrations.list']({})).rows[0]?.hooks[0]?.remoteId).toBe(String(hook?.id))
    expect(place.urls()).toHaveLength(1)
    await eventually(async () => (await run.rpc['registrations.list']({})).rows[0]?.problem).toBeNull()
    expect((await run.rpc['sources.list']({})).rows[0]?.secrets).toHaveLength(1)
  } finally {
    await run.end()
  }
})

test('removed at the end where that is wanted, and there again when the public URL is; the others stay', async () => {
  const own = temporaryFolder()
  let session = await openCore({ folder: own, ports: { providerNetwork: world.server.network } })
  const leaving = placeOf('github')
  const staying = placeOf('gitlab')
  let to = await openWay(session)
  await to.is('one')
  const sources = [await sourceFor(session, leaving), await sourceFor(session, staying)]
  for (const [at, place] of [leaving, staying].entries()) {
    const { publicUrl: _, ...input } = inputFor(session, place, sources[at]?.id ?? '', { removeOnStop: at === 0 })
    const plan = await session.rpc['sources.connect'](input)
    if (plan.step !== 'plan') throw new Error('no plan')
    await session.rpc['sources.connect']({ ...input, confirm: plan.confirm })
  }
  await session.halt()
  await to.close()
  expect([leaving.urls(), staying.urls()]).toEqual([[], [expect.stringMatching(/\/one\//)]])
  session = await openCore({ folder: own, ports: { providerNetwork: world.server.network } })
  try {
    expect((await session.rpc['registrations.list']({})).rows.map(({ state }) => state)).toEqual(['off', 'in-step'])
    to = await openWay(session)
    await to.is('three')
    await eventually(() => [leaving.urls()[0], staying.urls()[0]]).toEqual([
      expect.stringMatching(/\/three\//),
      expect.stringMatching(/\/three\//),
    ])
  } finally {
    await session.end()
    await to.close()
  }
})
