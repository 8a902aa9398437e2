import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { answerHandshake } from '#domain/handshake.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import type { Secret } from '#domain/secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { provider, secretOf, signedView, viewOf } from '../signature/support.ts'

interface Asked {
  readonly method?: string
  readonly url?: string
  readonly headers?: readonly HeaderPair[]
  readonly body?: string
}

function ask(id: string, asked: Asked, secrets: readonly Secret[] = []) {
  const definition = provider(id)
  const view = viewOf({ method: 'GET', ...asked })
  const given = answerHandshake(definition, view, secrets, verifyRequest(definition, view, secrets))
  return given && { ...given, text: Buffer.from(given.body).toString(), headers: Object.fromEntries(given.headers) }
}

const key = secretOf('client secret')
const json: HeaderPair = ['Content-Type', 'application/json']

test('Trello’s HEAD gets a bare 200, its POST does not count as one', () => {
  expect(ask('trello', { method: 'HEAD' }, [key])).toMatchObject({ name: 'callback check', status: 200, text: '' })
  expect(ask('trello', { method: 'POST' }, [key])).toBeNull()
  expect(ask('trello', { method: 'GET' }, [key])).toBeNull()
})

test('WooCommerce’s unsigned ping gets 200, whatever the secret; an order that names a webhook does not', () => {
  const form: HeaderPair = ['Content-Type', 'application/x-www-form-urlencoded']
  expect(ask('woocommerce', { method: 'POST', headers: [form], body: 'webhook_id=7' }, [key])).toMatchObject({ name: 'ping', status: 200 })
  expect(ask('woocommerce', { method: 'POST', headers: [form], body: 'id=7' }, [key])).toBeNull()
  expect(ask('woocommerce', { method: 'POST', headers: [json], body: '{"webhook_id":7}' }, [key])).toBeNull()
})

test('LinkedIn’s challenge is answered with the client secret, for what looks like a challenge only', () => {
  const code = '890e4665-4dfe-4ab1-b689-ed553bceeed0'
  const url = (text: string) => `https://x.test/?challengeCode=${encodeURIComponent(text)}&applicationId=1`
  const mac = createHmac('sha256', 'client secret').update(code).digest('hex')
  const given = ask('linkedin', { url: url(code) }, [key])
  expect(given).toMatchObject({ status: 200, headers: { 'Content-Type': 'application/json' } })
  expect(JSON.parse(given?.text ?? '')).toEqual({ challengeCode: code, challengeResponse: mac })
  // What LinkedIn signs begins with this: an answer would be a signature.
  expect(ask('linkedin', { url: url('hmacsha256={"type":"LEAD_ACTION"}') }, [key])).toMatchObject({
    status: 400,
    refused: expect.any(String),
  })
  expect(ask('linkedin', { url: url(code) })).toBeNull()
})

test('Strava’s challenge comes back as JSON when the verify token is right', () => {
  const url = (token: string) =>
    `https://x.test/?hub.mode=subscribe&hub.challenge=15f7d1a91c1f40f8a748fd134752feb3&hub.verify_token=${token}`
  const token = [secretOf('STRAVA', { role: 'verify-token' })]
  expect(ask('strava', { url: url('STRAVA') }, token)).toMatchObject({
    status: 200,
    text: '{"hub.challenge":"15f7d1a91c1f40f8a748fd134752feb3"}',
  })
  expect(ask('strava', { url: url('other') }, token)).toMatchObject({ status: 403, refused: expect.any(String) })
  expect(ask('strava', { url: url('STRAVA').replace('subscribe', 'unsubscribe') }, token)).toBeNull()
  expect(ask('strava', { url: url('STRAVA') })).toBeNull()
})

test('Front’s challenge is signed like everything else, and refused when it is signed wrong', () => {
  const front = provider('front')
  const headers: HeaderPair[] = [json, ['X-Front-Challenge', 'abc-123']]
  const view = signedView({ provider: front, secret: key.value, headers, body: '{"type":"sync"}' })
  const answer = (secrets: readonly Secret[]) => answerHandshake(front, view, secrets, verifyRequest(front, view, secrets))
  expect(Buffer.from(answer([key])?.body ?? []).toString()).toBe('{"challenge":"abc-123"}')
  expect(answer([key])).toMatchObject({ name: 'X-Front-Challenge', status: 200 })
  expect(answer([secretOf('other')])).toMatchObject({ status: 400, refused: expect.stringContaining('signature is invalid') })
})

test('Nylas’ challenge comes back as text', () => {
  expect(ask('nylas', { url: 'https://x.test/?challenge=bc609b38-c81f' }, [key])).toMatchObject({ status: 200, text: 'bc609b38-c81f' })
  expect(ask('nylas', { url: 'https://x.test/?challenge=%3Cscript%3E' }, [key])).toMatchObject({ status: 400, refused: expect.any(String) })
  expect(ask('nylas', { url: 'https://x.test/' }, [key])).toBeNull()
})

test('RingCentral’s token comes back in the same header', () => {
  const given = ask('ringcentral', { method: 'POST', headers: [['Validation-Token', 'b1-2c']] })
  expect(given).toMatchObject({ status: 200, text: '', headers: { 'Validation-Token': 'b1-2c' } })
  expect(ask('ringcentral', { method: 'POST', headers: [['Validation-Token', 'a\tb']] })).toMatchObject({ status: 400 })
  expect(ask('ringcentral', { method: 'POST' })).toBeNull()
})
