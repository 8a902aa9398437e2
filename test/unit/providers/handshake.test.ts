import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { answerHandshake } from '#domain/handshake.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import type { RequestView } from '#domain/http/request-view.ts'
import { body, header } from '#domain/place.ts'
import type { Handshake, Provider } from '#domain/provider.ts'
import type { Secret } from '#domain/secret.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { provider, secretOf, signedView, viewOf } from '../signature/support.ts'

const json: HeaderPair[] = [['Content-Type', 'application/json']]
const slack = provider('slack')

function answer(definition: Provider, view: RequestView, secrets: readonly Secret[] = []) {
  const given = answerHandshake(definition, view, secrets, verifyRequest(definition, view, secrets))
  return given && { ...given, text: Buffer.from(given.body).toString(), headers: Object.fromEntries(given.headers) }
}

describe('Slack url_verification', () => {
  const challenge = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P'
  const text = JSON.stringify({ token: 't', challenge, type: 'url_verification' })

  test('is echoed as inert text, even with no secret', () => {
    const given = answer(slack, viewOf({ headers: json, body: text }))
    expect(given).toMatchObject({ name: 'url_verification', status: 200, text: challenge })
    expect(given?.refused).toBeUndefined()
    expect(given?.headers).toEqual({
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
  })
  test('is answered when it is signed right, and refused when it is not', () => {
    const secret = secretOf('shhh')
    const signed = signedView({ provider: slack, secret: 'shhh', body: text, headers: json })
    expect(answer(slack, signed, [secret])).toMatchObject({ status: 200, text: challenge })
    const refused = answer(slack, signed, [secretOf('other')])
    expect(refused).toMatchObject({ status: 400, refused: expect.stringContaining('signature is invalid') })
    expect(refused?.text).not.toContain(challenge)
  })
  test.each(['<script>alert(1)</script> now', 'x'.repeat(513), 'a\nb', '', 'é'])('does not echo %j', bad => {
    const given = answer(slack, viewOf({ headers: json, body: JSON.stringify({ type: 'url_verification', challenge: bad }) }))
    expect(given).toMatchObject({ status: 400, refused: expect.any(String), text: 'The handshake was refused.\n' })
  })
  test('is told from other requests', () => {
    for (const view of [
      viewOf({ headers: json, body: text, method: 'PUT' }),
      viewOf({ headers: json, body: text.replace('url_verification', 'event_callback') }),
      viewOf({ headers: json, body: '{"type":"url_verification"}' }),
      viewOf({ headers: json, body: '{"type":["url_verification"],"challenge":"x"}' }),
      viewOf({ body: text }),
    ]) {
      expect(answer(slack, view)).toBeNull()
    }
    expect(answerHandshake(null, viewOf({ headers: json, body: text }), [], verifyRequest(null, viewOf({}), []))).toBeNull()
  })
})

/** Rules for handshakes that come with later providers, to prove that the data carries them and none is a signing oracle. */
describe('other kinds', () => {
  const having = (handshake: Handshake): Provider => ({ ...slack, handshakes: [handshake] })
  const meta = having({
    name: 'hub.challenge',
    method: 'GET',
    when: [{ place: { in: 'query', name: 'hub.mode' }, equals: 'subscribe' }],
    challenge: { place: { in: 'query', name: 'hub.challenge' }, pattern: '[A-Za-z0-9_-]{1,128}' },
    trust: { by: 'echo' },
    verifyToken: { place: { in: 'query', name: 'hub.verify_token' }, role: 'verify-token' },
    answer: { status: 200, text: '{challenge}' },
  })
  const crc = having({
    name: 'crc',
    method: 'GET',
    when: [],
    challenge: { place: { in: 'query', name: 'crc_token' }, pattern: '.+' },
    trust: { by: 'token' },
    mac: { hash: 'sha256', role: 'signing', encoding: 'base64' },
    answer: { status: 200, json: { response_token: 'sha256={mac}' } },
  })
  const zoom = having({
    name: 'url_validation',
    method: 'POST',
    when: [{ place: body('event'), equals: 'endpoint.url_validation' }],
    challenge: { place: body('payload.plainToken'), pattern: '.+' },
    trust: { by: 'verified' },
    mac: { hash: 'sha256', role: 'signing', encoding: 'hex' },
    answer: { status: 200, json: { plainToken: '{challenge}', encryptedToken: '{mac}' } },
    refuseStatus: 401,
  })
  const asana = having({
    name: 'hook-secret',
    method: 'POST',
    when: [],
    challenge: { place: header('X-Hook-Secret'), pattern: '[\\x21-\\x7e]{1,256}' },
    trust: { by: 'echo' },
    answer: { status: 204, headers: [['X-Hook-Secret', '{challenge}']] },
  })
  const key = secretOf('signing key')

  test('a verify token must be the Source’s', () => {
    const url = 'https://x.test/?hub.mode=subscribe&hub.verify_token=mine&hub.challenge=1158201444'
    const view = viewOf({ method: 'GET', url })
    expect(answer(meta, view, [secretOf('mine', { role: 'verify-token' })])).toMatchObject({ status: 200, text: '1158201444' })
    expect(answer(meta, view, [secretOf('yours', { role: 'verify-token' })])).toMatchObject({ status: 403, refused: expect.any(String) })
    expect(answer(meta, view)).toBeNull()
  })
  test('a keyed answer to a stranger signs opaque tokens only', () => {
    const ask = (token: string) =>
      answer(crc, viewOf({ method: 'GET', url: `https://x.test/?crc_token=${encodeURIComponent(token)}` }), [key])
    const expected = createHmac('sha256', key.value).update('tok-1').digest('base64')
    expect(ask('tok-1')?.text).toBe(`{"response_token":"sha256=${expected}"}`)
    for (const forged of ['{"for_user_id":"1"}', 'v0:1:{}', 'a b', 'x'.repeat(129)]) {
      expect(ask(forged)).toMatchObject({ status: 400, refused: expect.stringContaining('not a plain token') })
    }
    expect(answer(crc, viewOf({ method: 'GET', url: 'https://x.test/?crc_token=tok-1' }))).toBeNull()
  })
  test('a keyed answer over any text is given to a verified request only', () => {
    const text = JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken: 'v0:1:{"forged":true}' } })
    expect(answer(zoom, viewOf({ headers: json, body: text }), [key])).toMatchObject({ status: 401, refused: expect.any(String) })
    expect(answer(zoom, viewOf({ headers: json, body: text }))).toMatchObject({ refused: expect.any(String) })
    const signed = signedView({ provider: zoom, secret: key.value, body: text, headers: json })
    const mac = createHmac('sha256', key.value).update('v0:1:{"forged":true}').digest('hex')
    expect(JSON.parse(answer(zoom, signed, [key])?.text ?? '')).toEqual({ plainToken: 'v0:1:{"forged":true}', encryptedToken: mac })
  })
  test('an answer may be a header', () => {
    const given = answer(asana, viewOf({ headers: [['x-hook-secret', 'abc']] }))
    expect(given).toMatchObject({ status: 204, text: '' })
    expect(given?.headers['X-Hook-Secret']).toBe('abc')
    expect(given?.headers['Content-Type']).toBeUndefined()
  })
})
