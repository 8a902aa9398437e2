import { describe, expect, test } from 'vitest'
import { secretOf } from '../unit/signature/support.ts'
import { accepts, bodies, judge, load, ours, secret, verdictOf } from './support.ts'

interface Square {
  readonly WebhooksHelper: {
    verifySignature(check: {
      requestBody: string
      signatureHeader: string
      signatureKey: string
      notificationUrl: string
    }): Promise<boolean>
  }
}
interface Paddle {
  readonly Paddle: new (
    key: string,
  ) => { readonly webhooks: { isSignatureValid(body: string, secret: string, signature: string): Promise<boolean> } }
}
interface Adyen {
  readonly hmacValidator: new () => {
    calculateHmac(data: unknown, key: string): string
    validateHMAC(item: unknown, key: string): boolean
    validateHMACSignature(key: string, signature: string, data: string): boolean
  }
}
interface Razorpay {
  validateWebhookSignature(body: string, signature: string, secret: string): boolean
}
const square = load('square') as Square
const paddle = new (load('@paddle/paddle-node-sdk') as Paddle).Paddle('unused')
const adyen = new (load('@adyen/api-library') as Adyen).hmacValidator()
const razorpay = load('razorpay') as Razorpay

describe.each(bodies)('body %j', body => {
  test('Square: square', async () => {
    const url = 'https://x.test/hooks?a=1'
    const mine = ours('square', { body, url }).headers['x-square-hmacsha256-signature'] ?? ''
    const check = (requestBody: string, notificationUrl: string) =>
      square.WebhooksHelper.verifySignature({ requestBody, signatureHeader: mine, signatureKey: secret, notificationUrl })
    expect(await check(body, url)).toBe(true)
    expect(await check(`${body} `, url)).toBe(false)
    expect(await check(body, `${url}2`)).toBe(false)
  })

  test('Paddle: @paddle/paddle-node-sdk', async () => {
    const mine = ours('paddle', { body })
    const signature = mine.headers['paddle-signature'] ?? ''
    expect(await paddle.webhooks.isSignatureValid(body, secret, signature)).toBe(true)
    expect(await paddle.webhooks.isSignatureValid(`${body} `, secret, signature)).toBe(false)
    expect(verdictOf('paddle', mine.view, [secretOf(secret)]).verdict).toBe('verified')
  })

  test('Razorpay: razorpay', () => {
    const signature = ours('razorpay', { body }).headers['x-razorpay-signature'] ?? ''
    expect(razorpay.validateWebhookSignature(body, signature, secret)).toBe(true)
    expect(razorpay.validateWebhookSignature(`${body} `, signature, secret)).toBe(false)
  })

  test('Adyen, platform: @adyen/api-library', () => {
    const key = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
    const signature = ours('adyen', { scheme: 'platform', key, body }).headers.hmacsignature ?? ''
    expect(adyen.validateHMACSignature(key, signature, body)).toBe(true)
    expect(adyen.validateHMACSignature(key, signature, `${body} `)).toBe(false)
    accepts('adyen', { headers: [['HmacSignature', adyen.calculateHmac(body, key)]], body }, [secretOf(key)])
  })
})

describe('Adyen, payments: @adyen/api-library', () => {
  const key = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
  const type = ['Content-Type', 'application/json'] as const
  const items = [
    {
      pspReference: 'p1',
      merchantAccountCode: 'M',
      merchantReference: 'a:b\\c',
      amount: { value: 1130, currency: 'EUR' },
      eventCode: 'AUTHORISATION',
      success: 'true',
    },
    {
      pspReference: 'p2',
      originalReference: 'p1',
      merchantAccountCode: 'Mé',
      merchantReference: 'r',
      amount: { value: 0, currency: 'JPY' },
      eventCode: 'REFUND',
      success: 'false',
    },
  ]
  const body = (signatures: readonly string[]) =>
    JSON.stringify({
      notificationItems: items.map((item, i) => ({
        NotificationRequestItem: { ...item, additionalData: { hmacSignature: signatures[i] } },
      })),
    })

  test('each item that we sign is right', () => {
    const mine = JSON.parse(ours('adyen', { headers: [type], key, body: body([]) }).body) as {
      notificationItems: { NotificationRequestItem: Record<string, unknown> }[]
    }
    for (const { NotificationRequestItem: item } of mine.notificationItems) {
      expect(adyen.validateHMAC(item, key)).toBe(true)
      expect(adyen.validateHMAC({ ...item, eventCode: 'CANCELLATION' }, key)).toBe(false)
    }
  })

  test('each item must be right', () => {
    const signatures = items.map(item => adyen.calculateHmac(item, key))
    const sent = (text: string) => judge('adyen', { headers: [type], body: text }, [secretOf(key)])
    expect(sent(body(signatures)).verdict).toBe('verified')
    expect(sent(body([...signatures].reverse()))).toMatchObject({
      code: 'signature_mismatch',
      explanation: expect.stringContaining('Item 1 of 2'),
    })
    expect(sent(body(signatures).replace('REFUND', 'CHARGE'))).toMatchObject({ explanation: expect.stringContaining('Item 2 of 2') })
  })
})

test('stricter than Paddle’s SDK: a signature from the future', async () => {
  const body = '{}'
  const mine = ours('paddle', { body, at: Date.now() + 3_600_000 })
  expect(await paddle.webhooks.isSignatureValid(body, secret, mine.headers['paddle-signature'] ?? '')).toBe(true)
  const view = { ...mine.view, receivedAt: Date.now() }
  expect(verdictOf('paddle', view, [secretOf(secret)]).code).toBe('timestamp_in_future')
  expect(verdictOf('paddle', view, [secretOf(secret)], { asVendor: true }).verdict).toBe('verified')
})
