import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCore, type RunningCore } from '../../support/core.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

const SECRET = '4b5c9d41e2f0475aa7a2f86d8f5a2a55'

async function send(path: string, headers: Record<string, string>, body = '') {
  const response = await fetch(core.receiverUrl + path, { method: 'POST', headers, body })
  await response.arrayBuffer()
  return (await core.rpc['requests.list']({ limit: 1 })).rows[0]?.id ?? ''
}

test('a secret that the Inbox was handed goes to a Source of the same provider that has none, and to no other', async () => {
  const handshake = await send('/tasks', { 'x-hook-secret': SECRET })
  const other = await send('/tasks', { 'x-hook-signature': 'ab'.repeat(32) }, '{"events":[]}')
  const { learned, adopt } = { learned: core.rpc['handshakes.learned'], adopt: core.rpc['handshakes.adopt'] }
  expect(await learned({ requestId: handshake })).toEqual({ role: 'signing' })
  expect(await learned({ requestId: other })).toEqual({ role: null })

  const github = await core.rpc['sources.save']({ name: 'GitHub', slug: 'github', provider: 'github' })
  const asana = await core.rpc['sources.save']({ name: 'Tasks', slug: 'tasks', provider: 'asana' })
  await expect(adopt({ requestId: handshake, sourceId: github.id })).rejects.toThrow('a different provider')
  await expect(adopt({ requestId: other, sourceId: asana.id })).rejects.toThrow('brought no secret')
  expect(await adopt({ requestId: handshake, sourceId: asana.id })).toEqual({ ok: true })
  const body = '{"events":[{"action":"changed","resource":{"gid":"1","resource_type":"task"}}]}'
  await send(
    '/tasks',
    { 'content-type': 'application/json', 'x-hook-signature': createHmac('sha256', SECRET).update(body).digest('hex') },
    body,
  )
  expect((await core.rpc['requests.list']({ limit: 1 })).rows[0]).toMatchObject({ sourceId: asana.id, verdict: 'verified' })

  const guarded = await core.rpc['sources.save']({ name: 'Guarded', slug: 'guarded', provider: 'asana', secrets: ['mine'] })
  await expect(adopt({ requestId: handshake, sourceId: guarded.id })).rejects.toThrow('already has a secret of this kind')
  // What came to a Source is that Source's alone.
  const own = await send('/guarded', { 'x-hook-secret': 'ffffffffffffffffffffffffffffffff' })
  expect(await learned({ requestId: own })).toEqual({ role: null })
})
