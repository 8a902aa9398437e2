import { createContext, Script } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHar } from '#domain/export/har.ts'
import { toFetch, toVitest } from '#domain/export/script.ts'
import type { Exported } from '#domain/export/text.ts'
import { headerPairs } from '#domain/http/headers.ts'
import { MASK } from '#domain/redact.ts'

const base: Exported = {
  method: 'POST',
  url: 'http://127.0.0.1/a?b=c',
  target: '/a?b=c',
  httpVersion: '1.1',
  headers: [],
  body: new Uint8Array(),
  mask: MASK,
  bodyMasked: false,
  receivedAt: 1_700_000_000_000,
  eventType: null,
  reply: { status: 202, headers: ['Content-Type', 'text/plain'], body: 'taken' },
}

interface Call {
  readonly url: string
  readonly method: string
  readonly headers: readonly [string, string][]
  readonly body?: string | Uint8Array
}

/** Runs exported code in a realm of its own and tells what it would have sent. */
function run(code: string, env: Record<string, string> = {}): Call[] {
  const calls: Call[] = []
  const fetch = (url: string, init: Omit<Call, 'url'>) => {
    calls.push({ url, ...init })
    return Promise.resolve({ status: 0 })
  }
  const test = (_: string, body: () => void) => body()
  const expected = () => ({ toBe: () => {} })
  const context = createContext({ fetch, process: { env }, atob, Uint8Array, test, expect: expected })
  new Script(`(async () => {\n${code.replace(/^import .*$/m, '')}\n})()`).runInContext(context)
  return calls
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("'", '"', '`', '$', '{', '}', '\\', '\n', '\r', '\u2028', '</script>', '*/', '//', '•'),
    maxLength: 30,
  }),
)
const token = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
  .filter(name => !/^(host|connection|expect|content-length|transfer-encoding)$/i.test(name))
const latin = fc.string({ unit: fc.integer({ min: 32, max: 255 }).map(code => String.fromCharCode(code)), maxLength: 20 })

describe('code that was exported', () => {
  test('sends the very bytes and fields, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), hostile, fc.array(fc.tuple(token, latin), { maxLength: 4 }), (bytes, text, headers) => {
        const utf8 = Buffer.from(text.toWellFormed())
        for (const body of [bytes, utf8]) {
          const request = { ...base, headers: headers.flat(), body }
          const [call] = run(toFetch(request))
          expect([call?.url, call?.method]).toEqual([base.url, 'POST'])
          expect(JSON.parse(JSON.stringify(call?.headers))).toEqual(headers)
          const sent = typeof call?.body === 'string' ? Buffer.from(call.body) : Buffer.from(call?.body ?? [])
          expect(sent.equals(Buffer.from(body))).toBe(true)
        }
      }),
    )
  })

  test('holds no end of a script and reads a masked credential from the environment', () => {
    const request = { ...base, headers: ['Authorization', `Bearer ${MASK}`], body: Buffer.from(`</script>${MASK}`), bodyMasked: true }
    expect(toFetch(request)).not.toContain('</script>')
    const [call] = run(toFetch(request), { HOOKBENCH_SECRET: 's3cret' })
    expect(call?.headers[0]?.[1]).toBe('Bearer s3cret')
    expect(call?.body).toBe('</script>s3cret')
    // A mask that the sender wrote himself stays what it is.
    expect(run(toFetch({ ...request, bodyMasked: false }))[0]?.body).toBe(`</script>${MASK}`)
  })

  test('vitest: a test for each, sent to where the environment says', () => {
    const requests = [
      { ...base, eventType: "it's" },
      { ...base, method: 'GET', target: "/'+alert(1)+'" },
    ]
    const code = toVitest(requests)
    const calls = run(code, { WEBHOOK_URL: 'http://127.0.0.1:3000/x' })
    expect(calls.map(call => [call.url, call.method])).toEqual([
      ['http://127.0.0.1:3000/x', 'POST'],
      ['http://127.0.0.1:3000/x', 'GET'],
    ])
    expect(code.match(/toBe\(202\)/g)).toHaveLength(2)
  })
})

describe('a HAR', () => {
  test('is JSON with each request and its reply, binary bodies marked', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.array(fc.tuple(token, latin), { maxLength: 3 }), (body, headers) => {
        const { log } = JSON.parse(toHar([{ ...base, body, headers: headers.flat() }], '1.2.3'))
        expect(log).toMatchObject({ version: '1.2', creator: { name: 'Hookbench', version: '1.2.3' } })
        const [{ request, response, startedDateTime }] = log.entries
        expect(startedDateTime).toBe('2023-11-14T22:13:20.000Z')
        expect(request.headers).toEqual(headerPairs(headers.flat()).map(([name, value]) => ({ name, value })))
        expect(request.queryString).toEqual([{ name: 'b', value: 'c' }])
        const { text, encoding } = request.postData
        expect(Buffer.from(text, encoding ?? 'utf8').equals(Buffer.from(body))).toBe(true)
        expect(response).toMatchObject({ status: 202, content: { text: 'taken', mimeType: 'text/plain' } })
      }),
    )
  })
})
