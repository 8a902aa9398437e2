import { createHash, createHmac, randomBytes } from 'node:crypto'
import { readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '#contract/jobs.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'

const PASSPHRASE = 'correct horse battery'
const SECRET = 'the-signing-secret-of-github'
const AUTHORIZATION = 'Bearer a-captured-credential'
const bodies = [Buffer.from('{"a":1}'), randomBytes(700_000), Buffer.alloc(0), Buffer.from([0, 255, 10, 13, 0])]
const signature = (body: Buffer) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`
let here: RunningCore

async function run(core: RunningCore, kind: Job['kind'], options: Record<string, unknown>): Promise<Job> {
  const { jobId } = await core.rpc['jobs.start']({ kind, options })
  return (await core.event<{ job: Job }>('job.changed', ({ job }) => job.id === jobId && job.state !== 'running')).job
}
async function archive(options: Record<string, unknown>): Promise<Buffer> {
  const job = await run(here, 'workspace.export', options)
  expect(job).toMatchObject({ state: 'done', done: bodies.length + 1, total: bodies.length + 1 })
  const response = await here.get(`/files/${job.id}`)
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="hookbench-workspace-[\w-]+\.jsonl\.gz"$/)
  return Buffer.from(await response.arrayBuffer())
}
/** Takes a file in, in a workspace of its own. */
async function elsewhere(
  bytes: Buffer,
  options: Record<string, unknown>,
  look: (core: RunningCore, job: Job, file: string) => Promise<void>,
) {
  const core = await openCore()
  try {
    const file = join(core.dataDir, 'given.gz')
    writeFileSync(file, bytes)
    await look(core, await run(core, 'workspace.import', { path: file, ...options }), file)
  } finally {
    await core.end()
  }
}
const sha = async (core: RunningCore, id: string) =>
  createHash('sha256')
    .update(Buffer.from(await (await core.get(`/body/${id}`)).arrayBuffer()))
    .digest('hex')

beforeAll(async () => {
  here = await openCore()
  const endpoint = await here.rpc['endpoints.save']({ name: 'App', url: 'http://127.0.0.1:9/', retry: { preset: 'none' }, enabled: false })
  await here.rpc['sources.save']({ name: 'GitHub', slug: 'gh', provider: 'github', secrets: [SECRET], forwardTo: [endpoint.id] })
  await here.rpc['views.save']({ name: 'Forged', filter: 'verdict:failed' })
  for (const body of bodies) {
    await fetch(`${here.receiverUrl}/gh?token=hidden&x=1`, {
      method: 'POST',
      body,
      headers: { authorization: AUTHORIZATION, 'X-Odd': 'ü', 'x-hub-signature-256': signature(body) },
    })
  }
  await fetch(`${here.receiverUrl}/inbox`, { method: 'PUT', body: 'text' })
})
afterAll(() => here.end())

describe('a workspace as a file', () => {
  test('with credentials, out and in gives the same bytes, ids, headers and configuration', async () => {
    const bytes = await archive({ passphrase: PASSPHRASE, includeCredentials: true })
    expect(gunzipSync(bytes).toString()).not.toContain(SECRET)
    await elsewhere(bytes, { passphrase: PASSPHRASE }, async (core, job, file) => {
      expect(job).toMatchObject({ state: 'done', done: bodies.length + 1 })
      const [source] = (await core.rpc['sources.list']({})).rows
      expect(source).toMatchObject({ slug: 'gh', provider: 'github', forwardTo: [(await core.rpc['endpoints.list']({})).rows[0]?.id] })
      const mine = (await here.rpc['requests.list']({})).rows
      const theirs = (await core.rpc['requests.list']({})).rows
      expect(theirs.map(row => ({ ...row, sourceId: null }))).toEqual(
        mine.map(row => ({ ...row, origin: 'imported', sourceId: null, delivery: null })),
      )
      expect(theirs.map(row => row.sourceId === source?.id)).toEqual([false, true, true, true, true])
      for (const { id } of mine) {
        expect(await sha(core, id)).toBe(await sha(here, id))
        expect(await core.rpc['requests.reveal']({ id })).toEqual(await here.rpc['requests.reveal']({ id }))
      }
      expect((await core.rpc['views.list']({})).rows).toMatchObject([{ name: 'Forged', filter: 'verdict:failed' }])
      // The index finds what is older than itself.
      expect((await core.rpc['requests.list']({ filter: 'is:imported method:put' })).rows).toHaveLength(1)
      // The secret came along: what is signed with it verifies.
      expect(await core.rpc['requests.verify']({ id: theirs[4]?.id ?? '' })).toMatchObject({ verdict: 'verified' })
      // A second time brings nothing new and changes nothing.
      expect(await run(core, 'workspace.import', { path: file })).toMatchObject({ state: 'done', done: 0 })
      expect((await core.rpc['sources.list']({})).rows).toHaveLength(1)
    })
  })

  test('without, it holds no secret and no captured credential', async () => {
    const bytes = await archive({})
    const text = gunzipSync(bytes).toString()
    for (const secret of [SECRET, 'a-captured-credential', 'token=hidden']) expect(text).not.toContain(secret)
    await elsewhere(bytes, {}, async (core, job) => {
      expect(job.state).toBe('done')
      expect((await core.rpc['sources.list']({})).rows[0]?.secrets).toEqual([])
    })
  })

  test('what a crash wrote beyond its last step is written again, once', async () => {
    const whole = gunzipSync(await archive({ includeCredentials: true })).toString()
    const lines = whole.trim().split('\n')
    expect(new Set(lines).size).toBe(lines.length)
    // Members one after the other are one file, wherever the steps were cut.
    const again = Buffer.concat([gzipSync(`${lines.slice(0, 3).join('\n')}\n`), gzipSync(`${lines.slice(3).join('\n')}\n`)])
    expect(gunzipSync(again).toString()).toBe(whole)
    const parts = readdirSync(join(here.dataDir, 'archives')).filter(name => name.endsWith('.part'))
    expect(parts).toEqual([])
  })

  test('a wrong passphrase, another file and a torn one are told in a sentence; what was whole is in', async () => {
    const bytes = await archive({ passphrase: PASSPHRASE, includeCredentials: true })
    await elsewhere(bytes, { passphrase: 'something else' }, async (core, job) => {
      expect(job).toMatchObject({ state: 'failed', error: expect.stringMatching(/^The passphrase does not open/) })
      expect((await core.rpc['requests.list']({})).rows).toEqual([])
    })
    await elsewhere(Buffer.from('no archive'), {}, async (_, job) => {
      expect(job).toMatchObject({ state: 'failed', error: expect.stringMatching(/cannot be unpacked/) })
    })
    await elsewhere(
      gzipSync('{"hookbench":"workspace","version":99,"createdAt":0,"credentials":true,"salt":null}\n'),
      {},
      async (_, job) => {
        expect(job).toMatchObject({ state: 'failed', error: expect.stringMatching(/newer Hookbench/) })
      },
    )
    const torn = gunzipSync(bytes).toString().trim().split('\n')
    torn[torn.length - 1] = '{"request":{"id":"no number"}}'
    await elsewhere(gzipSync(`${torn.join('\n')}\n`), {}, async (core, job) => {
      expect(job).toMatchObject({
        state: 'failed',
        error: `Line ${torn.length} of the archive cannot be read; everything before it was imported.`,
      })
      expect((await core.rpc['sources.list']({})).rows).toHaveLength(1)
    })
    await expect(here.rpc['jobs.start']({ kind: 'workspace.export', options: { passphrase: 'short' } })).rejects.toThrow(/8 characters/)
    await expect(here.rpc['jobs.start']({ kind: 'workspace.import', options: {} })).rejects.toThrow(/Name the archive once/)
  })

  test('a file that is none of ours, or ends within a line, is not taken for a whole one', async () => {
    const whole = gunzipSync(await archive({ includeCredentials: true })).toString()
    const lines = whole.split('\n').length - 1
    const core = await openCore()
    try {
      const file = join(core.dataDir, 'given.gz')
      const taken = async (text: string) => {
        writeFileSync(file, gzipSync(text))
        const { state, error, done } = await run(core, 'workspace.import', { path: file })
        return { state, error, done }
      }
      const none = { state: 'failed', error: 'This is not a Hookbench workspace archive.', done: 0 }
      for (const text of ['hello', '', 'hello\n', '\n']) expect(await taken(text), text).toEqual(none)
      expect(await taken(whole.slice(0, whole.indexOf('\n')))).toMatchObject({
        state: 'failed',
        error: expect.stringMatching(/is cut off at line 1; nothing/),
      })
      // Its last line is a Request, whole but for the break: what stands before it stays and is counted.
      expect(await taken(whole.slice(0, -1))).toEqual({
        state: 'failed',
        error: `The archive is cut off at line ${lines}; everything before it was imported. Export the workspace again.`,
        done: bodies.length,
      })
      expect((await core.rpc['requests.list']({})).rows).toHaveLength(bodies.length)
      expect(await taken(whole)).toMatchObject({ state: 'done', done: 1 })
    } finally {
      await core.end()
    }
  })

  test('an Endpoint that could never sign comes paused and unsigned, and holds up nothing', async () => {
    const lines = gunzipSync(await archive({}))
      .toString()
      .trim()
      .split('\n')
    const unsignable = lines.map(line => {
      const read = JSON.parse(line)
      if (!('endpoint' in read)) return line
      return JSON.stringify({ endpoint: { ...read.endpoint, config: { ...read.endpoint.config, scheme: 'paypal/rsa' } } })
    })
    await elsewhere(gzipSync(`${unsignable.join('\n')}\n`), {}, async (core, job) => {
      expect(job).toMatchObject({ state: 'done', done: bodies.length + 1 })
      expect((await core.rpc['endpoints.list']({})).rows).toMatchObject([{ name: 'App', scheme: null, paused: true }])
    })
  })

  test('a request that was no valid HTTP comes along as it is', async () => {
    const core = await openCore()
    try {
      const { port } = new URL(core.receiverUrl)
      const socket = connect(Number(port), '127.0.0.1')
      socket.end('POST /odd HTTP/1.1\r\nHost: x\r\nno value\r\na name: a\0b\rc\r\n\r\n')
      await new Promise(resolve => socket.on('close', resolve).resume())
      const rows = async () => (await core.rpc['requests.list']({})).rows
      await eventually(rows).toMatchObject([{ problem: 'malformed' }])
      const id = (await rows())[0]?.id ?? ''
      const job = await run(core, 'workspace.export', { includeCredentials: true })
      const bytes = Buffer.from(await (await core.get(`/files/${job.id}`)).arrayBuffer())
      await elsewhere(bytes, {}, async (other, imported) => {
        expect(imported).toMatchObject({ state: 'done', done: 1 })
        expect((await other.rpc['requests.get']({ id })).headers).toEqual((await core.rpc['requests.get']({ id })).headers)
        expect((await other.rpc['requests.export']({ ids: [id], as: 'http' })).text).toContain('\na name: a b c\n')
      })
    } finally {
      await core.end()
    }
  })

  test('nothing of a file that somebody has made up is believed', async () => {
    const whole = gunzipSync(await archive({ includeCredentials: true }))
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    const first = whole.find(line => 'request' in line).request
    const source = whole.find(line => 'source' in line).source
    const endpoint = whole.find(line => 'endpoint' in line).endpoint
    const changed = (kept: { config: object }, config: object) => ({ ...kept, config: { ...kept.config, ...config } })
    const far = first.id + 4096 * 366 * 86_400_000
    const made: [object, RegExp][] = [
      [{ source: changed(source, { reply: { mode: 'no such' } }) }, /^A Source in the archive is not valid/],
      [{ source: changed(source, { forwardTo: null }) }, /^A Source/],
      [{ source: changed(source, { slug: '../x' }) }, /^A Source/],
      [{ source: changed(source, { provider: 'nobody' }) }, /^There is no provider/],
      [{ source: { ...source, config: { ...source.config, reply: undefined, onDuplicate: 7 } } }, /^A Source/],
      [{ endpoint: changed(endpoint, { retry: { preset: 'odd' } }) }, /^An? Endpoint/],
      [{ endpoint: changed(endpoint, { url: 'http://169.254.169.254/', local: false }) }, /169\.254/],
      [{ provider: { id: 'github', name: 'Mine' } }, /^A provider/],
      [{ view: { name: 'Odd', filter: 'nosuch:(' } }, /./],
      [{ request: { ...first, id: far } }, /requests from the future/],
      [{ request: { ...first, row: { ...first.row, verdict: 'fine' } } }, /^Line 2 /],
      [{ request: { ...first, row: { ...first.row, source_id: 'constructor' } } }, /^Line 2 /],
      [{ request: { ...first, headers: ['odd'] } }, /^Line 2 /],
      [{ request: { ...first, detail: {} } }, /^Line 2 /],
      [{ request: { ...first, headers: ['A\r\nX-Inj', 'x'] } }, /^Line 2 /],
      [{ request: { ...first, headers: ['A', 'x\nX-Inj: y'] } }, /^Line 2 /],
      [{ request: { ...first, headers: ['A', 'x\0'] } }, /^Line 2 /],
      [{ request: { ...first, row: { ...first.row, problem: 'malformed' }, headers: ['A', 'x\r\nX-Inj: y'] } }, /^Line 2 /],
      [{ request: { ...first, row: { ...first.row, target: '/a\r\nX: y' } } }, /^Line 2 /],
      [{ request: { ...first, row: { ...first.row, method: 'GET / HTTP/1.1\r\nX: y' } } }, /^Line 2 /],
      [{ request: { ...first, detail: { ...first.detail, httpVersion: '1.1\nX: y' } } }, /^Line 2 /],
      [{ request: { ...first, detail: { ...first.detail, effectiveUrl: 'javascript:alert(1)' } } }, /^Line 2 /],
      [{ request: { ...first, detail: { ...first.detail, effectiveUrl: 'http://h/\r\nX: y' } } }, /^Line 2 /],
    ]
    const core = await openCore()
    try {
      const file = join(core.dataDir, 'given.gz')
      for (const [line, said] of made) {
        writeFileSync(file, gzipSync(`${JSON.stringify(whole[0])}\n${JSON.stringify(line)}\n`))
        const job = await run(core, 'workspace.import', { path: file })
        expect({ line, ...job }).toMatchObject({ state: 'failed', error: expect.stringMatching(said) })
      }
      for (const list of ['sources.list', 'endpoints.list', 'requests.list', 'views.list'] as const)
        expect((await core.rpc[list]({})).rows).toEqual([])
    } finally {
      await core.end()
    }
  })

  test('the answer that was given is masked like what was asked', async () => {
    const core = await openCore()
    try {
      const headers: [string, string][] = [['Set-Cookie', 'session=a-cookie-of-the-app']]
      await core.rpc['sources.save']({ slug: 'own', reply: { mode: 'custom', status: 200, headers, body: '', delayMs: 0 } })
      await fetch(`${core.receiverUrl}/own`, { method: 'POST', body: '{}' })
      const [row] = (await core.rpc['requests.list']({})).rows
      const exported = (clear: boolean) => core.rpc['requests.export']({ ids: [row?.id ?? ''], as: 'har', includeCredentials: clear })
      expect((await exported(false)).text).not.toContain('a-cookie-of-the-app')
      expect((await exported(true)).text).toContain('a-cookie-of-the-app')
      const job = await run(core, 'workspace.export', {})
      const lines = gunzipSync(Buffer.from(await (await core.get(`/files/${job.id}`)).arrayBuffer())).toString()
      expect(lines.split('\n').filter(line => line.startsWith('{"request"') && line.includes('a-cookie-of-the-app'))).toEqual([])
    } finally {
      await core.end()
    }
  })

  test('no other path gives a file', async () => {
    truncateSync(join(here.dataDir, 'archives', readdirSync(join(here.dataDir, 'archives'))[0] ?? ''), 0)
    const { jobId } = await here.rpc['jobs.start']({ kind: 'requests.delete', filter: 'method:trace' })
    expect((await here.get(`/files/${jobId}`)).status).toBe(404)
    expect((await here.get('/files/job_00000000000')).status).toBe(404)
    expect((await here.get('/files/..%2Fhookbench.db')).status).toBe(404)
  })
})
