import { createHash, createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { type Answer, type Hit, openSink, type Sink, status } from '../../support/delivery/sink.ts'

let core: RunningCore
let sink: Sink
beforeAll(async () => {
  core = await openCore()
  sink = await openSink()
})
afterEach(() => {
  sink.answer = status(200)
  sink.hits.length = 0
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

const path = '/api/v1/webhooks'
const post = (body: unknown) => core.ask(path, { method: 'POST', body: JSON.stringify(body) })
const text =
  (make: (hit: Hit) => string, headers: Record<string, string> = {}): Answer =>
  (hit, response) =>
    void response.writeHead(200, headers).end(make(hit))
const challengeOf = (hit: Hit): string => JSON.parse(hit.body.toString()).challenge
const echo = text(challengeOf)

describe('POST /api/v1/webhooks', () => {
  test('registers what answers the challenge, tells the secret once, and sends it what it asked for', async () => {
    sink.answer = echo
    const answer = await post({ url: `${sink.url}/app`, events: ['invoice.*'] })
    expect(answer.status).toBe(201)
    const made = (await answer.json()) as { id: string; secret: string }
    expect(Object.keys(made).sort()).toEqual(['id', 'secret'])
    expect(JSON.parse(sink.hits[0]?.body.toString() ?? '')).toEqual({
      type: 'endpoint.verification',
      challenge: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    // Signed with the very secret that it is about to be told.
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = sink.hits[0]?.headers ?? {}
    const key = Buffer.from(made.secret.replace('whsec_', ''), 'base64')
    expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${at}.${sink.hits[0]?.body}`).digest('base64')}`)

    sink.hits.length = 0
    await core.rpc['messages.send']({ eventType: 'invoice.paid', body: '{}' })
    await core.rpc['messages.send']({ eventType: 'order.paid', body: '{}' })
    await sink.received(1)
    const listed = await (await core.get(path)).json()
    expect(listed.rows).toMatchObject([
      { id: made.id, url: `${sink.url}/app`, events: ['invoice.*'], active: true, handshake: 'challenge' },
    ])
    expect(JSON.stringify(listed)).not.toContain(made.secret)
    expect((await core.ask(`${path}/${made.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await (await core.get(path)).json()).rows).toEqual([])
    expect((await core.ask(path, { method: 'DELETE', body: JSON.stringify({ id: made.id }) })).status).toBe(404)
    expect(sink.hits).toHaveLength(1)
  })

  test('as JSON counts as well; the same URL again keeps its id and takes what is new', async () => {
    sink.answer = text(hit => JSON.stringify({ challenge: challengeOf(hit) }))
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const first = (await (await post({ url: `${sink.url}/again`, events: ['a'] })).json()) as { id: string }
    const second = await (await post({ url: `${sink.url}/again`, events: ['b'], secret })).json()
    expect(second).toEqual({ id: first.id, secret })
    const rows = (await core.rpc['webhooks.list']({})).rows.filter(row => row.url.endsWith('/again'))
    expect(rows).toMatchObject([{ events: ['b'] }])
    await core.rpc['webhooks.delete']({ id: first.id })
  })

  test('registering again forgives what failed before: it has just answered', async () => {
    sink.answer = text(hit => JSON.stringify({ challenge: challengeOf(hit) }))
    const url = `${sink.url}/failing`
    const register = async () => ((await (await post({ url, events: ['failing.*'], local: false })).json()) as { id: string }).id
    const id = await register()
    await core.rpc['endpoints.save']({ id, retry: { preset: 'none' }, circuit: { afterFailures: 2, openSeconds: 600 } })
    const state = async () => (await core.rpc['endpoints.list']({})).rows.find(row => row.id === id)
    sink.answer = status(500)
    for (const body of ['1', '2']) await core.rpc['messages.send']({ eventType: 'failing.now', body })
    await eventually(async () => (await state())?.sending.state).toBe('circuit-open')
    sink.answer = text(hit => JSON.stringify({ challenge: challengeOf(hit) }))
    expect(await register()).toBe(id)
    await eventually(async () => (await state())?.sending.state).toBe('active')
    await core.rpc['webhooks.delete']({ id })
  })

  test.each<[string, Answer, RegExp]>([
    ['an empty 200', status(200), /an empty body/],
    ['another text', text(() => 'hello'), /“hello”/],
    ['the challenge with a 500', (hit, response) => void response.writeHead(500).end(challengeOf(hit)), /answered 500/],
    ['a redirect', status(302, { Location: '/' }), /answered 302/],
    ['a closed connection', (_, response) => void response.destroy(), /without responding/],
  ])('refuses %s with 422 challenge_failed and the reason', async (_, answer, reason) => {
    sink.answer = answer
    const before = (await core.rpc['endpoints.list']({})).rows.length
    const refused = await post({ url: `${sink.url}/bad`, events: [] })
    expect(refused.status).toBe(422)
    const { error } = (await refused.json()) as { error: { code: string; message: string } }
    expect(error.code).toBe('challenge_failed')
    expect(error.message).toMatch(reason)
    expect((await core.rpc['endpoints.list']({})).rows).toHaveLength(before)
  })

  test('Meta’s handshake takes a verify token, and never the secret in its place', async () => {
    const body = { url: `${sink.url}/meta`, events: [], handshake: 'meta', secret: 'app-secret-0123456789' }
    const refused = await post(body)
    expect(refused.status).toBe(400)
    expect(((await refused.json()) as { error: { message: string } }).error.message).toContain('needs verifyToken')
    expect(sink.hits).toEqual([])
    sink.answer = text(hit => new URL(hit.url, 'http://x').searchParams.get('hub.challenge') ?? '')
    const made = await post({ ...body, verifyToken: 'my token' })
    expect(made.status).toBe(201)
    expect(new URL(sink.hits[0]?.url ?? '', 'http://x').searchParams.get('hub.verify_token')).toBe('my token')
    expect(sink.hits[0]?.url).not.toContain(body.secret)
    await core.rpc['webhooks.delete']({ id: ((await made.json()) as { id: string }).id })
  })

  test('refuses at once what the address guard will not let through, and what is no input', async () => {
    const refused = await post({ url: 'http://169.254.169.254/latest/meta-data', events: [] })
    expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([422, 'address_refused'])
    expect((await post({ url: 'ftp://x/', events: [] })).status).toBe(400)
    expect((await core.ask(path, { method: 'PUT' })).status).toBe(405)
    expect((await core.ask(path, { method: 'GET', headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
  })
})

describe('endpoints.check acts out a provider', () => {
  const save = (more: object = {}) => core.rpc['endpoints.save']({ url: `${sink.url}/check`, name: 'Checked', ...more })

  test('Slack: the challenge as text, JSON or form, from a request that Slack would have signed', async () => {
    const { id, updatedAt } = await save({ scheme: 'slack', secrets: ['slack-secret-0123456789'] })
    sink.answer = text(hit => `challenge=${challengeOf(hit)}`)
    expect(await core.rpc['endpoints.check']({ id })).toMatchObject({ ok: true, handshake: 'slack', reason: null, status: 200 })
    const hit = sink.hits[0]
    const at = hit?.headers['x-slack-request-timestamp']
    const expected = createHmac('sha256', 'slack-secret-0123456789').update(`v0:${at}:${hit?.body}`).digest('hex')
    expect(hit?.headers['x-slack-signature']).toBe(`v0=${expected}`)
    const saved = (await core.rpc['endpoints.list']({})).rows.find(row => row.id === id)
    expect(saved?.registration).toMatchObject({ handshake: 'slack', verifiedAt: expect.any(Number) })
    // It is checked from its own form, which must be able to save then.
    expect(saved?.updatedAt).toBe(updatedAt)
    sink.answer = status(200)
    expect(await core.rpc['endpoints.check']({ id })).toMatchObject({ ok: false, reason: expect.stringContaining('an empty body') })
  })

  test('Meta: GET with hub.mode, hub.verify_token and hub.challenge', async () => {
    const { id } = await save({ scheme: 'facebook', secrets: [{ role: 'verify-token', value: 'my token' }, { value: 'app-secret-0123' }] })
    sink.answer = (hit, response) => {
      const query = new URL(hit.url, 'http://x').searchParams
      const right = hit.method === 'GET' && query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === 'my token'
      response.writeHead(right ? 200 : 403).end(query.get('hub.challenge'))
    }
    expect(await core.rpc['endpoints.check']({ id })).toMatchObject({ ok: true, handshake: 'meta' })
    sink.answer = status(403)
    expect((await core.rpc['endpoints.check']({ id })).reason).toContain('answered 403')
  })

  test('Meta without a verify token sends nothing: the signing secret must not stand in a query', async () => {
    const { id } = await save({ scheme: 'facebook', secrets: [{ value: 'app-secret-0123' }] })
    expect(await core.rpc['endpoints.check']({ id })).toMatchObject({ ok: false, reason: expect.stringContaining('a verify token') })
    expect(sink.hits).toEqual([])
  })

  test('Zoom: the HMAC of plainToken under the secret token', async () => {
    const { id } = await save({ scheme: 'zoom', secrets: ['zoom-secret-0123456789'] })
    const zoom = (key: string): Answer =>
      text(hit => {
        const { plainToken } = JSON.parse(hit.body.toString()).payload
        return JSON.stringify({ plainToken, encryptedToken: createHmac('sha256', key).update(plainToken).digest('hex') })
      })
    sink.answer = zoom('zoom-secret-0123456789')
    expect(await core.rpc['endpoints.check']({ id })).toMatchObject({ ok: true, handshake: 'zoom' })
    expect(sink.hits[0]?.headers['x-zm-signature']).toMatch(/^v0=[0-9a-f]{64}$/)
    sink.answer = zoom('another')
    expect((await core.rpc['endpoints.check']({ id })).reason).toContain('encryptedToken')
  })

  test('Microsoft Graph: the decoded validationToken as text/plain', async () => {
    const { id } = await save()
    const graph = (type: string): Answer =>
      text(hit => new URL(hit.url, 'http://x').searchParams.get('validationToken') ?? '', { 'Content-Type': type })
    sink.answer = graph('text/plain')
    expect(await core.rpc['endpoints.check']({ id, handshake: 'microsoft-graph' })).toMatchObject({ ok: true })
    sink.answer = graph('text/html')
    expect((await core.rpc['endpoints.check']({ id, handshake: 'microsoft-graph' })).reason).toContain('text/plain')
  })

  test('CloudEvents: OPTIONS with WebHook-Request-Origin', async () => {
    const { id } = await save()
    sink.answer = (hit, response) =>
      void response
        .writeHead(hit.method === 'OPTIONS' ? 200 : 400, { 'WebHook-Allowed-Origin': String(hit.headers['webhook-request-origin']) })
        .end()
    expect(await core.rpc['endpoints.check']({ id, handshake: 'cloudevents' })).toMatchObject({ ok: true })
    sink.answer = status(204)
    expect((await core.rpc['endpoints.check']({ id, handshake: 'cloudevents' })).reason).toContain('WebHook-Allowed-Origin')
  })

  test('a signature that belongs into the body or the URL is sent there, as with real Messages', async () => {
    const secret = 'shared-secret-0123456789'
    sink.answer = echo
    const asked = async (scheme: string): Promise<Hit> => {
      sink.hits.length = 0
      const { id } = await save({ scheme, secrets: [secret], url: `${sink.url}/check?a=%20+` })
      expect(await core.rpc['endpoints.check']({ id, handshake: 'challenge' }), scheme).toMatchObject({ ok: true, reason: null })
      return sink.hits[0] as Hit
    }
    const mailgun = JSON.parse((await asked('mailgun/json')).body.toString()).signature
    expect(mailgun.signature).toBe(
      createHmac('sha256', secret)
        .update(mailgun.timestamp + mailgun.token)
        .digest('hex'),
    )
    expect((await asked('cloudevents/query')).url).toBe(`/check?a=%20+&access_token=${secret}`)
    const twilio = await asked('twilio/json')
    expect(twilio.url).toBe(`/check?a=%20+&bodySHA256=${createHash('sha256').update(twilio.body).digest('hex')}`)
    const signed = createHmac('sha1', secret).update(`${sink.url}${twilio.url}`).digest('base64')
    expect(twilio.headers['x-twilio-signature']).toBe(signed)
  })

  test('our own receiver answers every one of them as that provider’s app would', async () => {
    const sources = [
      ['slack', 'slack', [{ value: 'shared-secret-0123456789' }]],
      ['zoom', 'zoom', [{ value: 'shared-secret-0123456789' }]],
      ['facebook', 'meta', [{ value: 'shared-secret-0123456789' }, { role: 'verify-token' as const, value: 'tok-en' }]],
      ['microsoft-graph', 'microsoft-graph', []],
    ] as const
    for (const [provider, handshake, secrets] of sources) {
      await core.rpc['sources.save']({ name: provider, slug: `own-${provider}`, provider, secrets: secrets.map(secret => ({ ...secret })) })
      const own = provider === 'microsoft-graph' ? {} : { scheme: provider, secrets: secrets.map(secret => ({ ...secret })) }
      const { id } = await core.rpc['endpoints.save']({ url: `${core.receiverUrl}/own-${provider}`, name: provider, ...own })
      expect(await core.rpc['endpoints.check']({ id, handshake }), provider).toMatchObject({ ok: true, reason: null })
    }
  })
})

describe('endpoints.rotateSecret', () => {
  test('gives a new secret, once; both sign until the old one runs out', async () => {
    const { id, secrets } = await core.rpc['endpoints.save']({ url: `${sink.url}/rotate`, name: 'Rotated', scheme: 'standard-webhooks' })
    const before = Date.now()
    const made = await core.rpc['endpoints.rotateSecret']({ id, overlapHours: 1 })
    expect(made.secret).toMatch(/^whsec_/)
    const after = (await core.rpc['endpoints.list']({})).rows.find(row => row.id === id)?.secrets ?? []
    expect(after.map(secret => [secret.id, secret.validUntil !== null])).toEqual([
      [secrets[0]?.id, true],
      [made.secretId, false],
    ])
    expect(made.previousValidUntil - before).toBeGreaterThanOrEqual(3_600_000)
    await core.rpc['messages.send']({ endpointIds: [id], eventType: 'a', body: '{}' })
    await sink.received(1)
    expect(String(sink.hits[0]?.headers['webhook-signature']).split(' ')).toHaveLength(2)
  })
})
