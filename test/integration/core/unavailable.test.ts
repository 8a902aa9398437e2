import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange, openCore, type RunningCore } from '../../support/core.ts'

let core: RunningCore
beforeAll(async () => {
  core = await openCore()
})
afterAll(() => core.end())

const send = (path: string) =>
  exchange(core.receiverUrl, `POST ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx`)
const paths = async () => (await core.rpc['requests.list']({})).rows.map(row => row.path)

test('while another program holds the database: 503 with Retry-After, nothing stored; afterwards all is well again', async () => {
  expect(await send('/before')).toMatch(/^HTTP\/1.1 200/)
  const other = core.sqlite()
  other.exec('BEGIN EXCLUSIVE')
  const answers = await Promise.all([send('/lost-1'), send('/lost-2')])
  for (const answer of answers) {
    expect(answer).toMatch(/^HTTP\/1.1 503 Service Unavailable\r\n/)
    expect(answer).toMatch(/\r\nRetry-After: \d+\r\n/)
  }
  // Configuration says why, in a sentence.
  await expect(core.rpc['sources.save']({ name: 'x' })).rejects.toMatchObject({
    code: 'store_unavailable',
    message: 'Another program holds the database locked. Close it; senders are asked to retry meanwhile.',
  })
  expect(await paths()).toEqual(['/before'])
  other.exec('ROLLBACK')
  expect(await send('/after')).toMatch(/^HTTP\/1.1 200/)
  expect(await paths()).toEqual(['/after', '/before'])
})
