import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createProviderApi } from '#app/provider-api.ts'
import { systemClock } from '#node/clock.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import type { Told } from '../../support/registration/server.ts'
import { openWorld, type Place, type World } from '../../support/registration/world.ts'
import { connect, inputFor, sourceFor } from './support.ts'

let world: World
let core: RunningCore
beforeAll(async () => {
  world = await openWorld()
  core = await openCore({ ports: { providerNetwork: world.server.network } })
})
afterAll(async () => {
  await core.end()
  await world.server.close()
})
beforeEach(() => {
  world.server.instead.length = 0
  for (const place of world.places) place.clear()
})
const placeOf = (api: string) => world.places.find(place => place.api === api) as Place

type Case = [what: string, told: Told, reason: string, message: RegExp, scope?: string]
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Told => ({ status, body, headers })
const graphql = (code: string, message: string, extensions: object = {}) =>
  json(200, { errors: [{ message, extensions: { code, ...extensions } }] })
const tooMany = (body: unknown) => json(429, body, { 'retry-after': '17' })

/** What each provider documents for when it refuses, as an answer to the first call. */
const cases: Record<string, Case[]> = {
  github: [
    ['401', json(401, { message: 'Bad credentials' }), 'unauthorized', /does not accept this token/],
    [
      '403',
      json(403, { message: 'Resource not accessible by personal access token' }),
      'missing_scope',
      /admin:repo_hook.*Webhooks: read and write/,
      'admin:repo_hook',
    ],
    [
      '404',
      json(404, { message: 'Not Found' }),
      'not_found',
      /cannot find the repository octocat\/hello-world.*admin:repo_hook/,
      'admin:repo_hook',
    ],
    ['429', tooMany({ message: 'You have exceeded a secondary rate limit.' }), 'rate_limited', /in 17 s/],
    [
      'the primary rate limit',
      json(
        403,
        { message: 'API rate limit exceeded' },
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800', date: 'Fri, 01 Jan 2100 00:00:00 GMT' },
      ),
      'rate_limited',
      /is rate-limiting calls/,
    ],
    ['500', json(502, '<html>'), 'unclear', /answered 502/],
  ],
  gitlab: [
    ['401', json(401, { message: '401 Unauthorized' }), 'unauthorized', /does not accept this token/],
    [
      '403 of the scope',
      json(403, { error: 'insufficient_scope', error_description: 'The request requires higher privileges.', scope: 'api' }),
      'missing_scope',
      /scope api/,
      'api',
    ],
    ['403 of the role', json(403, { message: '403 Forbidden' }), 'missing_scope', /Maintainer of the project/, 'api'],
    ['404', json(404, { message: '404 Project Not Found' }), 'not_found', /cannot find the project flightjs\/flight/, 'api'],
    ['429', tooMany('Retry later'), 'rate_limited', /in 17 s/],
    ['422', json(422, { message: { url: ['is blocked: Requests to the local network are not allowed'] } }), 'refused', /url is blocked/],
  ],
  stripe: [
    ['401', json(401, { error: { message: 'Invalid API Key provided' } }), 'unauthorized', /API key/],
    [
      '403',
      json(403, {
        error: {
          message:
            "The provided key 'rk_test_***' does not have the required permissions. Having the 'rak_webhook_read' permission would allow this request to continue.",
        },
      }),
      'missing_scope',
      /rak_webhook_read/,
      'rak_webhook_read',
    ],
    ['400', json(400, { error: { message: 'Invalid URL: URL must be publicly accessible.' } }), 'refused', /publicly accessible/],
    ['429', tooMany({ error: { message: 'Too many requests' } }), 'rate_limited', /in 17 s/],
  ],
  shopify: [
    ['401', json(401, { errors: '[API] Invalid API key or access token' }), 'unauthorized', /access token/],
    [
      'no access',
      graphql('ACCESS_DENIED', 'Access denied for webhookSubscriptions field.', { requiredAccess: '`read_orders` access scope.' }),
      'missing_scope',
      /read_orders/,
      'read_orders',
    ],
    ['404', json(404, { errors: 'Not Found' }), 'not_found', /no shop example\.myshopify\.com/],
    ['throttled', graphql('THROTTLED', 'Throttled'), 'rate_limited', /in a minute/],
    ['locked', json(423, {}), 'refused', /locked/],
  ],
  linear: [
    [
      '401',
      json(400, { errors: [{ message: 'Authentication required', extensions: { code: 'AUTHENTICATION_ERROR' } }] }),
      'unauthorized',
      /key/,
    ],
    ['no admin', graphql('FORBIDDEN', 'You need to be an admin.'), 'missing_scope', /only admins/, 'admin'],
    [
      '429',
      json(
        400,
        { errors: [{ message: 'Rate limit exceeded', extensions: { code: 'RATELIMITED' } }] },
        { 'x-ratelimit-requests-reset': '4102444830000', date: 'Fri, 01 Jan 2100 00:00:00 GMT' },
      ),
      'rate_limited',
      /in 30 s/,
    ],
    ['an unknown team', graphql('INPUT_ERROR', 'Entity not found: Team'), 'not_found', /cannot find this team/],
  ],
  telegram: [
    ['401', json(401, { ok: false, error_code: 401, description: 'Unauthorized' }), 'unauthorized', /no bot with this token/],
    ['404', json(404, { ok: false, error_code: 404, description: 'Not Found' }), 'unauthorized', /BotFather/],
    [
      '400',
      json(400, { ok: false, error_code: 400, description: 'Bad Request: bad webhook: IP address is reserved' }),
      'refused',
      /IP address is reserved/,
    ],
    [
      '429',
      json(429, { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 9 } }),
      'rate_limited',
      /in 9 s/,
    ],
    ['403', json(403, { ok: false, error_code: 403, description: 'Forbidden' }), 'missing_scope', /does not let this bot/],
  ],
}

