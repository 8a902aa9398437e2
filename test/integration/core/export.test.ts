import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink } from '../../support/delivery/sink.ts'
import { hostileBodies } from '../../support/hostile.ts'
import { shell } from '../../support/shell.ts'

const hasCurl = (await shell('command -v curl && command -v base64')).code === 0
if (!hasCurl) process.stderr.write('Skipped: curl or base64 is not here, so exported commands are not run.\n')

let core: RunningCore
let sink: Sink
beforeAll(async () => {
  core = await openCore()
  sink = await openSink()
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

/** Captures exact bytes on a path and gives the Request's id. */
async function capture(head: string, body: Uint8Array = new Uint8Array()): Promise<string> {
  const { host } = new URL(sink.url)
  const bytes = Buffer.concat([
    Buffer.from(`${head}\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: ${body.byteLength}\r\n\r\n`, 'latin1'),
    body,
  ])
  expect(await exchange(core.receiverUrl, bytes)).toMatch(/^HTTP\/1.1 \d/)
  return (await core.rpc['requests.list']({ limit: 1 })).rows[0]?.id ?? ''
}

async function curl(id: string, includeCredentials = false): Promise<string> {
  return (await core.rpc['requests.export']({ ids: [id], as: 'curl', includeCredentials })).text
}

/** Runs what was exported and gives what arrived. */
async function replay(id: string, env: Record<string, string> = {}, includeCredentials = false, program = '/bin/sh') {
  const before = sink.hits.length
  const { code, err } = await shell(await curl(id, includeCredentials), { HOME: core.dataDir, ...env }, program)
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(sink.hits).toHaveLength(before + 1)
  const hit = sink.hits[before]
  if (!hit) throw new Error('nothing arrived')
  return hit
}

const programs = ['/bin/sh', '/bin/bash'].filter(existsSync)

// Skipped where there is no curl to run: it is not ours to install.
describe.skipIf(!hasCurl)('an exported curl command, run in /bin/sh and in bash', () => {
  const victim = () => join(core.dataDir, 'pwned')
  const hostile: Record<string, () => Uint8Array> = {
    quotes: () => Buffer.from(`it's "quoted" 'twice'' and '\\'' again`),
    substitutions: () => Buffer.from(`$(touch ${victim()}) \`touch ${victim()}\` \${HOME} $HOME !! ; touch ${victim()} & | #`),
    'an end of the quote and a command': () => Buffer.from(`'; touch ${victim()}; echo '`),
    'newlines, tabs and backslashes': () => Buffer.from('a\nb\r\nc\td\\n\\\\\n\n'),
    'a file name': () => Buffer.from('@/etc/hostname'),
    options: () => Buffer.from('-o /tmp/x --next'),
    'UTF-8': () => Buffer.from('Grüße, 世界 🪝 \u2028\ufeff'),
    'a byte order mark': () => Buffer.from('\ufeff{"a":1}'),
    'the mask itself': () => Buffer.from('••••••••'),
    ...Object.fromEntries(
      hostileBodies.filter(({ body }) => body.byteLength < 100_000).map(({ name, body }) => [`hostile: ${name}`, () => body]),
    ),
    'invalid UTF-8': () => Buffer.from([0xc3, 0x28, 0xff]),
    'all bytes': () => Uint8Array.from({ length: 256 }, (_, i) => i),
    'NUL alone': () => Buffer.from([0]),
    'a text too long for an argument': () => Buffer.from(`it's ${'long '.repeat(60_000)}`),
    'binary of 1 MB': () => randomBytes(1_000_003),
  }
  test.each(Object.keys(hostile))('%s', async name => {
    const body = hostile[name]?.() ?? new Uint8Array()
    const id = await capture('POST /hook?a=1 HTTP/1.1', body)
    for (const program of programs) {
      const hit = await replay(id, {}, false, program)
      expect(hit.body.equals(body)).toBe(true)
      expect(hit).toMatchObject({ method: 'POST', url: '/hook?a=1' })
      expect(existsSync(victim())).toBe(false)
    }
  })

  test('headers: order, repetitions, quotes, empty and latin-1 ones, and none that curl would add', async () => {
    const lines = ["X-Quote: it's $(id) `id`", 'X-A: 1', 'x-a: 2', 'X-Empty:', 'X-Latin: caf\xe9 \xff', 'Content-Type: text/x-own']
    const hit = await replay(await capture(`PUT /h HTTP/1.1\r\n${lines.join('\r\n')}`, Buffer.from('x')))
    const own = lines.flatMap(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
    const framing = ['host', 'content-length']
    const arrived = hit.rawHeaders.flatMap((name, i) =>
      i % 2 === 0 && !framing.includes(name.toLowerCase()) ? [name, hit.rawHeaders[i + 1]] : [],
    )
    expect(arrived).toEqual(own)
  })

  test('a target with brackets, braces, dots and quotes goes as it is', async () => {
    for (const target of ['/a/../b/./c?f[0]={x,y}&q=\'%20"', '/[1-3]', '/%2e%2e/']) {
      expect((await replay(await capture(`GET ${target} HTTP/1.1`))).url).toBe(target)
    }
  })

  test.each(['DELETE', 'PROPFIND', 'HEAD', 'OPTIONS'])('method %s', async method => {
    expect((await replay(await capture(`${method} /m HTTP/1.1`))).method).toBe(method)
  })

  test('credentials are $HOOKBENCH_SECRET in headers, query and body, and in clear only when asked for', async () => {
    await core.rpc['sources.save']({ name: 'slack', slug: 'slack', provider: 'slack' })
    const secret = "s3cr'et$(id)"
    const body = Buffer.from(JSON.stringify({ token: 'body-credential', text: "it's ü" }))
    const head =
      'POST /slack?token=query-credential&x=1 HTTP/1.1\r\nAuthorization: Bearer header-credential\r\nContent-Type: application/json'
    const id = await capture(head, body)
    const text = await curl(id)
    expect(text).not.toMatch(/(body|query|header)-credential/)
    const hit = await replay(id, { HOOKBENCH_SECRET: secret })
    expect(hit.headers.authorization).toBe(`Bearer ${secret}`)
    expect(hit.body.toString()).toBe(`{"token":"${secret}","text":"it's ü"}`)
    expect(text).toContain(`/slack?token='"$HOOKBENCH_SECRET"'&x=1`)
    const clear = await replay(id, {}, true)
    expect([clear.url, clear.headers.authorization]).toEqual(['/slack?token=query-credential&x=1', 'Bearer header-credential'])
    expect(clear.body.equals(body)).toBe(true)
  })
})

describe('other formats', () => {
  test('JSON gives the bytes back, as text or base64; several Requests are a list', async () => {
    const text = await capture('POST /t HTTP/1.1\r\nX-A: 1', Buffer.from('text "ü"'))
    const binary = await capture('POST /b HTTP/1.1', Buffer.from([0xff, 0, 1]))
    const { text: exported } = await core.rpc['requests.export']({ ids: [text, binary], as: 'json' })
    const [one, two] = JSON.parse(exported) as { body?: string; bodyBase64?: string; headers: string[][] }[]
    expect(one?.body).toBe('text "ü"')
    expect(one?.headers[0]).toEqual(['X-A', '1'])
    expect(Buffer.from(two?.bodyBase64 ?? '', 'base64')).toEqual(Buffer.from([0xff, 0, 1]))
  })

  test('.http masks as {{secret}}, query included', async () => {
    const id = await capture('POST /h?api_key=query-credential HTTP/1.1\r\nCookie: a=header-credential', Buffer.from('hello'))
    const { text } = await core.rpc['requests.export']({ ids: [id], as: 'http' })
    expect(text).toBe(`POST ${sink.url}/h?api_key={{secret}} HTTP/1.1\nCookie: {{secret}}\n\nhello`)
  })
})

test('an export of more than 64 MiB of bodies is refused before it fills the memory', async () => {
  const ids: string[] = []
  for (let i = 0; i < 3; i++) ids.push(await capture('POST /large HTTP/1.1', new Uint8Array(24 * 1024 * 1024)))
  await expect(core.rpc['requests.export']({ ids, as: 'json' })).rejects.toMatchObject({
    code: 'too_large',
    message: expect.stringContaining('Export fewer'),
  })
  expect((await core.rpc['requests.export']({ ids: ids.slice(0, 1), as: 'json' })).text.length).toBeGreaterThan(24 * 1024 * 1024)
})
