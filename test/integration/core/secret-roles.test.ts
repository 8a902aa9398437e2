import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSecret, publicHalf } from '#domain/signature/new-secret.ts'
import { providerById } from '#providers/index.ts'
import { openCore, type RunningCore } from '../../support/core.ts'
import { openSink } from '../../support/delivery/sink.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

const pair = generateKeyPairSync('ed25519')
const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
const refusal = (code: string, text: RegExp | string) => ({ code, message: expect.stringMatching(text) })

describe('a plain secret takes the role of the key that the provider reads', () => {
  test('Discord’s public key verifies: a forged request is refused, a genuine one is not', async () => {
    const source = await core.rpc['sources.save']({ name: 'Discord', provider: 'discord', secrets: [publicKey] })
    expect(source.secrets).toMatchObject([{ role: 'public-key' }])
    const timestamp = String(Math.floor(Date.now() / 1000))
    const body = '{"type":2,"id":"1"}'
    const send = async (signature: string) => {
      const headers = { 'Content-Type': 'application/json', 'X-Signature-Ed25519': signature, 'X-Signature-Timestamp': timestamp }
      return (await fetch(source.url, { method: 'POST', headers, body })).status
    }
    expect(await send('00'.repeat(64))).toBe(401)
    expect(await send(sign(null, Buffer.from(timestamp + body), pair.privateKey).toString('hex'))).toBe(200)
  })

  test.each([
    [{ provider: 'discord', secrets: ['not a key'] }, /Discord.*Public Key/],
    [{ provider: 'discord', secrets: [{ role: 'signing' as const, value: publicKey }] }, /reads no secret of the role “signing”/],
    [{ provider: 'standard-webhooks', scheme: 'v1', secrets: ['x'] }, /whsec_/],
    [{ provider: 'azure-event-grid', secrets: ['anything'] }, /does not sign/],
  ])('%j is refused', async (input, text) => {
    await expect(core.rpc['sources.save']({ name: 'Refused', ...input })).rejects.toMatchObject(refusal('invalid_input', text))
  })

  test.each([
    ['strava', 'a-verify-token', 'verify-token'],
    ['aws-sns', 'arn:aws:sns:eu-west-1:1:orders', 'account-id'],
    ['github', 'anything', 'signing'],
    ['standard-webhooks', `whpk_${Buffer.alloc(32, 7).toString('base64')}`, 'public-key'],
  ])('%s: %s is its %s', async (provider, secret, role) => {
    const { secrets } = await core.rpc['sources.save']({ name: 'Taken', provider, secrets: [secret] })
    expect(secrets).toMatchObject([{ role }])
  })
})

describe('a Source that changes to another provider', () => {
  const given = { name: 'Changed', provider: 'github', secrets: [publicKey, { role: 'signing' as const, value: 'no key' }] }

  test.each([
    ['as they are', undefined],
    ['named by their ids', true],
  ])('reads its secrets anew, %s, and loses none that means nothing there', async (_, named) => {
    const { id, secrets } = await core.rpc['sources.save'](given)
    expect(secrets.map(({ role }) => role)).toEqual(['signing', 'signing'])
    const listed = named ? { secrets: secrets.map(secret => ({ id: secret.id })) } : {}
    const discord = await core.rpc['sources.save']({ id, provider: 'discord', ...listed })
    expect(discord.secrets.map(({ role }) => role)).toEqual(['public-key', 'signing'])
    // Meta has a use for a signing secret as well as for a verify token.
    const facebook = await core.rpc['sources.save']({ id, provider: 'facebook' })
    expect(facebook.secrets.map(({ role }) => role)).toEqual(['signing', 'signing'])
    expect(facebook.secrets.map(secret => secret.masked)).toEqual(secrets.map(secret => secret.masked))
  })
})

