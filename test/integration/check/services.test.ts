import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCheckJob } from '#app/checks/job.ts'
import type { StoreClient } from '#app/store-client.ts'
import { systemRandom } from '#node/random.ts'
import { keyFileSecrets } from '#node/secrets.ts'
import { alwaysFails } from '../../fixtures/handlers/answers.ts'
import { correctExpress } from '../../fixtures/handlers/correct-express.ts'
import { hangs } from '../../fixtures/handlers/hostile.ts'
import type { Handler } from '../../fixtures/handlers/support.ts'
import { acceptsUnsigned } from '../../fixtures/handlers/verification.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink, status } from '../../support/delivery/sink.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { secret } from './support.ts'

let core: RunningCore
let right: Handler
let wrong: Handler
/** Answers the number of orders of `right`. */
let counter: Sink

beforeAll(async () => {
  core = await openCore()
  right = await correctExpress(secret)
  wrong = await acceptsUnsigned(secret)
  counter = await openSink((_, response) => void response.end(JSON.stringify({ orders: right.effects() })))
})
afterAll(async () => {
  await Promise.all([right.close(), wrong.close(), counter.close()])
  await core.end()
})

const stripe = { provider: 'stripe', secret, settleMs: 60 }
const some = ['forged', 'unsigned', 'duplicate', 'unknown-type']

async function ended(id: string) {
  await eventually(async () => (await core.rpc['checks.get']({ id })).state).not.toBe('running')
  return core.rpc['checks.get']({ id })
}

test('a check explains itself before it runs', async () => {
  const { rows } = await core.rpc['checks.plan']({ provider: 'github' })
  expect(rows.length).toBeGreaterThanOrEqual(35)
  for (const { why, sends, title } of rows) expect([why, sends, title].every(text => text.length > 3)).toBe(true)
  expect(rows.find(({ id }) => id === 'stale')?.skipped).toBe('GitHub signs no timestamp, so the age of a request is unknown.')
  expect(rows.find(({ id }) => id === 'rotation')?.skipped).toBe('GitHub’s header holds only one signature.')
  expect(rows.find(({ id }) => id === 'handshake')?.skipped).toBe('This provider has no handshake.')
  expect(rows.find(({ id }) => id === 'forged')?.skipped).toBeNull()
})

test('a run: progress, result, report, again, and what changed', async () => {
  const progress: string[] = []
  const begun: string[] = []
  const subscription = core.hub.subscribe({ topics: ['check'] }, event => {
    if (event.type === 'check.changed' && event.result) progress.push(event.result.id)
    if (event.type === 'check.changed' && event.started) begun.push(event.started)
  })
  const { checkId } = await core.rpc['checks.start']({ url: wrong.url, ...stripe, only: some })
  const first = await ended(checkId)
  subscription.close()
  expect(first).toMatchObject({ state: 'done', grade: 'F', provider: 'stripe', providerName: 'Stripe', previousId: null, error: null })
  expect(first.allFindings.map(({ id }) => id)).toEqual(['unsigned'])
  expect(first.allFindings[0]?.fixes.map(({ framework }) => framework)).toEqual([
    'express',
    'nextjs',
    'fastapi',
    'rails',
    'laravel',
    'spring',
    'go',
  ])
  expect(first.findings).toEqual({ critical: 1, high: 0, medium: 0, low: 0 })
  expect(first.results).toHaveLength(first.scenarios.length)
  expect(first.done).toBe(first.total)
  expect(new Set(progress)).toEqual(new Set(first.scenarios.map(({ id }) => id)))
  expect(new Set(begun)).toEqual(new Set(first.scenarios.filter(({ skipped }) => skipped === null).map(({ id }) => id)))
  expect(JSON.stringify(first)).not.toContain(secret)

  const again = await core.rpc['checks.start']({ again: checkId })
  const second = await ended(again.checkId)
  expect(second).toMatchObject({ grade: 'F', previousId: checkId })
  expect(await core.rpc['checks.compare']({ id: second.id })).toMatchObject({
    fixed: [],
    added: [],
    remaining: [{ id: 'unsigned' }],
    changed: [],
  })

  const other = await ended((await core.rpc['checks.start']({ url: right.url, ...stripe, only: some })).checkId)
  const difference = await core.rpc['checks.compare']({ id: other.id, before: checkId })
  expect(difference.fixed.map(({ id }) => id)).toEqual(['unsigned'])
  expect(difference.changed).toEqual([{ id: 'unsigned', title: 'No signature at all', before: 'failed', after: 'passed' }])

  const { rows } = await core.rpc['checks.list']({ url: wrong.url })
  expect(rows.map(({ id }) => id)).toEqual([again.checkId, checkId])
  const report = await core.rpc['checks.report']({ id: checkId, as: 'markdown' })
  expect(report).toMatchObject({ contentType: 'text/markdown; charset=utf-8', filename: 'endpoint-check-127.0.0.1.md' })
  expect(report.text).toContain('### Critical: An unsigned request is accepted')
  await core.rpc['checks.delete']({ id: checkId })
  await expect(core.rpc['checks.get']({ id: checkId })).rejects.toMatchObject({ code: 'not_found' })
})

