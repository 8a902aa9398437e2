import { describe, expect, test } from 'vitest'
import type { Provider } from '#domain/provider.ts'
import { MASK, maskHeaders, maskTarget, maskText } from '#domain/redact.ts'
import { looksMasked } from '#domain/secret.ts'
import { provider } from '../signature/support.ts'

const slack = provider('slack')
const marked: Provider = { ...slack, credentials: { headers: ['X-Own'], query: ['state'], body: ['token'] } }
const FORM = 'application/x-www-form-urlencoded'

test('a mask is told from a secret', () => {
  expect(looksMasked(MASK)).toBe(true)
})

describe('headers', () => {
  test.each([
    ['Authorization', 'Bearer abc', `Bearer ${MASK}`],
    ['authorization', 'Basic dXNlcjpwYXNz', `Basic ${MASK}`],
    ['Authorization', 'HMAC abc=', `HMAC ${MASK}`],
    ['Authorization', 'just a secret', MASK],
    ['Proxy-Authorization', 'Basic abc', `Basic ${MASK}`],
    ['Cookie', 'a=1; b=2', MASK],
    ['Set-Cookie', 'a=1', MASK],
    ['X-Api-Key', 'k', MASK],
    ['api-key', 'k', MASK],
    ['X-ApiKey', 'k', MASK],
    ['X-Gitlab-Token', 'k', MASK],
    ['X-Hook-Secret', 'k', MASK],
    ['X-Telegram-Bot-Api-Secret-Token', 'k', MASK],
    ['X-OWN', 'k', MASK],
    ['X-Own ', 'k', MASK],
    ['Authorization ', 'Bearer abc', `Bearer ${MASK}`],
    [' Cookie\t', 'a=1', MASK],
    ['X-Authorization', 'Bearer abc', `Bearer ${MASK}`],
    ['X-Forwarded-Authorization', 'abc', MASK],
    ...[
      'X-AuthToken x-authtoken X-AccessToken X-ApiToken X-Secret-Key x-secretkey X-Private-Key X-Signing-Key X-Shared-Key X-Functions-Key',
      'Ocp-Apim-Subscription-Key aeg-sas-key X-JWT-Assertion X-Amz-Security-Token X-Client-Secret',
    ].flatMap(names => names.split(' ').map((name): [string, string, string] => [name, 'k', MASK])),
  ])('%s: %s', (name, value, masked) => {
    expect(maskHeaders(marked, ['A', 'b', name, value])).toEqual(['A', 'b', name, masked])
  })
  test.each([
    ...'X-Hub-Signature-256 Content-Type X-GitHub-Event I-Twilio-Idempotency-Token X-Tokenizer webhook-id webhook-signature'.split(' '),
    ...'X-GitHub-Delivery X-Hub-Signature Stripe-Signature Idempotency-Key IdempotencyKey idempotencyToken X-Event-Key X-Pusher-Key'.split(
      ' ',
    ),
    ...'X-Authorization-Digest PAYPAL-AUTH-ALGO X-Amz-Signature X-Webhook-Subscription aeg-subscription-name X-Public-Key Key Code'.split(
      ' ',
    ),
    ...'Monkey X-Tokens-Revoked Sec-WebSocket-Key If-None-Match Secretary X-Request-Key'.split(' '),
  ])('%s stays', name => {
    expect(maskHeaders(null, [name, 'v'])).toEqual([name, 'v'])
  })
  test('the same name again, and more names than are remembered', () => {
    for (let i = 0; i < 3000; i++)
      expect(maskHeaders(null, [`X-${i}`, 'v', `X-${i}-Token`, 'v'])).toEqual([`X-${i}`, 'v', `X-${i}-Token`, MASK])
    expect(maskHeaders(null, [`${'X-'.repeat(30_000)}Token`, 'v'])[1]).toBe(MASK)
  })
  test('what a provider marks is marked for that provider', () => {
    expect(maskHeaders(null, ['X-Own', 'v'])).toEqual(['X-Own', 'v'])
  })
  test('the list given is left as it is', () => {
    const raw = ['Cookie', 'a']
    maskHeaders(null, raw)
    expect(raw).toEqual(['Cookie', 'a'])
  })
})

