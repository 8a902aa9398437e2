import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BodyCredentials, credentialSpans, hideSpans, MASK, maskBody } from '#domain/redact-body.ts'

const marked: BodyCredentials = { names: ['token', 'response_url'], formPayload: 'payload' }
const FORM = 'application/x-www-form-urlencoded'

describe('credentials inside bodies, whatever the body is called', () => {
  test.each([
    ['JSON with an escaped name', 'application/json', '{"to\\u006ben":"s3cret"}', `{"to\\u006ben":"${MASK}"}`],
    ['JSON that is called a form', FORM, '{"token":"s3cret","a":"b=c"}', `{"token":"${MASK}","a":"b=c"}`],
    ['a form that is called nothing', undefined, 'team=1&token=s3cret', `team=1&token=${MASK}`],
    ['a form that is called text', 'text/plain', 'token=s3cret&a=%20', `token=${MASK}&a=%20`],
    ['JSON lines', 'application/x-ndjson', '{"token":"s3cret"}\n{"token":"s3cret2"}', `{"token":"${MASK}"}\n{"token":"${MASK}"}`],
    ['XML is left alone', 'application/xml', '<a token="x">y</a>', '<a token="x">y</a>'],
  ])('%s', (_, type, body, masked) => {
    expect(maskBody(marked, type, body)).toBe(masked)
  })

  test('JSON inside a form field keeps its other bytes as they were encoded', () => {
    const body = 'payload=%7b%22a%22%3A%22%C3%BC+%22%2C%22token%22:%22s3cret%22%7d&x=1'
    const masked = maskBody(marked, FORM, body)
    expect(masked).toBe(`payload=%7b%22a%22%3A%22%C3%BC+%22%2C%22token%22:%22${MASK}%22%7d&x=1`)
    expect(JSON.parse(new URLSearchParams(masked).get('payload') ?? '')).toEqual({ a: 'ü ', token: MASK })
  })

  test('parts of a multipart body: by their name, and JSON inside the others', () => {
    const body = [
      '--b"x',
      'Content-Disposition: form-data; name="token"',
      '',
      's3cret',
      'second line',
      '--b"x',
      'content-disposition: form-data; filename="token"; name=meta',
      'Content-Type: application/json',
      '',
      '{"response_url":"https://s3cret"}',
      '--b"x--',
      '',
    ].join('\r\n')
    // A boundary may hold what a quoted string may; this one would end a naive pattern.
    const masked = maskBody(marked, 'multipart/form-data; boundary=b"x', body)
    expect(masked).not.toContain('s3cret')
    expect(masked).toContain(`name="token"\r\n\r\n${MASK}\r\n--b"x\r\n`)
    expect(masked).toContain(`{"response_url":"${MASK}"}`)
  })

  test('no form of writing lets a credential through, and nothing else changes', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{12,20}$/).map(text => `S${text}S`)
    const other = fc.jsonValue({ maxDepth: 2 })
    fc.assert(
      fc.property(secret, other, fc.integer({ min: 0, max: 4 }), (token, value, indent) => {
        const json = JSON.stringify({ value, deep: [{ token }] }, null, indent)
        expect(maskBody(marked, 'application/json', json)).toBe(
          JSON.stringify({ value: masked(value), deep: [{ token: MASK }] }, null, indent),
        )
        const form = `payload=${encodeURIComponent(json)}&token=${token}`
        expect(maskBody(marked, FORM, form)).not.toContain(token)
      }),
    )
  })

  test('spans of latin-1 are offsets of bytes', () => {
    const bytes = Buffer.from('{"ü":"世界","token":"s3cret"}')
    const spans = credentialSpans(marked, 'application/json', bytes.toString('latin1'))
    expect(spans.map(({ from, to }) => bytes.subarray(from, to).toString())).toEqual(['"s3cret"'])
    expect(hideSpans('abc', [])).toBe('abc')
  })

  test('megabytes of separators are walked once', () => {
    expect(maskBody(marked, FORM, '&'.repeat(5_000_000))).toHaveLength(5_000_000)
  })
})

/** Values that happen to stand under a marked name. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [
      name,
      marked.names.includes(name) && (typeof inside === 'string' || typeof inside === 'number') ? MASK : masked(inside),
    ]),
  )
}
