import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCore, type RunningCore } from '../../support/core.ts'

let core: RunningCore
let id: string
beforeAll(async () => {
  core = await openCore()
  await fetch(`${core.receiverUrl}/a`, { method: 'POST', body: 'x' })
  id = (await core.rpc['requests.list']({})).rows[0]?.id ?? ''
})
afterAll(() => core.end())

/** Asked over HTTP, as a script does: what is wrong with the input is told by the contract. */
async function refusal(method: string, input: object): Promise<{ code?: string; message?: string }> {
  const answer = await core.ask(`/rpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  return ((await answer.json()) as { error?: { code: string; message: string } }).error ?? {}
}
const resend = (more: object) => refusal('requests.resend', { ids: [id], to: { url: 'http://127.0.0.1:9/' }, sign: 'as-received', ...more })

test.each([
  ['a path with a line break', { edit: { path: '/a\r\nX: y' } }, /A path must be a single line/],
  ['a header value in two lines', { edit: { headers: [['A', 'b\r\nX: y']] } }, /single line/],
  ['a header value that is not Latin-1', { edit: { headers: [['A', '日本']] } }, /Latin-1/],
  ['a URL with a password', { to: { url: 'http://ada:secret@127.0.0.1:9/' } }, /Remove the user and password/],
])('requests.resend refuses %s and says so', async (_, more, message) => {
  expect(await resend(more)).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) })
  expect((await resend(more)).message).not.toMatch(message.source.includes('single') ? /Latin-1/ : /single line/)
})

test.each(['text/plain\r\nX: y', 'text/\0', 'text/日本'])('messages.send refuses the content type %j', async contentType => {
  const { id: endpoint } = await core.rpc['endpoints.save']({ url: 'http://127.0.0.1:9/', name: 'Nobody', enabled: false })
  const refused = await refusal('messages.send', { endpointIds: [endpoint], eventType: 'a', contentType, body: 'x' })
  expect(refused).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(/header value/) })
})

test('a webhook is not registered with a password in its URL', async () => {
  const answer = await core.ask('/api/v1/webhooks', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'http://ada:secret@127.0.0.1:9/', events: [] }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('Remove the user and password')
})

test('port 0 is refused wherever a URL is given', async () => {
  const refused = { code: 'address_refused', message: expect.stringContaining('its port is 0') }
  expect(await refusal('endpoints.save', { url: 'http://127.0.0.1:0/' })).toMatchObject(refused)
  expect(await resend({ to: { url: 'http://example.com:0/' } })).toMatchObject(refused)
})
