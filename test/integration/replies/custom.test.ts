import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange, openCore, type RunningCore } from '../../support/core.ts'
import { github } from './support.ts'

let core: RunningCore
let at: ReturnType<typeof github>
beforeAll(async () => {
  core = await openCore()
  at = github(core)
})
afterAll(() => core.end())

const custom = (body: string, headers: [string, string][] = []) => ({ reply: { mode: 'custom', status: 200, body, headers } })
const json: [string, string][] = [['Content-Type', 'application/json']]

describe('a reply of one’s own', () => {
  test('is filled in from the Request', async () => {
    const body =
      '{{method}} {{path}} {{query.q}} {{header.x-github-event}} {{json.a.b}} {{json.list[].n}} {{event.id}} {{event.type}} {{json.absent}}|{{ query.none }}'
    const { slug } = await at.source(custom(body, [['X-Id', 'id-{{event.id}}']]))
    const response = await at.post(`${slug}/x?q=1%202`, 'e-1', '{"a":{"b":"ü"},"list":[{"n":7},{"n":8}]}')
    expect(await response.text()).toBe(`POST /${slug}/x 1 2 push ü 7 e-1 push |`)
    expect(response.headers.get('x-id')).toBe('id-e-1')
    // Nobody's browser is to take what a sender wrote for a page.
    expect([response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual([
      'text/plain; charset=utf-8',
      'nosniff',
    ])
    expect((await at.requests(slug))[0]?.reply.body).toBe(`POST /${slug}/x 1 2 push ü 7 e-1 push |`)
  })

  test('with 205 has no body, and says so', async () => {
    const { slug } = await at.source({ reply: { mode: 'custom', status: 205, body: 'never sent', headers: [] } })
    const answer = await exchange(core.receiverUrl, `GET /${slug} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    const [head = '', body] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1.1 205 [\s\S]*\r\nContent-Length: 0/)
    expect(body).toBe('')
  })

  test('now and uuid', async () => {
    const { slug } = await at.source(custom('{{now}} {{now.s}} {{now.ms}} {{uuid}} {{uuid}}'))
    const [iso = '', s = '', ms = '', one = '', two = ''] = (await (await at.post(slug, 'e')).text()).split(' ')
    expect(Date.parse(iso)).toBe(Number(ms))
    expect(Math.floor(Number(ms) / 1000)).toBe(Number(s))
    expect(one).toMatch(/^[0-9a-f-]{36}$/)
    expect(two).not.toBe(one)
  })

  test('stays the JSON that it is, whatever the values hold', async () => {
    const { slug } = await at.source(custom('{"text":"{{json.t}}","n":{{json.n}},"all":{{json.o}}}', json))
    const sent = { t: 'a "quote"\n\\ and </script>', n: 12, o: { deep: ['x'] } }
    expect(await (await at.post(slug, 'e', JSON.stringify(sent))).json()).toEqual({ text: sent.t, n: 12, all: sent.o })
  })

  test('in HTML a value is no markup, and in a header no second line', async () => {
    const { slug } = await at.source(
      custom('<p>{{json.t}}</p>', [
        ['Content-Type', 'text/html'],
        ['X-T', '{{json.t}}'],
      ]),
    )
    const response = await at.post(slug, 'e', JSON.stringify({ t: '<script>\r\nX: 1' }))
    expect(await response.text()).not.toContain('<script>')
    expect(response.headers.get('x-t')).toBe('<script>??X: 1')
    expect(response.headers.get('x')).toBeNull()
  })

  test.each([
    ['{{nothing}}', '{{nothing}}'],
    ['{{json}}', '{{json}}'],
    ['{{query.}}', '{{query.}}'],
    ['{{method', 'does not start a placeholder'],
  ])('%s is refused when it is saved, with a sentence that names what there is', async (body, named) => {
    await expect(at.source(custom(body))).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining(named) })
    await expect(at.source(custom('fine', [['X-A', body]]))).rejects.toThrow('{{json.PATH}}')
  })

  test('a plain one is sent as it is', async () => {
    const { slug } = await at.source(custom('{"a":{"b":1}}'))
    expect(await (await at.post(slug, 'e')).text()).toBe('{"a":{"b":1}}')
  })
})

describe('answered as before', () => {
  test('a duplicate gets what the first one got, and is not forwarded', async () => {
    const { slug } = await at.source({ ...custom('{"nth":"{{uuid}}"}', json), onDuplicate: 'answer-as-before' })
    const first = await (await at.post(slug, 'e1')).text()
    const again = await at.post(slug, 'e1')
    expect([await again.text(), again.headers.get('content-type')]).toEqual([first, 'application/json'])
    expect(await (await at.post(slug, 'e2')).text()).not.toBe(first)
    expect((await at.requests(slug)).map(({ repetition }) => repetition)).toEqual([null, 'duplicate', null])
  })

  test('where the first one is gone, as the mode says', async () => {
    const { slug } = await at.source({ onDuplicate: 'answer-as-before' })
    await at.post(slug, 'e1')
    const [first] = await at.requests(slug)
    await core.rpc['requests.delete']({ ids: [first?.id ?? ''] })
    expect((await at.post(slug, 'e1')).status).toBe(200)
    expect((await at.requests(slug)).map(({ repetition }) => repetition)).toEqual(['duplicate'])
  })
})

test('headers beyond the limit are a 431 and a row that says so', async () => {
  const answer = await exchange(core.receiverUrl, `POST /long HTTP/1.1\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1.1 431 Request Header Fields Too Large\r\n/)
  const { rows } = await core.rpc['requests.list']({ filter: 'is:malformed' })
  expect(rows[0]).toMatchObject({ replyStatus: 431, problem: 'malformed' })
})
