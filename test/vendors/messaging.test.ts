import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { secretOf } from '../unit/signature/support.ts'
import { accepts, bodies, judge, load, ours, secret } from './support.ts'

interface Twilio {
  getExpectedTwilioSignature(token: string, url: string, params: Record<string, unknown>): string
  validateRequest(token: string, signature: string, url: string, params: Record<string, unknown>): boolean
  validateRequestWithBody(token: string, signature: string, url: string, body: string): boolean
}
interface SendGrid {
  readonly EventWebhook: new () => {
    convertPublicKeyToECDSA(key: string): unknown
    verifySignature(key: unknown, payload: string, signature: string, timestamp: string): boolean
  }
}
interface Discord {
  verifyKey(body: string, signature: string, timestamp: string, key: string): Promise<boolean>
}
interface Line {
  validateSignature(body: string, secret: string, signature: string): boolean
}
const twilio = load('twilio') as Twilio
const sendgrid = new (load('@sendgrid/eventwebhook') as SendGrid).EventWebhook()
const discord = load('discord-interactions') as Discord
const line = load('@line/bot-sdk') as Line

describe('Twilio: twilio', () => {
  const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const
  const params = { To: '+1800', Body: 'café & “co” +1', Empty: '', MediaUrl: ['b', 'a', 'b'] }
  const body = 'To=%2B1800&Body=caf%C3%A9+%26+%E2%80%9Cco%E2%80%9D+%2B1&Empty=&MediaUrl=b&MediaUrl=a&MediaUrl=b'

  test.each(['https://x.test/sms?a=1&b=%20c', 'https://x.test:8443/sms', 'http://x.test/'])('forms to %s', url => {
    const mine = ours('twilio', { headers: [form], body, url })
    const signature = mine.headers['x-twilio-signature'] ?? ''
    expect(twilio.validateRequest(secret, signature, url, params)).toBe(true)
    expect(twilio.validateRequest(secret, signature, url, { ...params, To: '1' })).toBe(false)
    const theirs = twilio.getExpectedTwilioSignature(secret, url, params)
    accepts('twilio', { headers: [form, ['X-Twilio-Signature', theirs]], body, url })
  })

  test.each([
    ['https://x.test/a', 'https://x.test:443/a'],
    ['https://x.test:8443/a', 'https://x.test/a'],
    ["https://x.test/a?q='", 'https://x.test/a?q=%27'],
  ])('seen as %s, signed as %s: both of us take it', (seen, signed) => {
    const theirs = twilio.getExpectedTwilioSignature(secret, signed, params)
    expect(twilio.validateRequest(secret, theirs, seen, params)).toBe(true)
    expect(judge('twilio', { headers: [form, ['X-Twilio-Signature', theirs]], body, url: seen }).verdict).toBe('verified')
  })

  test.each(bodies)('JSON %j', json => {
    const mine = ours('twilio', { scheme: 'json', body: json, url: 'https://x.test/sms?a=1' })
    const signature = mine.headers['x-twilio-signature'] ?? ''
    expect(mine.url).toContain('?a=1&bodySHA256=')
    expect(twilio.validateRequestWithBody(secret, signature, mine.url, json)).toBe(true)
    expect(twilio.validateRequestWithBody(secret, signature, mine.url, `${json} `)).toBe(false)
    const url = `https://x.test/sms?bodySHA256=${createHash('sha256').update(json).digest('hex')}`
    accepts(
      'twilio',
      { headers: [['X-Twilio-Signature', twilio.getExpectedTwilioSignature(secret, url, {})]], body: json, url },
      undefined,
      'body_altered',
    )
  })
})

describe.each(bodies)('body %j', body => {
  test('SendGrid: @sendgrid/eventwebhook', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const publicText = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    const mine = ours('sendgrid', { key: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), body })
    const check = (payload: string) =>
      sendgrid.verifySignature(
        sendgrid.convertPublicKeyToECDSA(publicText),
        payload,
        mine.headers['x-twilio-email-event-webhook-signature'] ?? '',
        mine.headers['x-twilio-email-event-webhook-timestamp'] ?? '',
      )
    expect(check(body)).toBe(true)
    expect(check(`${body} `)).toBe(false)
  })

  test('Discord: discord-interactions', async () => {
    const seed = Buffer.alloc(32, 7)
    const key = createPrivateKey({
      key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
      format: 'der',
      type: 'pkcs8',
    })
    const publicHex = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
    const mine = ours('discord', { key: seed.toString('hex'), body })
    const [signature = '', timestamp = ''] = [mine.headers['x-signature-ed25519'], mine.headers['x-signature-timestamp']]
    expect(await discord.verifyKey(body, signature, timestamp, publicHex)).toBe(true)
    expect(await discord.verifyKey(`${body} `, signature, timestamp, publicHex)).toBe(false)
    accepts(
      'discord',
      {
        headers: [
          ['X-Signature-Ed25519', signature],
          ['X-Signature-Timestamp', timestamp],
        ],
        body,
      },
      [secretOf(publicHex, { role: 'public-key' })],
    )
  })

  test('LINE: @line/bot-sdk', () => {
    const signature = ours('line', { body }).headers['x-line-signature'] ?? ''
    expect(line.validateSignature(body, secret, signature)).toBe(true)
    expect(line.validateSignature(`${body} `, secret, signature)).toBe(false)
  })
})
