import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { stderrLog } from '#node/log.ts'
import { redact } from '#node/redact.ts'

const SECRETS = [
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'sk_live_51HabcdefGHIJKL',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'xoxb-17653672481-19874698323',
  'Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc-_123',
  'Basic dXNlcjpwYXNz',
  'http://127.0.0.1:4401/?token=Nf0BVzog7XQZMjXwXdKm',
  'https://user:hunter2@example.com/hook',
  '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\n-----END PRIVATE KEY-----',
]
const TELLTALE = /MfKQ9r8|51Habc|16C7e42F|17653672481|eyJhbGci|dXNlcjpw|Nf0BVzog|hunter2|MIIEvQ/

describe('redaction', () => {
  test.each(SECRETS)('finds %j by its form, wherever it stands', text => {
    const logged = JSON.stringify(redact({ a: { b: [`before ${text} after`] }, error: new Error(text) }))
    expect(logged).not.toMatch(TELLTALE)
    expect(logged).toContain('before ')
  })

  test('finds secrets by the name of the field, and in raw headers', () => {
    const fields = {
      apiKey: 'k1',
      'Set-Cookie': 'k2',
      nested: { signing_secret: 'k3', secrets: ['k4'] },
      headers: [['Authorization', 'k5']],
    }
    expect(JSON.stringify(redact(fields))).not.toMatch(/k[1-5]/)
  })

  test('leaves the rest as it is', () => {
    const fields = { path: '/stripe-test', size: 5, ok: true, none: null, headers: [['Content-Type', 'text/plain']] }
    expect(redact(fields)).toEqual(fields)
  })

  test('ends on a loop, and shows no bytes', () => {
    const loop: Record<string, unknown> = { bytes: new Uint8Array(3) }
    loop['self'] = loop
    expect(JSON.stringify(redact(loop))).toContain('[3 bytes]')
  })
})

test('a log line is one line of JSON with time, level and event', () => {
  const lines: string[] = []
  const sink = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) })
  const log = stderrLog('info', sink)
  log.debug('too.quiet')
  log.warn('attempt.failed', { url: 'https://a:b@example.com/', status: 500 })
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'warn',
    time: expect.any(Number),
    url: 'https://a:[redacted]@example.com/',
    status: 500,
    event: 'attempt.failed',
  })
})