test('an Endpoint is checked with its own scheme and secret, a captured Request as the genuine event, side effects by a URL', async () => {
  const endpoint = await core.rpc['endpoints.save']({ name: 'Shop', url: right.url, scheme: 'stripe/v1', secret })
  const source = await core.rpc['sources.save']({ name: 'Stripe', slug: 'stripe', provider: 'stripe', secrets: [secret] })
  await core.rpc['samples.send']({ provider: 'stripe', sample: 'payment-succeeded', sourceId: source.id })
  const [captured] = (await core.rpc['requests.list']({})).rows
  if (!captured) throw new Error('Nothing was captured.')
  const { checkId } = await core.rpc['checks.start']({
    endpointId: endpoint.id,
    event: { requestId: captured.id },
    observe: { url: `${counter.url}/orders` },
    only: ['forged', 'duplicate', 'parallel', 'after-failure'],
    settleMs: 60,
  })
  const run = await ended(checkId)
  expect(run.allFindings.map(({ id, meaning }) => `${id}: ${meaning}`)).toEqual([])
  expect(run).toMatchObject({
    grade: 'A',
    endpointId: endpoint.id,
    event: `Captured Request ${captured.id}`,
    observation: `${counter.url}/orders`,
  })
  expect(run.results.find(({ id }) => id === 'duplicate')?.effects).toEqual({ expected: 1, counted: 1 })
  expect(run.results.find(({ id }) => id === 'parallel')?.effects).toEqual({ expected: 5, counted: 5 })
  expect((await core.rpc['checks.list']({ endpointId: endpoint.id })).rows).toHaveLength(1)
})

test('a command counts too, and what it prints otherwise is told', async () => {
  const numbers = ['-e', 'process.stdout.write("many")']
  const { checkId } = await core.rpc['checks.start']({
    url: right.url,
    ...stripe,
    only: ['duplicate'],
    observe: { command: [process.execPath, ...numbers] },
  })
  const run = await ended(checkId)
  expect(run.allFindings).toEqual([])
  expect(run.notObservable[0]).toContain('printed “many”, which is not a number')
})