describe.each(Object.entries(cases))('%s', (api, list) => {
  test.each(list)('%s is a sentence, and leaves nothing behind', async (_, told, reason, message, scope) => {
    const place = placeOf(api)
    const source = await sourceFor(core, place)
    world.server.instead.push(told)
    await expect(connect(core, place, source.id)).rejects.toMatchObject({
      code: 'provider_refused',
      message: expect.stringMatching(message),
      details: { reason, ...(scope === undefined ? {} : { scope }) },
    })
    expect(place.urls()).toEqual([])
    expect((await core.rpc['registrations.list']({ sourceId: source.id })).rows).toEqual([])
    expect((await core.rpc['sources.list']({})).rows.find(row => row.id === source.id)?.secrets).toEqual([])
    // And then it works.
    expect(await connect(core, place, source.id)).toMatchObject({ state: 'in-step' })
  })

  test('a webhook for that URL that is there already is told, and not touched', async () => {
    const place = placeOf(api)
    const source = await sourceFor(core, place)
    await place.plant(`${core.receiverUrl}/${source.slug}`)
    await expect(connect(core, place, source.id)).rejects.toMatchObject({
      details: { reason: 'exists' },
      message: expect.stringMatching(/already/),
    })
    expect(place.urls()).toHaveLength(1)
  })

  test('a connection that ends without an answer is told as such', async () => {
    const place = placeOf(api)
    const source = await sourceFor(core, place)
    world.server.instead.push('hang-up')
    await expect(connect(core, place, source.id)).rejects.toMatchObject({ message: expect.stringMatching(/closed the connection/) })
    expect(place.urls()).toEqual([])
  })
})

test('GitHub’s own word that the hook exists (422) is a sentence, too', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  world.server.instead.push(
    json(200, []),
    json(422, { message: 'Validation Failed', errors: [{ message: 'Hook already exists on this repository' }] }),
  )
  await expect(connect(core, place, source.id)).rejects.toMatchObject({
    details: { reason: 'exists' },
    message: expect.stringMatching(/paste its secret/),
  })
})