describe('an Endpoint’s secret', () => {
  const standard = providerById('standard-webhooks')
  if (!standard) throw new Error('No such provider.')
  const asymmetric = standard.schemes.find(({ id }) => id === 'v1a')
  const whsk = newSecret(standard, 'v1a', Buffer.alloc(32, 3))

  test.each([[whsk], [{ role: 'public-key' as const, value: whsk }]])('signs in an asymmetric scheme, as %j', async secret => {
    const sink = await openSink()
    const { id, secrets } = await core.rpc['endpoints.save']({
      url: sink.url,
      name: 'Signed',
      scheme: 'standard-webhooks/v1a',
      secrets: [secret],
    })
    expect(secrets).toMatchObject([{ role: 'private-key' }])
    await core.rpc['messages.send']({ endpointIds: [id], eventType: 'a', body: '{}' })
    await sink.received(1)
    const headers = sink.hits[0]?.headers ?? {}
    const source = await core.rpc['sources.save']({
      name: 'Receiver',
      provider: 'standard-webhooks',
      secrets: [asymmetric ? (publicHalf(asymmetric, whsk) ?? '') : ''],
    })
    const copied = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name => [name, String(headers[name])] as [string, string])
    const answer = await fetch(source.url, { method: 'POST', headers: copied, body: '{}' })
    expect(answer.status).toBe(200)
    await sink.close()
  })

  test.each([
    [{ scheme: 'standard-webhooks/v1', secret: 'x' }, 'cannot_sign', /whsec_/],
    [{ scheme: 'standard-webhooks/v1a', secret: `whpk_${Buffer.alloc(32, 7).toString('base64')}` }, 'cannot_sign', /whsk_/],
    [{ scheme: 'paypal/rsa' }, 'cannot_sign', /PayPal/],
    [{ scheme: 'gitlab/secret-token', secret: 'two\nlines' }, 'cannot_sign', /cannot be sent/],
    [{ scheme: 'github', secrets: [{ role: 'account-id' as const, value: 'x' }] }, 'invalid_input', /reads no secret/],
  ])('%j can never sign, and is told at once', async (input, code, text) => {
    const before = (await core.rpc['endpoints.list']({})).rows.length
    await expect(core.rpc['endpoints.save']({ url: 'https://example.com/', ...input })).rejects.toMatchObject(refusal(code, text))
    expect((await core.rpc['endpoints.list']({})).rows).toHaveLength(before)
  })

  test('is not replaced by one that cannot sign: neither by a rotation nor by another scheme nor by a registration', async () => {
    const { id } = await core.rpc['endpoints.save']({ url: 'https://example.com/', name: 'Kept', scheme: 'standard-webhooks/v1' })
    await expect(core.rpc['endpoints.rotateSecret']({ id, secret: 'my-new-secret' })).rejects.toMatchObject(
      refusal('cannot_sign', /whsec_/),
    )
    const hub = await core.rpc['endpoints.save']({ url: 'https://example.com/', name: 'Hub', scheme: 'github', secret: 'any text' })
    await expect(core.rpc['endpoints.save']({ id: hub.id, scheme: 'standard-webhooks/v1' })).rejects.toMatchObject({ code: 'cannot_sign' })
    // Another setting is another matter.
    expect(await core.rpc['endpoints.save']({ id: hub.id, name: 'Hub 2' })).toMatchObject({ name: 'Hub 2', secrets: hub.secrets })
    const registered = core.rpc['webhooks.register']({ url: 'http://127.0.0.1:9/', secret: 'x' })
    await expect(registered).rejects.toMatchObject(refusal('cannot_sign', /whsec_/))
  })

  test('is made where only another kind was given', async () => {
    const { secrets } = await core.rpc['endpoints.save']({
      url: 'https://example.com/',
      name: 'Meta',
      scheme: 'facebook',
      secrets: [{ role: 'verify-token', value: 'my token' }],
    })
    expect(secrets.map(({ role }) => role)).toEqual(['verify-token', 'signing'])
  })
})
