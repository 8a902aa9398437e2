import { afterAll, beforeAll, expect, test } from 'vitest'
import { MASK } from '#domain/redact.ts'
import { eventually, exchange, openCore, type RunningCore } from '../../support/core.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

const FORMS = ['curl', 'fetch', 'http', 'har', 'json', 'vitest'] as const

/** All that is shown of the latest Request. */
async function shown(): Promise<{ id: string; text: string }> {
  const { rows } = await core.rpc['requests.list']({ limit: 1 })
  const id = rows[0]?.id ?? ''
  const exports = await Promise.all(FORMS.map(as => core.rpc['requests.export']({ ids: [id], as })))
  return { id, text: JSON.stringify([rows[0], await core.rpc['requests.get']({ id }), exports]) }
}

test.each([
  'POST /m1 HTTP/1.1\r\nHost: a\r\nAuthorization : Bearer SECRET\r\n\r\n',
  'POST /m2 HTTP/1.1\r\nAuthorization\t: Bearer SECRET\r\n\r\n',
  'POST /m3 HTTP/1.1\r\nHost a\r\nCookie : sid=SECRET\r\n\r\n',
  'POST /m4 HTTP/1.1\r\n Authorization: Bearer SECRET\r\n\r\n',
  'POST /m5 HTTP/1.1\r\nAuthorization Bearer SECRET\r\n\r\n',
  'POST /m6 HTTP/1.1\r\nHost: a\rAuthorization: Bearer SECRET\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost a\r\nAuthorization: Bearer SECRET\r\n\r\n',
  'CONNECT a:443 HTTP/1.1\r\nHost a\r\nProxy-Authorization: Basic SECRET\r\n\r\n',
  'M-X /m7 HTTP/1.1\r\nHost a\r\nAuthorization: Bearer SECRET\r\n\r\n',
  `${'A'.repeat(40)} /m8 HTTP/1.1\r\nHost a\r\nAuthorization: Bearer SECRET\r\n\r\n`,
  'POST r7 HTTP/1.1\r\nHost a\r\nAuthorization: Bearer SECRET\r\n\r\n',
  'POST /m9#token=SECRET HTTP/1.1\r\nHost a\r\n\r\n',
  'POST /m10?a=1;token=SECRET HTTP/1.1\r\nHost a\r\n\r\n',
])('%j: neither shown, nor exported, nor found', async request => {
  const bytes = request.replace('SECRET', 'SECRETVALUE123')
  expect(await exchange(core.receiverUrl, bytes)).toMatch(/^HTTP\/1.1 400/)
  const { text } = await shown()
  expect(text).not.toContain('SECRETVALUE123')
  expect(text).toContain(MASK)
  expect((await core.rpc['requests.list']({ filter: 'SECRETVALUE123' })).rows).toEqual([])
})

test('a reply that repeats a credential goes out in clear, and is shown masked', async () => {
  const body = 'hi {{header.Authorization}} {{query.token}} {{query.q}}'
  await core.rpc['sources.save']({
    name: 'Echo',
    slug: 'echo',
    onDuplicate: 'answer-as-before',
    reply: { mode: 'custom', status: 200, body },
  })
  const post = (content: string) =>
    fetch(`${core.receiverUrl}/echo?token=SECRETQ&q=1`, { method: 'POST', headers: { authorization: 'Bearer SECRETH' }, body: content })
  // With a body there is a claim on it, so that the row keeps what was sent.
  for (const content of ['', 'a body']) {
    expect(await (await post(content)).text()).toBe('hi Bearer SECRETH SECRETQ 1')
    const { id, text } = await shown()
    expect(text).not.toMatch(/SECRET[QH]/)
    expect((await core.rpc['requests.get']({ id })).reply.body).toBe(`hi Bearer ${MASK} ${MASK} 1`)
    const clear = await core.rpc['requests.export']({ ids: [id], as: 'har', includeCredentials: true })
    expect(clear.text).toContain('SECRETH')
  }
  await eventually(async () => (await core.rpc['requests.list']({ filter: 'SECRETH' })).rows).toEqual([])
})

test('a duplicate is answered as before, credential and all', async () => {
  await core.rpc['sources.save']({
    name: 'Again',
    slug: 'again',
    duplicateKey: { header: 'x-id' },
    onDuplicate: 'answer-as-before',
    reply: { mode: 'custom', status: 200, body: `{{header.authorization}} {{uuid}} ${'x'.repeat(5000)}` },
  })
  const headers = { 'x-id': '1', authorization: 'Bearer SECRETD' }
  const post = async () => (await fetch(`${core.receiverUrl}/again`, { method: 'POST', headers, body: 'x' })).text()
  const first = await post()
  expect(first).toMatch(/^Bearer SECRETD .{36} x{5000}$/)
  expect(await post()).toBe(first)
  const { text } = await shown()
  expect(text).not.toContain('SECRETD')
  expect(text).toContain('all were sent')
})