test('an unknown host is not fired at before somebody names it', async () => {
  const start = (more: object) => core.rpc['checks.start']({ url: 'https://hooks.example.com/in', ...stripe, ...more })
  await expect(start({})).rejects.toMatchObject({ code: 'forbidden', details: { host: 'hooks.example.com' } })
  await expect(start({ confirmHost: 'example.com' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(core.rpc['checks.start']({ url: 'http://10.0.0.1/in', ...stripe, confirmHost: '10.0.0.1' })).rejects.toMatchObject({
    code: 'address_refused',
  })
})

test('what is missing is asked for', async () => {
  await expect(core.rpc['checks.start']({ url: right.url, provider: 'stripe' })).rejects.toMatchObject({
    code: 'cannot_sign',
    message: expect.stringContaining('needs the secret the handler verifies with'),
  })
  await expect(core.rpc['checks.start']({ url: right.url, endpointId: 'ep_00000000000', secret })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(core.rpc['checks.start']({ provider: 'stripe', secret })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(core.rpc['checks.start']({ url: right.url, provider: 'nobody', secret })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(core.rpc['checks.start']({ url: right.url, ...stripe, only: ['forgd'] })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(core.rpc['jobs.start']({ kind: 'checks.run' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a check is called off at once, and keeps what it found', async () => {
  const target = await hangs(secret)
  const { checkId } = await core.rpc['checks.start']({ url: target.url, ...stripe, timeoutMs: 60_000 })
  await core.event<{ check: { id: string }; started?: string }>('check.changed', event => event.check.id === checkId && 'started' in event)
  await core.rpc['checks.cancel']({ id: checkId })
  const run = await ended(checkId)
  expect(run).toMatchObject({ state: 'cancelled', grade: null })
  await eventually(async () => (await core.rpc['checks.get']({ id: checkId })).results[0]?.outcome).toBe('skipped')
  await eventually(async () => (await core.rpc['checks.get']({ id: checkId })).finishedAt).not.toBeNull()
  await target.close()
})

test('a step can be called off before it has read anything', async () => {
  const read = Promise.withResolvers<null>()
  const store = { read: { findCheck: () => read.promise } } as unknown as StoreClient
  const clock = { now: Date.now, monotonic: performance.now, timer: () => () => {} }
  const job = createCheckJob({ store, hub: core.hub, clock, random: systemRandom, secrets: keyFileSecrets(core.dataDir) })
  const step = job.kind.step({ filter: null, ids: null, options: { check: 1 } }, null)
  expect(job.cancel(1)).toBe(true)
  read.resolve(null)
  expect(await step).toMatchObject({ finished: true })
  expect(job.cancel(1)).toBe(false)
})

test('other jobs do not wait for a check; another check does', async () => {
  const target = await hangs(secret)
  const { checkId } = await core.rpc['checks.start']({ url: target.url, ...stripe, timeoutMs: 60_000 })
  const { checkId: second } = await core.rpc['checks.start']({ url: wrong.url, ...stripe, only: some })
  const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.delete', ids: [] })
  await eventually(async () => (await core.rpc['jobs.get']({ id: jobId })).state).toBe('done')
  const states = await Promise.all([checkId, second].map(async id => (await core.rpc['checks.get']({ id })).state))
  expect(states).toEqual(['running', 'running'])
  expect((await core.rpc['checks.get']({ id: second })).results).toEqual([])
  await core.rpc['checks.cancel']({ id: checkId })
  expect((await ended(second)).state).toBe('done')
  await target.close()
})

test('called off at any moment of its beginning, it holds up no other', async () => {
  const target = await hangs(secret)
  for (let turns = 0; turns < 12; turns++) {
    const { checkId } = await core.rpc['checks.start']({ url: target.url, ...stripe, timeoutMs: 60_000 })
    for (let turn = 0; turn < turns; turn++) await core.rpc['app.info']({})
    await core.rpc['checks.cancel']({ id: checkId })
    await eventually(async () => (await core.rpc['checks.get']({ id: checkId })).finishedAt).not.toBeNull()
  }
  const { checkId } = await core.rpc['checks.start']({ url: wrong.url, ...stripe, only: some })
  expect((await ended(checkId)).state).toBe('done')
  await target.close()
})

test('a run that was interrupted goes on after a restart', async () => {
  const folder = temporaryFolder()
  const target = await openSink(() => {})
  const before = await openCore({ folder })
  const { checkId } = await before.rpc['checks.start']({ url: target.url, ...stripe, only: ['forged', 'unsigned'] })
  await target.received(1)
  await before.halt()
  target.answer = status(200)
  const after = await openCore({ folder })
  await eventually(async () => (await after.rpc['checks.get']({ id: checkId })).state).toBe('done')
  const run = await after.rpc['checks.get']({ id: checkId })
  expect(run).toMatchObject({ grade: 'F', done: run.total })
  expect(run.allFindings.map(({ id }) => id)).toEqual(['no-verification'])
  await after.end()
  await target.close()
})

test('a handler that fails on everything is found through the API as well', async () => {
  const handler = await alwaysFails(secret)
  const run = await ended((await core.rpc['checks.start']({ url: handler.url, ...stripe, only: ['forged', 'invalid-json'] })).checkId)
  expect(run).toMatchObject({ grade: 'C', findings: { critical: 0, high: 0, medium: 1, low: 0 } })
  await handler.close()
})

test('a handler without signatures gets no good grade: that anybody can forge its events was not tested, and is said', async () => {
  const handler = await openSink(status(200))
  const only = ['genuine', 'forged', 'unsigned', 'unicode']
  const { checkId } = await core.rpc['checks.start']({ url: handler.url, only })
  const run = await ended(checkId)
  const said = 'Forgery was not tested, because these webhooks are unsigned: anyone who knows the URL can send any event.'
  expect(run).toMatchObject({ grade: 'C', allFindings: [], forgeryUntested: expect.stringContaining(said) })
  for (const as of ['markdown', 'json', 'html'] as const) {
    expect((await core.rpc['checks.report']({ id: checkId, as })).text, as).toContain(said)
  }
  expect(JSON.stringify(run)).not.toMatch(/nothing can be forged/)
  await handler.close()
})
