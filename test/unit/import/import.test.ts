import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCurl } from '#domain/export/curl.ts'
import { toHar } from '#domain/export/har.ts'
import { toHttpFile } from '#domain/export/http.ts'
import type { Exported } from '#domain/export/text.ts'
import { fromCurl } from '#domain/import/curl.ts'
import { fromHar } from '#domain/import/har.ts'
import { fromHttp } from '#domain/import/http.ts'
import type { ImportResult } from '#domain/import/imported.ts'
import { shellWords } from '#domain/import/shell.ts'

const one = (result: ImportResult) => {
  if (!result.ok) throw new Error(result.reason)
  return result.requests[0] ?? expect.unreachable('no request')
}
const why = (result: ImportResult) => (result.ok ? expect.unreachable('it was imported') : result.reason)

describe('shell words', () => {
  test('any words in single quotes, and in double quotes, come out as they went in', () => {
    const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
    const doubled = (text: string) => `"${text.replace(/[$`"\\]/g, '\\$&')}"`
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).map(text => text.replace(/\r\n?/g, '\n'))), words => {
        expect(shellWords(words.map(quoted).join(' '))).toMatchObject({ words })
        expect(shellWords(words.map(doubled).join(' \\\n'))).toMatchObject({ words })
      }),
    )
  })
  test.each([
    [`a$'b\\nc\\x41\\u00e9\\'\\\\'d`, ["ab\ncAé'\\d"]],
    [`$'\\ud83e\\ude9d \\xf0\\x9f\\xaa\\x9d'`, ['🪝 🪝']],
    ['a\\ b "c\\d" ""', ['a b', 'c\\d', '']],
    ['# first\na b # rest\nc', ['a', 'b']],
  ])('%s', (command, words) => expect(shellWords(command)).toMatchObject({ words }))
  test('nothing is run: what a shell would put in is told', () => {
    const read = shellWords('curl "$TOKEN" `id` | jq .')
    expect(read).toMatchObject({ words: ['curl', '$TOKEN', '`id`'] })
    expect(read.ok && read.notes.map(note => note.slice(0, 26))).toEqual([
      '$TOKEN is a shell variable',
      'Nested commands are not ru',
      'What follows “|” in the co',
    ])
  })
})

