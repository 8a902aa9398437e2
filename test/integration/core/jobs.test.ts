import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppEvent } from '#contract/events.ts'
import type { Job } from '#contract/jobs.ts'
import { eventually, openCore, type RunningCore } from '../../support/core.ts'
import { openSink, type Sink } from '../../support/delivery/sink.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { putOnClock } from '../../support/put-on-clock.ts'

let core: RunningCore
let sink: Sink
const folder = temporaryFolder()
beforeAll(async () => {
  core = await openCore({ folder })
  sink = await openSink()
})
afterAll(async () => {
  await core.end()
  await sink.close()
})

type Changed = Extract<AppEvent, { type: 'job.changed' }>

async function fill(path: string, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const response = await fetch(`${core.receiverUrl}/${path}/${i}`, { method: i % 2 ? 'PUT' : 'POST', body: `${path} ${i}` })
      await response.arrayBuffer()
    }),
  )
}
const count = async (filter: string) => (await core.rpc['requests.count']({ filter })).count
const ended = (jobId: string) => core.event<Changed>('job.changed', ({ job }) => job.id === jobId && job.state !== 'running')

describe('a bulk delete', () => {
  test('by filter tells its progress, step by step, and leaves the others', async () => {
    await fill('bulk', 250)
    const steps: Job[] = []
    const subscription = core.hub.subscribe({ topics: ['job.changed'] }, event => {
      if (event.type === 'job.changed') steps.push(event.job)
    })
    const removed = core.event<Extract<AppEvent, { type: 'request.removed' }>>('request.removed')
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.delete', filter: 'method:PUT' })
    expect((await ended(jobId)).job).toMatchObject({ state: 'done', done: 125, failed: 0, error: null })
    subscription.close()
    expect(steps.length).toBeGreaterThan(1)
    expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b))
    expect((await removed).ids.length).toBeGreaterThan(0)
    expect([await count('method:PUT'), await count('method:POST')]).toEqual([0, 125])
    expect(await core.rpc['jobs.get']({ id: jobId })).toMatchObject({ state: 'done', done: 125 })
    expect((await core.rpc['jobs.list']({})).rows[0]?.id).toBe(jobId)
  })

  test('takes ids, and the whole list only when it is said', async () => {
    const { rows } = await core.rpc['requests.list']({ limit: 3 })
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.delete', ids: rows.map(row => row.id) })
    expect((await ended(jobId)).job).toMatchObject({ state: 'done', done: 3, total: 3 })
    await expect(core.rpc['jobs.start']({ kind: 'requests.delete' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(core.rpc['jobs.start']({ kind: 'requests.delete', filter: 'method:' })).rejects.toMatchObject({ code: 'invalid_input' })
    const all = await core.rpc['jobs.start']({ kind: 'requests.delete', filter: '' })
    await ended(all.jobId)
    expect(await count('')).toBe(0)
  })

  test('cancelled while it waits its turn, it does nothing at all', async () => {
    await fill('waiting', 300)
    const { rows } = await core.rpc['requests.list']({ limit: 300 })
    const half = rows.slice(0, 150).map(row => row.id)
    const [first, second] = await Promise.all([
      core.rpc['jobs.start']({ kind: 'requests.delete', ids: half }),
      core.rpc['jobs.start']({ kind: 'requests.delete', filter: '' }),
    ])
    await core.rpc['jobs.cancel']({ id: second.jobId })
    await ended(first.jobId)
    const third = await core.rpc['jobs.start']({ kind: 'requests.delete', ids: [half[0] ?? ''] })
    // Jobs run one after the other, so the second one has had its turn when the third ends.
    await ended(third.jobId)
    expect(await core.rpc['jobs.get']({ id: second.jobId })).toMatchObject({ state: 'cancelled', done: 0 })
    expect(await count('')).toBe(150)
  })

  test('cancelled in the middle, it stops there', async () => {
    await fill('middle', 450)
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.delete', filter: '' })
    await core.event<Changed>('job.changed', ({ job }) => job.id === jobId && job.done > 0)
    await core.rpc['jobs.cancel']({ id: jobId })
    expect((await ended(jobId)).job.state).toBe('cancelled')
    await core.halt()
    core = await openCore({ folder })
    expect(await core.rpc['jobs.get']({ id: jobId })).toMatchObject({ state: 'cancelled' })
    expect(await count('')).toBeGreaterThan(0)
  })

  test('interrupted by the end of the program, it goes on where it was at the next start', async () => {
    await fill('restart', 350)
    const before = await count('')
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.delete', filter: '' })
    const { job } = await core.event<Changed>('job.changed', event => event.job.id === jobId)
    expect(job.state).toBe('running')
    await core.halt()
    core = await openCore({ folder })
    // It may have ended before anybody could listen: asking is as good as being told.
    await eventually(async () => (await core.rpc['jobs.get']({ id: jobId })).state).toBe('done')
    expect(await core.rpc['jobs.get']({ id: jobId })).toMatchObject({ done: before, failed: 0 })
    expect(await count('')).toBe(0)
  })

  test('a resend whose Requests are partly gone sends the others, and counts what was not there', async () => {
    await fill('partly', 3)
    const { rows } = await core.rpc['requests.list']({ limit: 3 })
    const ids = rows.map(row => row.id)
    await core.rpc['requests.delete']({ ids: ids.slice(0, 1) })
    const before = sink.hits.length
    const options = { to: { url: `${sink.url}/partly` }, sign: 'as-received' }
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.resend', ids, options })
    expect((await ended(jobId)).job).toMatchObject({ state: 'done', done: 2, failed: 1 })
    await sink.received(before + 2)
  })

  test('a secret that comes with a job signs, and lies in the data folder sealed alone', async () => {
    await fill('signed', 1)
    const before = sink.hits.length
    const options = { to: { url: `${sink.url}/signed` }, sign: 'fresh', scheme: 'github', secret: 'never-on-disk-of-a-job' }
    const { rows } = await core.rpc['requests.list']({ limit: 1 })
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.resend', ids: rows.map(row => row.id), options })
    expect((await ended(jobId)).job).toMatchObject({ state: 'done', done: 1 })
    await sink.received(before + 1)
    const { headers, body } = sink.hits[before] ?? {}
    const signature = createHmac('sha256', options.secret)
      .update(body ?? '')
      .digest('hex')
    expect(headers?.['x-hub-signature-256']).toBe(`sha256=${signature}`)
    for (const name of ['hookbench.db', 'hookbench.db-wal']) {
      expect(readFileSync(join(core.dataDir, name)).includes(options.secret), name).toBe(false)
    }
  })

  test('a job that fails says why', async () => {
    await fill('failing', 1)
    const options = { to: { endpointId: 'ep_00000000000' }, sign: 'as-received' }
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.resend', filter: '', options })
    expect((await ended(jobId)).job).toMatchObject({ state: 'failed', error: expect.stringMatching(/^There is no Endpoint /) })
    await expect(core.rpc['jobs.start']({ kind: 'requests.resend', filter: '', options: {} })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(core.rpc['jobs.cancel']({ id: 'job_00000000000' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('while the store cannot take how far a job is', () => {
  /** Stands in the way of every note of progress, as a full disk would. @returns what ends that */
  const obstruct = () => {
    const db = core.sqlite()
    db.exec("CREATE TRIGGER obstructed BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'The disk is as good as full.'); END")
    return () => void db.exec('DROP TRIGGER obstructed')
  }
  const jobOf = (id: string) => core.rpc['jobs.get']({ id })
  const told = (jobId: string) => core.event<Changed>('job.changed', ({ job }) => job.id === jobId && job.error !== null)

  test('one that has failed is told as failed, and written down as soon as that can be', async () => {
    const { rows } = await core.rpc['requests.list']({ limit: 1 })
    const clear = obstruct()
    const options = { to: { endpointId: 'ep_00000000000' }, sign: 'as-received' }
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.resend', ids: rows.map(row => row.id), options })
    const failed = { state: 'failed', error: expect.stringMatching(/^There is no Endpoint /) }
    expect((await told(jobId)).job).toMatchObject(failed)
    expect(await jobOf(jobId)).toMatchObject(failed)
    expect((await core.rpc['jobs.list']({})).rows[0]).toMatchObject({ id: jobId, ...failed })
    const state = () => core.sqlite().prepare('SELECT state FROM jobs ORDER BY id DESC LIMIT 1').pluck().get()
    expect(state()).toBe('running')
    clear()
    await eventually(state).toBe('failed')
    expect(await jobOf(jobId)).toMatchObject(failed)
  })

  test('one that has not says what it waits for, and goes on', async () => {
    await fill('obstructed', 3)
    const clear = obstruct()
    const { jobId } = await core.rpc['jobs.start']({ kind: 'requests.verify', filter: '', options: {} })
    const waits = { state: 'running', error: expect.stringContaining('as good as full') }
    expect((await told(jobId)).job).toMatchObject(waits)
    expect(await jobOf(jobId)).toMatchObject(waits)
    clear()
    expect((await ended(jobId)).job).toMatchObject({ state: 'done', error: null })
    expect(await jobOf(jobId)).toMatchObject({ state: 'done', error: null })
  })
})

describe('uploads', () => {
  const resend = async (edit: object) => {
    const { rows } = await core.rpc['requests.list']({ limit: 1 })
    return core.rpc['requests.resend']({ ids: [rows[0]?.id ?? ''], to: { url: `${sink.url}/in` }, sign: 'as-received', edit })
  }

  test('bytes handed over ahead of the call are what is sent', async () => {
    const bytes = randomBytes(3 * 1024 * 1024 + 7)
    const { bodyRef, size } = await core.putUpload([
      bytes.subarray(0, 1_000_000),
      bytes.subarray(1_000_000),
    ] as unknown as AsyncIterable<Uint8Array>)
    expect(size).toBe(bytes.byteLength)
    const before = sink.hits.length
    await resend({ bodyRef })
    await sink.received(before + 1)
    expect(sink.hits[before]?.body.equals(bytes)).toBe(true)
  })

  test('bodyFrom sends the bytes of another Request', async () => {
    const bytes = randomBytes(400_000)
    await fetch(`${core.receiverUrl}/from`, { method: 'POST', body: bytes })
    const requestId = (await core.rpc['requests.list']({ limit: 1 })).rows[0]?.id ?? ''
    await fill('other', 1)
    const before = sink.hits.length
    await resend({ bodyFrom: { requestId } })
    await sink.received(before + 1)
    expect(sink.hits[before]?.body.equals(bytes)).toBe(true)
  })

  test('an unknown one, an empty one, and two bodies at once are refused', async () => {
    await expect(resend({ bodyRef: '123' })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Upload the bytes again'),
    })
    await expect(resend({ bodyRef: 'nonsense' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(core.putUpload([] as unknown as AsyncIterable<Uint8Array>)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(resend({ body: 'a', bodyBase64: 'YQ==' })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('one of more than 64 MiB is refused before it is held', async () => {
    const piece = new Uint8Array(8 * 1024 * 1024)
    async function* endless() {
      for (;;) yield piece
    }
    await expect(core.putUpload(endless())).rejects.toMatchObject({ code: 'too_large' })
  })

  test('they are kept for an hour', async () => {
    const { clock, putOn, minute } = putOnClock()
    const other = await openCore({ ports: { clock } })
    const put = (text: string) => other.putUpload([Buffer.from(text)] as unknown as AsyncIterable<Uint8Array>)
    const old = await put('old')
    putOn(3_500_000)
    const recent = await put('recent')
    putOn(200_000)
    const left = () => other.sqlite().prepare('SELECT id FROM uploads ORDER BY id').pluck().all()
    expect(left()).toEqual([Number(old.bodyRef), Number(recent.bodyRef)])
    // Whether or not another one follows.
    minute()
    await eventually(left).toEqual([Number(recent.bodyRef)])
    expect(other.sqlite().prepare('SELECT count(*) FROM chunks').pluck().get()).toBe(1)
    await other.end()
  })
})