describe('targets', () => {
  test.each([
    ['/a?b=1', '/a?b=1'],
    ['/a', '/a'],
    ['/a?access_token=x&b=%20+', `/a?access_token=${MASK}&b=%20+`],
    ['/a?b&token=x&TOKEN=y', `/a?b&token=${MASK}&TOKEN=${MASK}`],
    ['/a?%74oken=x', `/a?%74oken=${MASK}`],
    ['/a?hub.verify_token=x&hub.challenge=1', `/a?hub.verify_token=${MASK}&hub.challenge=1`],
    ['/a?code=x&state=s&key=k&%=1', `/a?code=${MASK}&state=${MASK}&key=${MASK}&%=1`],
    ['https://user:pass@x.test/a?api_key=x', `https://${MASK}@x.test/a?api_key=${MASK}`],
    ['http://h/ws://user:pass@x.test/a', `http://h/ws://${MASK}@x.test/a`],
    ['/a?a=1;token=x', `/a?a=1;token=${MASK}`],
    // What follows may be part of it.
    ['/a?token=x;y;b=1&c=2', `/a?token=${MASK}&c=2`],
    ['/a?b=1;c=2;d', '/a?b=1;c=2;d'],
    ['/a#token=x', `/a#token=${MASK}`],
    ['/a#b', '/a#b'],
    ['/a?b=1#token=x', `/a?b=1#token=${MASK}`],
    ['/a#/b?token=x&c=1', `/a#/b?token=${MASK}&c=1`],
    ['/a?to=/b?token=x', `/a?to=/b?token=${MASK}`],
    ['/a?user[password]=x&token[]=y', `/a?user[password]=${MASK}&token[]=${MASK}`],
  ])('%s', (target, masked) => {
    expect(maskTarget(marked, target)).toBe(masked)
  })
  test.each(
    [
      'accessToken authToken apiToken clientSecret userPassword refreshToken secretKey secret_key private_key signing_key subscription-key',
      'hapikey jwt bearer X-Amz-Signature APIKey apiKey api_key session_token authtoken clientsecret key code auth authorization pwd sig',
    ].flatMap(names => names.split(' ')),
  )('%s is one in a query', name => {
    expect(maskTarget(null, `/a?${name}=x&b=1`)).toBe(`/a?${name}=${MASK}&b=1`)
  })
  test.each('state signature timestamp X-Amz-Date X-Amz-Algorithm idempotency_key monkey tokens keyword code_id event_key'.split(' '))(
    '%s is none',
    name => {
      expect(maskTarget(null, `/a?${name}=x`)).toBe(`/a?${name}=x`)
    },
  )
  test('one of many bytes takes no time', () => {
    for (const piece of ['a', ';', '?', '&', '=', ';a=', '://', '://a', '%', '#'])
      expect(maskTarget(null, `/?${piece.repeat(200_000)}&token=x`)).toMatch(/token=•+$/)
    expect(maskTarget(null, `/${'://@'.repeat(100_000)}`)).toContain(MASK)
  })
})

describe('bodies', () => {
  const text = (body: string, type = 'application/json') => maskText(marked, type, body)
  test.each([
    ['{"token":"x","a":1}', `{"token":"${MASK}","a":1}`],
    ['{ "token" : "a\\"b" , "n": {"token":12.5e3}}', `{ "token" : "${MASK}" , "n": {"token":"${MASK}"}}`],
    ['{"token":null,"a":"token"}', '{"token":null,"a":"token"}'],
    ['{"tokens":"x","a":"\\"token\\":\\"y\\""}', '{"tokens":"x","a":"\\"token\\":\\"y\\""}'],
    ['{"broken":"token", "token":"x', `{"broken":"token", "token":"${MASK}"`],
    ['{"token":"x\\', `{"token":"${MASK}"`],
    ['"token', '"token'],
    ['', ''],
  ])('%s', (body, masked) => {
    expect(text(body)).toBe(masked)
  })
  test('a value of many megabytes', () => {
    expect(text(`{"token":"${'x'.repeat(20_000_000)}"}`)).toBe(`{"token":"${MASK}"}`)
  })
  test('forms, and JSON inside a form', () => {
    expect(text('a=1&token=x&b=%20+', FORM)).toBe(`a=1&token=${MASK}&b=%20+`)
    const payload = text(`payload=${encodeURIComponent('{"token":"x","b":1}')}`, FORM)
    expect(decodeURIComponent(payload)).toBe(`payload={"token":"${MASK}","b":1}`)
    expect(text('payload=%7B%22a%22%3A1%7D', `${FORM}; charset=utf-8`)).toBe('payload=%7B%22a%22%3A1%7D')
  })
  test('nothing where a provider marks nothing', () => {
    expect(maskText(null, 'application/json', '{"token":"x"}')).toBe('{"token":"x"}')
    expect(maskText(provider('shopify'), 'application/json', '{"token":"x"}')).toBe('{"token":"x"}')
  })
})
