import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '#contract/methods.ts'
import { providers } from '#providers/index.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import { openProviderHost, type ProviderHost, snsMessage } from '../../support/provider-host.ts'
import { type Heard, json, type Said, say, signed } from './support.ts'

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

type Secrets = NonNullable<InputOf<'sources.save'>['secrets']>
interface Case {
  readonly provider: string
  readonly name: string
  readonly secrets?: Secrets
  readonly said: Said | ((url: string) => Said)
  readonly answer: Partial<Heard> | ((url: string) => Partial<Heard>)
}

const SECRET = 'a-secret-of-32-characters-or-more'
const TOKEN = 'a-verify-token'
const get = (query: string, headers: Record<string, string> = {}): Said => ({ method: 'GET', query, headers })
const meta = `?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${TOKEN}`
const verifyToken: Secrets = [{ role: 'verify-token', value: TOKEN }]
const hmac = (text: string, encoding: 'hex' | 'base64', key = SECRET) => createHmac('sha256', key).update(text).digest(encoding)
const origin = { 'WebHook-Request-Origin': 'eventemitter.example.com' }
const allowed = { status: 200, headers: { 'webhook-allowed-origin': 'eventemitter.example.com', 'webhook-allowed-rate': '*' } }
const code = '8b5bd9ce-2b1b-4e6a-9b54-0c1b1e9a3e11'
const ed25519 = generateKeyPairSync('ed25519')
const publicKey = ed25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
const discord = (value: object): Said => {
  const said = json(value)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = sign(null, Buffer.from(timestamp + said.body), ed25519.privateKey).toString('hex')
  return { ...said, headers: { ...said.headers, 'X-Signature-Ed25519': signature, 'X-Signature-Timestamp': timestamp } }
}
const discordKey: Secrets = [{ role: 'public-key', value: publicKey }]
const confirmation = snsMessage({
  Type: 'SubscriptionConfirmation',
  Token: 'a-token',
  SubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=a&Token=a-token',
})
const zoomBody = { event: 'endpoint.url_validation', event_ts: 1, payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' } }
const xeroBody = { events: [], firstEventSequence: 0, lastEventSequence: 0, entropy: 'S0m3r4Nd0mt3xt' }

const cases: readonly Case[] = [
  {
    provider: 'asana',
    name: 'X-Hook-Secret',
    said: json({}, { 'X-Hook-Secret': 'b537207f20cbfa02357cf448134da559' }),
    answer: { status: 200, headers: { 'x-hook-secret': 'b537207f20cbfa02357cf448134da559' } },
  },
  {
    provider: 'aws-sns',
    name: 'SubscriptionConfirmation',
    secrets: [{ role: 'account-id', value: confirmation.topic }],
    said: confirmation,
    answer: { status: 200 },
  },
  {
    provider: 'azure-event-grid',
    name: 'SubscriptionValidation',
    said: json([{ id: '1', eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent', data: { validationCode: 'A-1' } }], {
      'aeg-event-type': 'SubscriptionValidation',
    }),
    answer: { status: 200, text: '{"validationResponse":"A-1"}' },
  },
  { provider: 'azure-event-grid', name: 'WebHook-Request-Origin', said: { method: 'OPTIONS', headers: origin }, answer: allowed },
  { provider: 'cloudevents', name: 'WebHook-Request-Origin', said: { method: 'OPTIONS', headers: origin }, answer: allowed },
  {
    provider: 'discord',
    name: 'interaction ping',
    secrets: discordKey,
    said: () => discord({ type: 1, token: 't', application_id: '1' }),
    answer: { status: 200, text: '{"type":1}' },
  },
  {
    provider: 'discord',
    name: 'webhook event ping',
    secrets: discordKey,
    said: () => discord({ version: 1, type: 0, application_id: '1' }),
    answer: { status: 204, text: '' },
  },
  { provider: 'dropbox', name: 'challenge', secrets: [SECRET], said: get('?challenge=abc123'), answer: { status: 200, text: 'abc123' } },
  {
    provider: 'ebay',
    name: 'challenge_code',
    secrets: verifyToken,
    said: get('?challenge_code=a8628072-3d33-45ee'),
    answer: url => ({
      status: 200,
      text: JSON.stringify({ challengeResponse: createHash('sha256').update(`a8628072-3d33-45ee${TOKEN}${url}`).digest('hex') }),
    }),
  },
  { provider: 'facebook', name: 'hub.challenge', secrets: verifyToken, said: get(meta), answer: { status: 200, text: '1158201444' } },
  {
    provider: 'front',
    name: 'X-Front-Challenge',
    said: json({}, { 'X-Front-Challenge': 'abc' }),
    answer: { status: 200, text: '{"challenge":"abc"}' },
  },
  { provider: 'instagram', name: 'hub.challenge', secrets: verifyToken, said: get(meta), answer: { status: 200, text: '1158201444' } },
  {
    provider: 'linkedin',
    name: 'challengeCode',
    secrets: [SECRET],
    said: get(`?challengeCode=${code}`),
    answer: { status: 200, text: JSON.stringify({ challengeCode: code, challengeResponse: hmac(code, 'hex') }) },
  },
  {
    provider: 'microsoft-graph',
    name: 'validationToken',
    said: { query: '?validationToken=Validation%3A+Testing+client' },
    answer: { status: 200, text: 'Validation: Testing client' },
  },
  { provider: 'monday', name: 'challenge', said: json({ challenge: 'abc' }), answer: { status: 200, text: '{"challenge":"abc"}' } },
  { provider: 'notion', name: 'verification_token', said: json({ verification_token: 'secret_abcdefgh' }), answer: { status: 200 } },
  { provider: 'nylas', name: 'challenge', secrets: [SECRET], said: get('?challenge=bc609b38'), answer: { status: 200, text: 'bc609b38' } },
  {
    provider: 'okta',
    name: 'one-time verification',
    said: get('', { 'X-Okta-Verification-Challenge': 'abc' }),
    answer: { status: 200, text: '{"verification":"abc"}' },
  },
  {
    provider: 'ringcentral',
    name: 'Validation-Token',
    said: json({}, { 'Validation-Token': 'abc' }),
    answer: { status: 200, headers: { 'validation-token': 'abc' } },
  },
  {
    provider: 'slack',
    name: 'url_verification',
    secrets: [SECRET],
    said: () => signed('slack', SECRET, json({ token: 't', challenge: '3eZbrw1aB', type: 'url_verification' })),
    answer: { status: 200, text: '3eZbrw1aB' },
  },
  {
    provider: 'strava',
    name: 'hub.challenge',
    secrets: verifyToken,
    said: get(meta),
    answer: { status: 200, text: '{"hub.challenge":"1158201444"}' },
  },
  { provider: 'trello', name: 'callback check', said: { method: 'HEAD' }, answer: { status: 200, text: '' } },
  {
    provider: 'twitch',
    name: 'webhook_callback_verification',
    secrets: [SECRET],
    said: () =>
      signed('twitch', SECRET, json({ challenge: 'pogchamp' }, { 'Twitch-Eventsub-Message-Type': 'webhook_callback_verification' })),
    answer: { status: 200, text: 'pogchamp' },
  },
  { provider: 'whatsapp', name: 'hub.challenge', secrets: verifyToken, said: get(meta), answer: { status: 200, text: '1158201444' } },
  {
    provider: 'woocommerce',
    name: 'ping',
    secrets: [SECRET],
    said: { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'webhook_id=7' },
    answer: { status: 200 },
  },
  {
    provider: 'x',
    name: 'crc',
    secrets: [SECRET],
    said: get('?crc_token=abc_DEF-1'),
    answer: { status: 200, text: `{"response_token":"sha256=${hmac('abc_DEF-1', 'base64')}"}` },
  },
  {
    provider: 'xero',
    name: 'intent to receive',
    secrets: [SECRET],
    said: () => signed('xero', SECRET, json(xeroBody)),
    answer: { status: 200, text: '' },
  },
  {
    provider: 'zoom',
    name: 'endpoint.url_validation',
    secrets: [SECRET],
    said: () => signed('zoom', SECRET, json(zoomBody)),
    answer: {
      status: 200,
      text: JSON.stringify({ plainToken: zoomBody.payload.plainToken, encryptedToken: hmac(zoomBody.payload.plainToken, 'hex') }),
    },
  },
]

let slugs = 0
/** A Source of its own for the exchange; its answer, and what the list says of it. */
async function play({ provider, secrets = [], said }: Pick<Case, 'provider' | 'secrets' | 'said'>) {
  slugs += 1
  const source = await core.rpc['sources.save']({ slug: `handshake-${slugs}`, provider, secrets })
  const heard = await say(source.url, typeof said === 'function' ? said(source.url) : said)
  const { rows } = await core.rpc['requests.list']({ filter: `source:${source.id}` })
  const [row] = rows
  if (!row) throw new Error('no row')
  return { heard, row, url: source.url, detail: await core.rpc['requests.get']({ id: row.id }) }
}

test('no handshake of a provider is left out below', () => {
  const known = providers.flatMap(provider => provider.handshakes.map(({ name }) => `${provider.id} ${name}`))
  expect(cases.map(({ provider, name }) => `${provider} ${name}`).sort()).toEqual(known.sort())
})

describe('answered by themselves, and shown as handshakes', () => {
  test.each(cases)('$provider $name', async one => {
    const { heard, row, detail, url } = await play(one)
    expect(heard).toMatchObject(typeof one.answer === 'function' ? one.answer(url) : one.answer)
    expect(heard.headers['x-content-type-options']).toBe('nosniff')
    expect(row).toMatchObject({ provider: one.provider, handshake: one.name, replyStatus: heard.status, eventId: null })
    expect(detail.handshakeRefused).toBeNull()
  })
})

const forged = { 'X-Slack-Signature': `v0=${'0'.repeat(64)}`, 'X-Slack-Request-Timestamp': String(Math.floor(Date.now() / 1000)) }
const refused: readonly (Omit<Case, 'answer'> & { what: string; status: number })[] = [
  ...['facebook', 'instagram', 'whatsapp', 'strava'].map(provider => ({
    what: 'a wrong verify token',
    provider,
    name: 'hub.challenge',
    secrets: verifyToken,
    said: get(meta.replace(TOKEN, 'another')),
    status: 403,
  })),
  {
    what: 'a forged signature',
    provider: 'slack',
    name: 'url_verification',
    secrets: [SECRET],
    said: json({ challenge: 'abc', type: 'url_verification' }, forged),
    status: 400,
  },
  {
    what: 'a wrong key',
    provider: 'twitch',
    name: 'webhook_callback_verification',
    secrets: [SECRET],
    said: signed('twitch', 'wrong-secret', json({ challenge: 'a' }, { 'Twitch-Eventsub-Message-Type': 'webhook_callback_verification' })),
    status: 403,
  },
  {
    what: 'a ping that nobody signed',
    provider: 'discord',
    name: 'interaction ping',
    secrets: discordKey,
    said: json({ type: 1, token: 't' }),
    status: 401,
  },
  {
    what: 'an intent that is signed with another key',
    provider: 'xero',
    name: 'intent to receive',
    secrets: [SECRET],
    said: signed('xero', 'wrong', json(xeroBody)),
    status: 401,
  },
  // The oracle: whoever gets such an answer holds a signature that passes for X's own.
  {
    what: 'an event’s body as the challenge',
    provider: 'x',
    name: 'crc',
    secrets: [SECRET],
    said: get(`?crc_token=${encodeURIComponent('{"for_user_id":"1","tweet_create_events":[]}')}`),
    status: 400,
  },
  {
    what: 'an event’s body as the challenge',
    provider: 'zoom',
    name: 'endpoint.url_validation',
    secrets: [SECRET],
    said: json({ event: 'endpoint.url_validation', payload: { plainToken: 'v0:1800000000:{"event":"meeting.started"}' } }),
    status: 403,
  },
  {
    what: 'a plain challenge that nobody signed',
    provider: 'zoom',
    name: 'endpoint.url_validation',
    secrets: [SECRET],
    said: json(zoomBody),
    status: 403,
  },
  {
    what: 'a text as the challenge',
    provider: 'ebay',
    name: 'challenge_code',
    secrets: verifyToken,
    said: get('?challenge_code=a%20b'),
    status: 400,
  },
]

describe('refused, and the list says so', () => {
  test.each(refused)('$provider $name: $what', async one => {
    const { heard, row, detail } = await play(one)
    expect(heard.status).toBe(one.status)
    expect(heard.text).toBe('The handshake was refused.\n')
    expect(row).toMatchObject({ handshake: one.name, replyStatus: one.status, eventId: null })
    expect(detail.handshakeRefused).toMatch(/\w+ \w+.*\.$/)
    expect(JSON.stringify(detail)).not.toContain(SECRET)
  })
})

describe('ten a minute', () => {
  const challenge = (n: number, filler = '') => ({ ...get(`?crc_token=token-${n}`), body: filler })

  test('of those that are computed with a key, over all threads together', async () => {
    const { url } = await core.rpc['sources.save']({ slug: 'x-often', provider: 'x', secrets: [SECRET] })
    // Every other with a body for the prepare thread: a count in each thread would let twice as many through.
    const answers: Heard[] = []
    for (let n = 0; n < 14; n++) answers.push(await say(url, challenge(n, n % 2 ? 'x'.repeat(70_000) : '')))
    expect(answers.map(answer => answer.status)).toEqual([...Array(10).fill(200), ...Array(4).fill(429)])
    expect(answers[10]?.headers['retry-after']).toBe('60')
    const { rows } = await core.rpc['requests.list']({ filter: 'source:x-often', limit: 1 })
    const detail = await core.rpc['requests.get']({ id: rows[0]?.id ?? '' })
    expect(detail).toMatchObject({ handshake: 'crc', replyStatus: 429, handshakeRefused: expect.stringMatching(/10 challenges/) })
    // Another Source has ten of its own, and an echo is never counted.
    const other = await core.rpc['sources.save']({ slug: 'x-other', provider: 'x', secrets: [SECRET] })
    expect((await say(other.url, challenge(1))).status).toBe(200)
    const echo = await core.rpc['sources.save']({ slug: 'echoes', provider: 'dropbox', secrets: [SECRET] })
    for (let n = 0; n < 12; n++) expect((await say(echo.url, get(`?challenge=c${n}`))).status).toBe(200)
  })
})