describe('curl', () => {
  test('as a browser copies it', () => {
    const command = `curl 'https://api.example.com/v1/hooks?x=1' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H 'Host: api.example.com' \\
  -b 'sid=1; theme=dark' \\
  --data-raw $'{"text":"it\\'s \\u00e9"}' \\
  --compressed`
    expect(one(fromCurl(command))).toEqual({
      title: 'PUT https://api.example.com/v1/hooks?x=1',
      method: 'PUT',
      url: 'https://api.example.com/v1/hooks?x=1',
      headers: [
        ['accept', '*/*'],
        ['Cookie', 'sid=1; theme=dark'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body: `{"text":"it's é"}`,
      notes: [],
    })
  })
  test.each([
    ['$ curl -sSL localhost:3000', { method: 'GET', url: 'http://localhost:3000', body: '' }],
    ['curl -d a=1 -d b=2 x.test', { method: 'POST', body: 'a=1&b=2' }],
    ["curl -G -d a=1 --data-urlencode 'q=a b&c' 'x.test/?z=0'", { method: 'GET', url: 'http://x.test/?z=0&a=1&q=a%20b%26c', body: '' }],
    [
      "curl --json '{' --json '}' x.test",
      {
        body: '{}',
        headers: [
          ['Content-Type', 'application/json'],
          ['Accept', 'application/json'],
        ],
      },
    ],
    ['curl -u me:geheim -XDELETE x.test -o out.json', { method: 'DELETE', headers: [['Authorization', 'Basic bWU6Z2VoZWlt']] }],
    ["curl --request=PATCH -H 'X-Empty;' -H 'Accept:' --max-time 3 x.test", { method: 'PATCH', headers: [['X-Empty', '']] }],
    [
      "curl --data-raw '@not-a-file' -H 'content-type: text/plain' x.test",
      { body: '@not-a-file', headers: [['content-type', 'text/plain']] },
    ],
    ['curl -I x.test', { method: 'HEAD' }],
  ])('%s', (command, expected) => expect(one(fromCurl(command))).toMatchObject(expected))
  test.each([
    ['curl --data-binary @event.json x.test', 'The body is read from the file event.json'],
    ['curl -F a=b x.test', 'multipart form'],
    ["curl 'x.test", 'single quote is not closed'],
    ["curl -H $'a: \\xff' x.test", 'contains binary bytes'],
    ['curl "x.test" ^\n -H "a: b"', 'Windows'],
    ['curl ^"https://x.test/^" ^\r\n  -H ^"a: b^"', 'Windows'],
    ['wget x.test', 'starts with “curl”'],
    ['curl -X POST', 'has no URL'],
    ['curl x.test -d', '-d has no value'],
    ['curl a.test b.test', 'several URLs'],
    ['curl ftp://x.test', 'use http or https'],
  ])('refused with a sentence: %s', (command, reason) => expect(why(fromCurl(command))).toContain(reason))
})

describe('what we export can be imported', () => {
  const printable = fc.string({ unit: 'grapheme-ascii' })
  const exported = fc.record({
    method: fc.constantFrom('POST', 'PUT', 'DELETE'),
    body: printable.map(text => text.trim()),
    header: printable.map(text => text.trim()).filter(text => text !== ''),
  })
  const of = ({ method, body, header }: { method: string; body: string; header: string }): Exported => ({
    method,
    url: 'https://x.test/a?b=1',
    target: '/a?b=1',
    httpVersion: '1.1',
    headers: ['Host', 'x.test', 'X-It', header, 'Content-Type', 'text/plain'],
    body: new TextEncoder().encode(body),
    mask: '••••••••',
    bodyMasked: false,
    receivedAt: 0,
    eventType: null,
    reply: { status: 200, headers: [], body: '' },
  })
  test('curl and HAR give the same request back', () => {
    fc.assert(
      fc.property(exported, given => {
        for (const made of [fromCurl(toCurl(of(given))), fromHar(toHar([of(given)], '1'))]) {
          const { method, url, headers, body } = one(made)
          const unescaped = (text: string) => text.replaceAll('\\{{', '{{')
          expect({ method, url, body: unescaped(body) }).toEqual({
            method: given.method,
            url: 'https://x.test/a?b=1',
            body: unescaped(given.body),
          })
          expect(headers.map(([name, value]) => [name, unescaped(value)])).toEqual([
            ['X-It', unescaped(given.header)],
            ['Content-Type', 'text/plain'],
          ])
        }
      }),
    )
  })
  test('an .http text with several requests', () => {
    const text = [of({ method: 'POST', body: '{"a":\n1}', header: 'v' }), of({ method: 'PUT', body: '', header: 'w' })]
      .map(toHttpFile)
      .join('\n\n###\n\n')
    const read = fromHttp(text)
    expect(read.ok && read.requests.map(({ title, body, headers }) => [title, body, headers[0]?.[1]])).toEqual([
      ['POST https://x.test/a?b=1', '{"a":\n1}', 'v'],
      ['PUT https://x.test/a?b=1', '', 'w'],
    ])
  })
})

test('a HAR: pseudo fields go, base64 is read, binary and forms are told', () => {
  const entry = (postData: object) => ({
    request: {
      method: 'POST',
      url: 'https://x.test/',
      headers: [
        { name: ':path', value: '/' },
        { name: 'A', value: '1' },
      ],
      postData,
    },
  })
  const entries = [
    entry({ mimeType: 'text/plain', text: btoa('say {{now}}'), encoding: 'base64' }),
    entry({ mimeType: 'image/png', text: btoa('\xff'), encoding: 'base64' }),
    entry({ mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a', value: 'b c' }] }),
  ]
  const read = fromHar(JSON.stringify({ log: { entries } }))
  expect(read.ok && read.requests.map(({ headers, body, notes }) => [headers.length, body, notes.length])).toEqual([
    [2, 'say \\{{now}}', 0],
    [2, '', 1],
    [2, 'a=b+c', 0],
  ])
  expect(why(fromHar('{}'))).toContain('not a HAR file')
  expect(why(fromHar('<'))).toContain('not valid JSON')
})

test.each([
  ['POST http://x.test/a', { method: 'POST', url: 'http://x.test/a' }],
  [
    '# note\n@host = x\n\nPOST /a HTTP/1.1\nHost: x.test:81\nA: 1\n\nbody\n\nmore\n',
    { url: 'http://x.test:81/a', headers: [['A', '1']], body: 'body\n\nmore' },
  ],
  ['https://x.test/a\n  ?b=1\n  &c=2', { method: 'GET', url: 'https://x.test/a?b=1&c=2' }],
])('.http: %s', (text, expected) => expect(one(fromHttp(text))).toMatchObject(expected))
test.each([
  ['', 'no request in this text'],
  ['POST /a', 'path without a host'],
  ['hello world', 'not a request line'],
  ['POST http://x.test\nno header', 'is not a header'],
  ['POST http://x.test\n\n< ./file.json', 'from a file'],
])('.http refused: %s', (text, reason) => expect(why(fromHttp(text))).toContain(reason))
