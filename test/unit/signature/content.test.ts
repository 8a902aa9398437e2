import { describe, expect, test } from 'vitest'
import { parseBody } from '#domain/http/body.ts'
import { compileTemplate, contentOf } from '#domain/signature/content.ts'
import { crc32 } from '#domain/signature/crc32.ts'
import { urlsToTry } from '#domain/signature/url-forms.ts'

/** What each variable of a template stands for, byte for byte. */
interface Parts {
  readonly body?: string
  readonly type?: string
  readonly headers?: readonly string[]
  readonly target?: string
}

function written(template: string, { body = '', type, headers = [], target = '/a?b=c' }: Parts = {}): string | null {
  const bytes = Buffer.from(body)
  const content = contentOf(
    compileTemplate(template),
    {
      method: 'POST',
      url: `https://x.test${target}`,
      target,
      headers,
      body: bytes,
      parsed: () => parseBody(type, bytes),
      timestamp: '17',
      id: 'm1',
      token: 'a.b',
    },
    'sé',
  )
  return content.ok ? Buffer.concat(content.pieces).toString('utf8') : null
}
const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

test.each([
  ['v0:{timestamp}:{body}', 'v0:17:é'],
  ['{id}.{timestamp}.{body}', 'm1.17.é'],
  ['{method}\n{path}|{target}|{url}', 'POST\n/a|/a?b=c|https://x.test/a?b=c'],
  ['{secret}{body}{token}', 'séé' + 'a.b'],
  ['{nothing}', null],
])('%j', (template, text) => {
  expect(written(template, { body: 'é' })).toBe(text)
})

test('crc32 is the checksum of zip, in decimal and unsigned', () => {
  // The check value of the algorithm's definition, and one with the highest bit set.
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array())).toBe(0)
  expect(written('{crc32}', { body: '123456789' })).toBe('3421780262')
})

describe('form', () => {
  test.each([
    ['B=2&a=1&A=3', 'A3B2a1'],
    ['a=2&a=1&a=2', 'a1a2'],
    ['a=%2B1+2&b=caf%C3%A9', 'a+1 2bcafé'],
    ['a', 'a'],
    ['', ''],
  ])('%j is signed as %j', (body, text) => {
    expect(written('{form}', { body, type: form })).toBe(text)
  })
  test('what is no form has no fields: its bytes would go unsigned', () => {
    expect(written('{url}{form}', { body: '{"a":1}', type: json })).toBeNull()
    expect(written('{url}{form}', { body: 'a=1' })).toBeNull()
    expect(written('{form}', { body: '' })).toBe('')
  })
})

test('php counts bytes, sorts, and leaves the signature out', () => {
  const body = 'b=%C3%A9&p_signature=x&a=1'
  expect(written('{php:p_signature}', { body, type: form })).toBe('a:2:{s:1:"a";s:1:"1";s:1:"b";s:2:"é";}')
  expect(written('{php:p_signature}', { body, type: json })).toBeNull()
})

test('lines are those that are there, in the order of the template', () => {
  expect(written('{lines:Message,Subject,Type}', { body: '{"Type":"N","Message":"a\\nb","Other":1}', type: json })).toBe(
    'Message\na\nb\nType\nN\n',
  )
})

describe('headers that a header lists', () => {
  const template = '{headers:x-list,x-time}'
  test('are sorted, in lower case, trimmed', () => {
    const headers = ['X-Time', '17', 'X-List', 'x-time, X-List ,b', 'B', ' v ']
    expect(written(template, { headers })).toBe('b:v;x-list:x-time, X-List ,b;x-time:17')
  })
  test.each([
    ['no list', ['X-Time', '17']],
    ['the list is not in itself', ['X-Time', '17', 'X-List', 'x-time']],
    ['the time is not in it', ['X-Time', '17', 'X-List', 'x-list']],
    ['one is absent', ['X-Time', '17', 'X-List', 'x-list,x-time,x-gone']],
  ])('%s: nothing is signed', (_, headers) => {
    expect(written(template, { headers })).toBeNull()
  })
})

test.each([
  ['/a', '/a'],
  ['/a?b=c d', '/a?b%253Dc%2520d'],
  ['/é?', '/%C3%A9'],
  ['/\ud800', null],
])('the target %j escaped is %j', (target, text) => {
  expect(written('{target:escaped}', { target })).toBe(text)
})

describe('URL forms', () => {
  test.each([
    ['https://x.test/a?b', ['https://x.test/a?b', 'https://x.test:443/a?b']],
    ['http://x.test', ['http://x.test', 'http://x.test:80']],
    ['https://x.test:8443/a', ['https://x.test:8443/a', 'https://x.test/a']],
    ['https://[::1]:8443/a', ['https://[::1]:8443/a', 'https://[::1]/a']],
    ['not a url', ['not a url']],
  ])('ports of %s', (url, forms) => {
    expect(urlsToTry(url, ['as-received', 'without-port', 'with-port'])).toEqual(forms)
  })
  test('punctuation is decoded, the rest is not', () => {
    expect(urlsToTry('https://x.test/%2f%3a%20?a=%2C%25', ['percent-decoded'])).toEqual(['https://x.test//:%20?a=,%25'])
  })
  test('as a browser writes it', () => {
    expect(urlsToTry("https://X.test:443/a b?q='", ['normalised'])).toEqual(['https://x.test/a%20b?q=%27'])
    expect(urlsToTry('::', ['normalised'])).toEqual(['::'])
  })
  test('without forms it is what came', () => {
    expect(urlsToTry('https://x.test/', undefined)).toEqual(['https://x.test/'])
  })
})
