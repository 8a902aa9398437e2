import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { answerHandshake } from '#domain/handshake.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import type { RequestView } from '#domain/http/request-view.ts'
import type { Secret } from '#domain/secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { provider, secretOf, signedView, viewOf } from '../signature/support.ts'

const json: HeaderPair[] = [['Content-Type', 'application/json']]
const key = secretOf('signing key')

function answer(id: string, view: RequestView, secrets: readonly Secret[] = []) {
  const definition = provider(id)
  const given = answerHandshake(definition, view, secrets, verifyRequest(definition, view, secrets))
  return given && { ...given, text: Buffer.from(given.body).toString(), headers: Object.fromEntries(given.headers) }
}
const get = (target: string, headers: HeaderPair[] = []) => viewOf({ method: 'GET', url: `https://x.test${target}`, headers })
const post = (body: unknown, headers: HeaderPair[] = []) => viewOf({ headers: [...json, ...headers], body: JSON.stringify(body) })

describe('plain echoes', () => {
  test.each<[string, RequestView, number, string]>([
    ['dropbox', get('/?challenge=abc'), 200, 'abc'],
    [
      'microsoft-graph',
      viewOf({ url: 'https://x.test/?validationToken=Validation%3A+ok+Request-Id%3A+1', headers: [['Content-Type', 'text/plain']] }),
      200,
      'Validation: ok Request-Id: 1',
    ],
    ['okta', get('/', [['X-Okta-Verification-Challenge', 'v1']]), 200, '{"verification":"v1"}'],
    ['monday', post({ challenge: 'tok_1' }), 200, '{"challenge":"tok_1"}'],
    [
      'azure-event-grid',
      post(
        [{ eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent', data: { validationCode: '512d38b6' } }],
        [['aeg-event-type', 'SubscriptionValidation']],
      ),
      200,
      '{"validationResponse":"512d38b6"}',
    ],
    ['discord', post({ type: 1, id: '1', token: 't', application_id: 'a' }), 200, '{"type":1}'],
    ['discord', post({ version: 1, type: 0, application_id: 'a' }), 204, ''],
    ['twitch', post({ challenge: 'c-1' }, [['Twitch-Eventsub-Message-Type', 'webhook_callback_verification']]), 200, 'c-1'],
  ])('%s', (id, view, status, text) => {
    expect(answer(id, view)).toMatchObject({ status, text })
  })
  test('and what only looks like one', () => {
    expect(answer('discord', post({ version: 1, type: 1, event: { type: 'X' } }))).toBeNull()
    expect(answer('discord', post({ type: 2, token: 't' }))).toBeNull()
    expect(answer('azure-event-grid', post([{ data: { validationCode: 'x' } }], [['aeg-event-type', 'Notification']]))).toBeNull()
    expect(answer('dropbox', get('/'))).toBeNull()
    expect(answer('dropbox', get('/?challenge=%3Cscript%3E a'))).toMatchObject({ status: 400 })
  })
})

test.each(['cloudevents', 'azure-event-grid'])('%s: OPTIONS names the origin that may post', id => {
  const view = viewOf({ method: 'OPTIONS', headers: [['WebHook-Request-Origin', 'eventemitter.example.com']] })
  expect(answer(id, view)).toMatchObject({
    status: 200,
    headers: { 'WebHook-Allowed-Origin': 'eventemitter.example.com', 'WebHook-Allowed-Rate': '*' },
  })
  expect(answer(id, viewOf({ method: 'OPTIONS', headers: [['WebHook-Request-Origin', 'a\tb']] }))).toMatchObject({ status: 400 })
})

test.each(['facebook', 'instagram', 'whatsapp'])('%s: the challenge comes back for the right verify token', id => {
  const view = get('/?hub.mode=subscribe&hub.verify_token=mine&hub.challenge=1158201444')
  expect(answer(id, view, [secretOf('mine', { role: 'verify-token' })])).toMatchObject({ status: 200, text: '1158201444' })
  expect(answer(id, view, [secretOf('other', { role: 'verify-token' })])).toMatchObject({ status: 403, refused: expect.any(String) })
})

describe('no signing oracle', () => {
  test('X: the CRC is made for plain tokens, never for a body that could be passed off as signed', () => {
    const ask = (token: string) => answer('x', get(`/?crc_token=${encodeURIComponent(token)}`), [key])
    const mac = createHmac('sha256', key.value).update('MDJlMTk4').digest('base64')
    expect(ask('MDJlMTk4')?.text).toBe(`{"response_token":"sha256=${mac}"}`)
    for (const forged of ['{"for_user_id":"1","tweet_create_events":[]}', '[]', 'a.b', 'x'.repeat(129)]) {
      const refused = ask(forged)
      expect(refused).toMatchObject({ status: 400, refused: expect.any(String) })
      expect(refused?.text).not.toContain(createHmac('sha256', key.value).update(forged).digest('base64'))
    }
  })
  test('Zoom: the validation is answered only when it is signed itself', () => {
    const body = JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' } })
    const mac = createHmac('sha256', key.value).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex')
    const signed = signedView({ provider: provider('zoom'), secret: key.value, body, headers: json })
    expect(JSON.parse(answer('zoom', signed, [key])?.text ?? '')).toEqual({ plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken: mac })
    // A forger would have us sign `v0:<time>:<a body of his>`.
    const forged = { event: 'endpoint.url_validation', payload: { plainToken: 'v0:1614265330:{}' } }
    for (const secrets of [[key], []]) {
      const refused = answer('zoom', post(forged), secrets)
      expect(refused).toMatchObject({ status: 403, refused: expect.any(String) })
      expect(refused?.text).not.toContain(createHmac('sha256', key.value).update('v0:1614265330:{}').digest('hex'))
    }
  })
})

describe('wrong signatures are refused as the provider probes for it', () => {
  test.each<[string, RequestView, number]>([
    [
      'discord',
      post({ type: 1, token: 't' }, [
        ['X-Signature-Ed25519', 'ab'],
        ['X-Signature-Timestamp', '1'],
      ]),
      401,
    ],
    ['twitch', post({ challenge: 'c' }, [['Twitch-Eventsub-Message-Type', 'webhook_callback_verification']]), 403],
    ['xero', post({ events: [], firstEventSequence: 0, lastEventSequence: 0, entropy: 'E' }, [['x-xero-signature', 'AAAA']]), 401],
  ])('%s', (id, view, status) => {
    const role = provider(id).schemes[0]?.key.role ?? 'signing'
    const secret = secretOf(id === 'discord' ? 'ab'.repeat(32) : 'k', { role })
    expect(answer(id, view, [secret])).toMatchObject({ status, refused: expect.any(String) })
  })
  test('Xero’s right probe gets an empty 200; an event is no probe', () => {
    const body = '{"events":[],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "S0m3r4Nd0mt3xt"}'
    const view = signedView({ provider: provider('xero'), secret: key.value, body, headers: json })
    expect(answer('xero', view, [key])).toMatchObject({ name: 'intent to receive', status: 200, text: '' })
    expect(answer('xero', post({ events: [{}], firstEventSequence: 1, lastEventSequence: 1, entropy: 'E' }), [key])).toBeNull()
    expect(provider('xero').reply?.failed).toEqual({ status: 401 })
  })
})

describe('secrets that are handed over', () => {
  test.each<[string, RequestView]>([
    ['asana', viewOf({ headers: [['X-Hook-Secret', 'b537207f20cbfa02357cf448134da559']] })],
    ['notion', post({ verification_token: 'b537207f20cbfa02357cf448134da559' })],
  ])('%s', (id, view) => {
    const value = 'b537207f20cbfa02357cf448134da559'
    const given = answer(id, view)
    expect(given).toMatchObject({ status: 200, learned: { role: 'signing', value, replaces: false } })
    expect(given?.headers['X-Hook-Secret']).toBe(id === 'asana' ? value : undefined)
    expect(answer(id, view, [secretOf(value)])?.learned).toBeUndefined()
    // Anybody can send one: the Source's own secret is not to be replaced unasked.
    expect(answer(id, view, [key])?.learned).toMatchObject({ replaces: true })
  })
})

describe('SNS', () => {
  const ask = (SubscribeURL: string, type = 'SubscriptionConfirmation') =>
    answer(
      'aws-sns',
      viewOf({
        headers: [
          ['Content-Type', 'text/plain; charset=UTF-8'],
          ['x-amz-sns-message-type', type],
        ],
        body: JSON.stringify({ Type: type, SubscribeURL }),
      }),
    )
  const url =
    'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37f'
  test('its confirmation is offered to the user, and not visited', () => {
    expect(ask(url)).toMatchObject({ name: 'SubscriptionConfirmation', status: 200, confirmUrl: url })
    expect(ask(url, 'Notification')).toBeNull()
  })
  test.each([
    'https://evil.test/?Action=ConfirmSubscription&x=1',
    'https://sns.us-west-2.amazonaws.com@evil.test/?Action=ConfirmSubscription&x=1',
    'https://sns.us-west-2.amazonaws.com/?Action=DeleteTopic&Action=ConfirmSubscription',
    'http://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&x=1',
    'javascript:alert(1)',
  ])('%s is not offered', wrong => {
    expect(ask(wrong)?.confirmUrl).toBeUndefined()
  })
  test('a forged one is refused; one whose certificate is not there yet is asked to come again', () => {
    const arn = 'arn:aws:sns:us-west-2:123456789012:MyTopic'
    const secret = secretOf(arn, { role: 'account-id' })
    const headers: HeaderPair[] = [
      ['Content-Type', 'text/plain'],
      ['x-amz-sns-message-type', 'SubscriptionConfirmation'],
    ]
    const view = viewOf({ headers, body: JSON.stringify({ SubscribeURL: url }) })
    expect(answer('aws-sns', view, [secret])).toMatchObject({ status: 400, refused: expect.any(String) })
    const SigningCertURL = 'https://sns.us-west-2.amazonaws.com/SimpleNotificationService-1.pem'
    const message = { SubscribeURL: url, TopicArn: arn, SignatureVersion: '2', Signature: 'AAAA', SigningCertURL }
    expect(answer('aws-sns', viewOf({ headers, body: JSON.stringify(message) }), [secret])).toBeNull()
  })
})