test('Shopify’s refusal of one topic names the scope, and takes the topics that were accepted away on disconnect', async () => {
  const place = placeOf('shopify')
  const source = await sourceFor(core, place)
  const failing = connect(core, place, source.id, { events: ['ORDERS_CREATE', 'PRODUCTS_CREATE'] })
  await expect(failing).rejects.toMatchObject({ details: { reason: 'missing_scope', scope: 'read_products' } })
  const [registration] = (await core.rpc['registrations.list']({ sourceId: source.id })).rows
  expect(registration).toMatchObject({
    state: 'off',
    problem: expect.stringMatching(/read_products/),
    hooks: [{ name: 'ORDERS_CREATE' }, { remoteId: null }],
  })
  await core.rpc['sources.disconnect']({ id: source.id })
  expect(place.urls()).toEqual([])
})

test('a token that was revoked since is told at disconnect, and nothing is forgotten until one says so', async () => {
  const place = placeOf('gitlab')
  const source = await sourceFor(core, place)
  await connect(core, place, source.id)
  world.server.instead.push(json(401, { message: '401 Unauthorized' }))
  await expect(core.rpc['sources.disconnect']({ id: source.id })).rejects.toMatchObject({ details: { reason: 'unauthorized' } })
  expect((await core.rpc['registrations.list']({ sourceId: source.id })).rows).toHaveLength(1)
  expect(await core.rpc['sources.disconnect']({ id: source.id, forget: true })).toMatchObject({ calls: [] })
  expect((await core.rpc['registrations.list']({ sourceId: source.id })).rows).toEqual([])
  expect(place.urls()).toHaveLength(1)
})

describe('the network', () => {
  const root = { base: 'https://api.github.com', own: false, local: false }
  const call = { method: 'GET', url: 'https://api.github.com/user/repos', headers: [], body: null, does: 'Looks.' } as const

  test('down: said as such, and surely not sent', async () => {
    const free = createServer()
    await new Promise<void>(resolve => free.listen(0, '127.0.0.1', resolve))
    const { port } = free.address() as { port: number }
    await new Promise(resolve => free.close(resolve))
    const api = createProviderApi(systemClock, { ...world.server.network, port })
    expect(await api.at(root)(call)).toMatchObject({
      kind: 'silence',
      sent: false,
      reason: expect.stringMatching(/could not be reached.*online/),
    })
    await api.close()
  })

  test('too slow: nobody knows whether it was carried out', async () => {
    const stalled = createServer(socket => socket.on('error', () => {}))
    await new Promise<void>(resolve => stalled.listen(0, '127.0.0.1', resolve))
    const { port } = stalled.address() as { port: number }
    let fire = () => {}
    const clock = {
      ...systemClock,
      timer: (ms: number, run: () => void) => {
        if (ms === 15_000) fire = run
        return () => {}
      },
    }
    const api = createProviderApi(clock)
    const own = { base: `http://127.0.0.1:${port}`, own: true, local: true }
    const arrived = new Promise(resolve => stalled.once('connection', socket => socket.once('data', resolve)))
    const answer = api.at(own)({ ...call, url: `http://127.0.0.1:${port}/user/repos` })
    await arrived
    fire()
    expect(await answer).toMatchObject({ kind: 'silence', sent: true, reason: expect.stringMatching(/did not respond within 15 s/) })
    await api.close()
    await new Promise(resolve => stalled.close(resolve))
  })

  test('a vendor’s name that leads into this machine is not followed there', async () => {
    const { reach: _, ...public_ } = world.server.network
    const api = createProviderApi(systemClock, public_)
    expect(await api.at(root)(call)).toMatchObject({ sent: false, reason: expect.stringMatching(/resolves to 127\.0\.0\.1/) })
    await api.close()
  })
})

test('a server of one’s own is called at its own address, in a private network only when marked local', async () => {
  const place = placeOf('github')
  const source = await sourceFor(core, place)
  const refused = connect(core, place, source.id, { baseUrl: 'https://10.1.2.3' })
  await expect(refused).rejects.toThrow(/not public. Mark it as local/)
  const plan = await core.rpc['sources.connect'](inputFor(core, place, source.id, { baseUrl: 'https://git.example.com/', local: true }))
  expect(plan).toMatchObject({ step: 'plan', writes: [{ url: 'https://git.example.com/api/v3/repos/octocat/hello-world/hooks' }] })
})
